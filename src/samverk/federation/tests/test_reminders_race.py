"""Two workers at once: one reminder of each duty and day, one warning of each claim and day."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.federation import actions
from samverk.federation.models import ClaimStep, DutyReminder
from samverk.federation.tests import claiming
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race
from samverk.rules.agreements.stretches import Span

__all__ = ["committed"]
WORKERS = 4


@pytest.fixture
def posted(monkeypatch):
    sent = []
    monkeypatch.setattr("samverk.foundation.login.letters.post", sent.append)
    return sent


@pytest.fixture
def ready(committed, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    with time_machine.travel("2024-03-15T12:00:00+01:00", tick=False):
        set_stage()
        yield claiming.ready()


def test_workers_at_once_remind_once_of_each_duty(ready, posted):
    for code in ("arsredovisning", "budget"):
        new = actions.NewDutyNote(
            ready.home.pk, 2024, code, owner=ready.manager_user.pk, reminder_days=300
        )
        actions.note_duty(SETUP, new, key=code)
    sent = race(lambda _: actions.send_reminders(), WORKERS)
    assert sum(sent) == DutyReminder.objects.count() == len(posted) == 2
    assert AuditEvent.objects.filter(kind="federation.duty_reminded").count() == 2
    assert race(lambda _: actions.send_reminders(), WORKERS) == [0] * WORKERS


def test_workers_at_once_warn_once_of_each_claim(ready, posted):
    made = ready.signed(claim_days=60)
    for days in (
        Span(date(2024, 1, 1), date(2024, 1, 31)),
        Span(date(2024, 2, 1), date(2024, 2, 9)),
    ):
        ready.claimed(made, days)
    # The day is past the second limit of January, and past the first of February
    with time_machine.travel("2024-03-28T12:00:00+01:00", tick=False):
        assert sum(race(lambda _: actions.tend_claims(), WORKERS)) == 2
        assert sum(race(lambda _: actions.tend_claims(), WORKERS)) == 0
    assert list(ClaimStep.objects.filter(user_name="Samverk").values_list("event", flat=True)) == [
        "first_warning",
        "first_warning",
    ]
    assert len(posted) == 2
