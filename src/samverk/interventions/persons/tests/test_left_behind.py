"""What goes on in a delivery that is given no more: the coordinator sees it, and ends it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.desk import persons_waiting
from samverk.interventions.persons.models import (
    Hold,
    Measurement,
    Participation,
    QueueEntry,
)
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import Party
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import (
    begun,
    number_of,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

EACH = 0
TODAY, LAST, AFTER = date(2024, 3, 15), date(2024, 3, 29), date(2024, 4, 2)


@pytest.fixture
def goes_on(party) -> Participation:
    """One who takes part in a delivery that is given until the end of March."""
    row = begun(party, Walk(party, "a").planned())
    Delivery.objects.filter(pk=party.delivery.pk).update(to_date=LAST)
    return row


@pytest.fixture
def later():
    with time_machine.travel(f"{AFTER}T12:00:00+02:00", tick=False):
        yield


def end(party: Party, row: Participation, key: str = "e", missing: str = "unreachable", **more):
    given: dict[str, Any] = {
        "day": LAST,
        "report": "Utföraren har slutat",
        "reason": "provider_left",
    } | more
    at = (party.coordinator, party.receives, row.pk)
    return persons.end_left_behind(*at, persons.Ending(**given), key=key, missing=missing)


def line(user, day=AFTER) -> str:
    found = persons_waiting(Visit(actor_for(user), day))
    return next((one.state for one in found.tasks if one.label.startswith("Kvar i")), "")


def test_it_is_ended_on_the_last_day_though_nobody_is_there_to_measure(party, goes_on, later):
    with pytest.raises(InputError, match="Välj varför status"):
        end(party, goes_on, "a", missing="")
    row = end(party, goes_on)
    assert (row.state, row.end_reason, row.ended_on) == ("ended_early", "provider_left", LAST)
    with unread([party.receives]):
        measured = Measurement.objects.get(participation=row, point="exit")
        step = row.steps.latest("number")
    assert (measured.missing, measured.measured_on) == ("unreachable", LAST)
    assert (step.hand, step.reason, step.happened_on) == ("coordinator", "provider_left", LAST)


def test_a_pause_ends_with_it(party, goes_on):
    at = (party.worker, party.receives, goes_on.pk)
    hold = persons.NewHold("health", date(2024, 3, 28))
    persons.interrupt_participation(*at, hold, key="h")
    with time_machine.travel(f"{AFTER}T12:00:00+02:00", tick=False):
        end(party, goes_on)
    with unread([party.receives]):
        assert Hold.objects.get().to_date == LAST


def test_while_the_delivery_is_given_it_is_the_case_workers(party, goes_on):
    with pytest.raises(ConflictError, match="ges fortfarande"):
        end(party, goes_on, day=TODAY)
    page = text(Pages(party).get(party.coordinator_user, "end_left_behind", goes_on.pk))
    assert "ges fortfarande" in page


def test_nobody_took_part_after_the_last_day(party, goes_on, later):
    with pytest.raises(InputError, match="Ingen deltog efter den dagen"):
        end(party, goes_on, day=AFTER)


def test_a_pause_that_was_noted_later_needs_a_later_day(party, goes_on, later):
    at = (party.worker, party.receives, goes_on.pk)
    persons.interrupt_participation(*at, persons.NewHold("health", AFTER), key="h")
    with pytest.raises(InputError, match="Uppehållet började"):
        end(party, goes_on)
    assert end(party, goes_on, "e2", day=AFTER).ended_on == AFTER


def test_it_is_never_as_planned(party, goes_on, later):
    with pytest.raises(InputError, match="i förtid"):
        end(party, goes_on, reason="")


def test_the_coordinators_desk_counts_it_and_nobody_elses(party, goes_on, later):
    assert line(party.coordinator_user) == "1 att avsluta"
    assert line(party.coordinator_user, LAST) == ""
    assert line(party.worker_user) == line(party.other_coordinator_user) == ""
    end(party, goes_on)
    assert line(party.coordinator_user) == ""


def test_the_list_leads_to_a_page_where_the_reason_is_chosen(party, goes_on, later):
    pages, coordinator = Pages(party), party.coordinator_user
    assert "Kvar i en verksamhet som upphört" in text(
        pages.get(coordinator, "coordination", party.receives)
    )
    listed = text(pages.get(coordinator, "left_behind", party.receives))
    assert "Siv Påhitt" in listed
    asked = pages.get(coordinator, "end_left_behind", goes_on.pk).content.decode()
    assert re.search(r'value="provider_left"[^>]*checked', asked)
    assert LAST.isoformat() in asked
    said = {"day": LAST.isoformat(), "how": "provider_left", "report": "Slut", "missing": "moved"}
    answer = pages.send(coordinator, "end_left_behind", goes_on.pk, **said)
    assert answer.status_code == 302
    assert "Ingen deltar i något som upphört" in text(
        pages.get(coordinator, "left_behind", party.receives)
    )


def test_who_is_protected_is_in_no_list_and_on_nobodys_desk(party, goes_on, later):
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, goes_on.person_id, key="p")
    assert line(party.coordinator_user) == ""
    listed = Pages(party).get(party.coordinator_user, "left_behind", party.receives)
    assert "Siv Påhitt" not in text(listed)
    assert (
        Pages(party).get(party.coordinator_user, "end_left_behind", goes_on.pk).status_code == 404
    )
    with pytest.raises(NotFoundError):
        end(party, goes_on)


def test_a_list_of_more_asks_as_few_questions(party, goes_on, later):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            Pages(party).get(party.coordinator_user, "left_behind", party.receives)
        return len(found)

    asked()
    before = asked()
    with unread([party.receives]):
        for number in range(3):
            Participation.objects.create(
                controller_id=party.receives,
                person=resident(party, number_of(number)),
                delivery=party.delivery,
                party=party.cast.neighbour,
                sex="woman",
                state="active",
                starts_on=TODAY,
            )
    # Each person's key is opened, and that they are read is noted, one by one
    assert asked() - before <= 3 * EACH


@pytest.fixture
def never_began(party) -> Participation:
    """One who said yes to a place in a delivery that ended before the first day."""
    row: Participation = Walk(party, "b").planned()
    Delivery.objects.filter(pk=party.delivery.pk).update(to_date=LAST)
    return row


def end_planned(
    party: Party, row: Participation, key: str = "n", reason: str = "intake_closed"
) -> Any:
    at = (party.coordinator, party.receives, row.pk)
    return persons.end_never_begun(*at, persons.Removal(reason), AFTER, key=key)


def test_what_never_began_is_ended_and_leaves_the_queue(party, never_began, later):
    assert line(party.coordinator_user) == "1 att avsluta"
    row = end_planned(party, never_began)
    assert (row.state, row.ended_on) == ("never_started", AFTER)
    assert end_planned(party, never_began).pk == row.pk
    with unread([party.receives]):
        entry = QueueEntry.objects.get()
        step = row.steps.latest("number")
    assert (entry.state, entry.removal, entry.left_on) == ("removed", "intake_closed", AFTER)
    assert (step.hand, step.reason) == ("coordinator", "provider_left")
    assert line(party.coordinator_user) == ""


def test_another_reason_is_the_reason_of_both(party, never_began, later):
    row = end_planned(party, never_began, reason="moved")
    with unread([party.receives]):
        assert (QueueEntry.objects.get().removal, row.steps.latest("number").reason) == (
            "moved",
            "moved",
        )


def test_what_is_planned_where_it_goes_on_is_the_case_workers(party, never_began):
    with pytest.raises(ConflictError, match="ges fortfarande"):
        persons.end_never_begun(
            party.coordinator,
            party.receives,
            never_began.pk,
            persons.Removal("intake_closed"),
            TODAY,
            key="n",
        )


def test_what_goes_on_is_not_ended_as_never_begun(party, goes_on, later):
    with pytest.raises(ConflictError):
        end_planned(party, goes_on)


def test_what_was_planned_without_referral_is_ended_too(party, later):
    row = planned_at_the_door(party, resident(party))
    Delivery.objects.filter(pk=party.open_door.pk).update(to_date=LAST)
    assert end_planned(party, row).state == "never_started"


def test_a_page_ends_what_never_began_and_its_history_says_why(party, never_began, later):
    pages, coordinator = Pages(party), party.coordinator_user
    assert "Siv Påhitt" in text(pages.get(coordinator, "left_behind", party.receives))
    asked = pages.get(coordinator, "end_left_behind", never_began.pk)
    assert "flytta kön i stället" in text(asked)
    assert "Kvar i en verksamhet som upphört" in text(asked)
    assert re.search(r'value="intake_closed"[^>]*checked', asked.content.decode())
    said = {"reason": "intake_closed", "note": "", "day": AFTER.isoformat()}
    answer = pages.send(coordinator, "end_left_behind", never_began.pk, **said)
    assert answer.status_code == 302
    ended = text(pages.get(party.worker_user, "participation", never_began.pk))
    assert "aldrig påbörjat" in ended.lower()


def test_who_is_protected_and_never_began_is_in_no_list(party, never_began, later):
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, never_began.person_id, key="p")
    assert line(party.coordinator_user) == ""
    page = Pages(party).get(party.coordinator_user, "end_left_behind", never_began.pk)
    assert page.status_code == 404
    with pytest.raises(NotFoundError):
        end_planned(party, never_began)
