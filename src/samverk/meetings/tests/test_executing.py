"""Decisions that are not yet carried out: listed until somebody notes it, or says that none is needed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import CarriedOut
from samverk.meetings.queries.executing import not_carried_out
from samverk.meetings.tests.conftest import DAY, MEMBERS, handle, roll, settle
from samverk.meetings.tests.sending import decide, finish
from samverk.project.testing.stages import kept


@kept
def item(seated, opened):
    """A decision in a meeting that has ended, beside a paragraph that only notes."""
    roll(seated, opened, *MEMBERS)
    made = decide(seated, opened)
    settle(seated, handle(seated, opened, "Rapport"))
    finish(seated, opened)
    return made


def left(item):
    return list(not_carried_out(item.meeting.body_id))


def note(cast, item, done_on, words="", *, key="k"):
    return actions.note_carried_out(cast.owner, item, done_on, words, key=key)


def test_what_is_decided_is_listed_and_what_is_noted_is_not(item):
    assert left(item) == [item]


def test_it_is_listed_no_more_when_it_is_carried_out(seated, item):
    note(seated, item, DAY, "Taxan är införd.")
    assert left(item) == []
    event = AuditEvent.objects.get(kind="meetings.carried_out")
    assert (event.actor_name, event.body_id) == ("Maj Ekedal", seated.board.pk)


def test_nor_when_it_needs_no_execution_and_somebody_says_why(seated, item):
    with pytest.raises(InputError, match="varför"):
        note(seated, item, None, " ")
    note(seated, item, None, "Beslutet är ett yttrande.", key="k2")
    assert left(item) == []


def test_it_is_noted_once_and_a_retried_form_is_no_fault(seated, item):
    for _ in range(2):
        note(seated, item, DAY)
    assert CarriedOut.objects.count() == 1
    with pytest.raises(ConflictError, match="redan antecknat"):
        note(seated, item, DAY, key="en gång till")


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_before_the_decision_or_to_come_is_refused(seated, item, days):
    with pytest.raises(InputError):
        note(seated, item, DAY + timedelta(days=days))


def test_finished_assignments_carry_it_out(seated, item):
    new = decisions.NewDecision(
        organisation=seated.town.pk,
        title="Taxan",
        kind="decides",
        body=seated.board.pk,
        decided_on=DAY,
        paragraph=item.paragraph,
    )
    decision = decisions.register_decision(SETUP, new, key="beslut")
    task = decisions.add_assignment(
        SETUP, decision, decisions.NewAssignment("Inför taxan", "Chefen"), key="uppdrag"
    )
    assert left(item) == [item]
    decisions.report_assignment(SETUP, task, date(2024, 3, 15), "Klart.", key="klart")
    assert left(item) == []


def test_the_list_of_the_body_shows_it_and_lets_the_secretary_note_it(seated, item):
    browser = seated.browser(seated.owner_user)
    page = reverse("follow_up", args=[seated.board.pk])
    url = reverse("note_carried_out", args=[item.pk, "verkstallt"])
    assert url in browser.get(page).content.decode()
    answer = browser.post(url, {"key": "f", "day": DAY.isoformat(), "note": ""})
    assert answer.url == page
    assert url not in browser.get(page).content.decode()
    assert url not in seated.browser(seated.outsider_user).get(page).content.decode()
