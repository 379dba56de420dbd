"""Reminders: once each, to whoever answers for the duty, while there is time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from samverk.federation import actions
from samverk.federation.models import DutyReminder
from samverk.federation.tests.founding import found_federation, manager_of
from samverk.foundation.models import AuditEvent, RoleAssignment
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def home(cast, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    return found_federation()


@kept
def owner(home):
    return manager_of(home)


@pytest.fixture
def posted(monkeypatch):
    """The letters that were put in the queue."""
    sent = []
    monkeypatch.setattr("samverk.foundation.login.letters.post", sent.append)
    return sent


def noted(home, owner, days=14, **changes):
    new = {"federation": home.pk, "year": 2024, "code": "arsredovisning", "owner": owner.pk}
    new |= {"reminder_days": days, **changes}
    actions.note_duty(SETUP, actions.NewDutyNote(**new), key=f"k{owner.pk}{changes}")


def sent_on(day):
    with time_machine.travel(datetime.combine(day, datetime.min.time(), STOCKHOLM), tick=False):
        return actions.send_reminders()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2024, 3, 16), 0),
        (date(2024, 3, 17), 1),
        (date(2024, 3, 31), 1),
        (date(2024, 4, 1), 0),
    ],
)
def test_a_reminder_is_sent_from_its_day_to_the_last_day(home, owner, posted, day, count):
    noted(home, owner)
    assert sent_on(day) == count
    assert len(posted) == count


def test_a_reminder_is_sent_once_however_often_it_is_tried(home, owner, posted):
    noted(home, owner)
    assert [sent_on(date(2024, 3, 20)), sent_on(date(2024, 3, 20)), sent_on(date(2024, 3, 21))] == [
        1,
        0,
        0,
    ]
    assert DutyReminder.objects.count() == len(posted) == 1


def test_the_letter_says_what_and_until_when_to_the_owner_alone(home, owner, posted):
    noted(home, owner)
    sent_on(date(2024, 3, 20))
    (letter,) = posted
    assert letter.to == "ylva@fyrbaken.test"
    assert "Årsredovisning för 2023" in letter.body
    assert "Sista dag: 2024-03-31" in letter.body
    assert "Hej Ylva Sörstrand!" in letter.body


def test_a_new_owner_gets_a_reminder_of_their_own(home, owner, posted, cast):
    noted(home, owner)
    sent_on(date(2024, 3, 20))
    RoleAssignment.objects.create(
        user=cast.member_user, role="SECRETARY", organisation=home, from_date=date(2024, 1, 1)
    )
    noted(home, cast.member_user)
    assert sent_on(date(2024, 3, 21)) == 1
    assert [letter.to for letter in posted] == ["ylva@fyrbaken.test", cast.member_user.email]


@pytest.mark.parametrize(
    "changes",
    [{"state": "DONE", "done_on": date(2024, 3, 10)}, {"state": "NOT_NEEDED", "why": "Nej"}],
)
def test_what_is_settled_needs_no_reminder(home, owner, posted, changes):
    noted(home, owner)
    noted(home, owner, **changes)
    assert sent_on(date(2024, 3, 20)) == 0
    assert posted == []


def test_whoever_has_left_the_federation_is_not_told_of_its_work(home, owner, posted):
    noted(home, owner)
    owner.is_active = False
    owner.save(update_fields=["is_active"])
    assert sent_on(date(2024, 3, 20)) == 0
    assert posted == []


def test_without_e_mail_nothing_is_sent_and_nothing_marked_as_sent(home, owner, posted, settings):
    noted(home, owner)
    settings.EMAIL_HOST = ""
    assert sent_on(date(2024, 3, 20)) == 0
    assert not DutyReminder.objects.exists()


def test_a_reminder_that_could_not_be_queued_is_tried_again(home, owner, posted, monkeypatch):
    noted(home, owner)

    def fails(letter):
        raise OSError(letter.to)

    with monkeypatch.context() as broken:
        broken.setattr("samverk.foundation.login.letters.post", fails)
        with pytest.raises(OSError, match="ylva"):
            sent_on(date(2024, 3, 20))
    assert not DutyReminder.objects.exists()
    assert sent_on(date(2024, 3, 20)) == 1


def test_sending_is_logged_and_a_day_early_in_winter_is_sweden_s(home, owner, posted):
    noted(home, owner)
    with time_machine.travel("2024-03-16T23:30:00+00:00", tick=False):
        assert actions.send_reminders() == 1
    event = AuditEvent.objects.get(kind="federation.duty_reminded")
    assert (event.organisation_id, event.effective_on) == (home.pk, date(2024, 3, 31))
