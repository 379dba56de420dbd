"""Whose turn it is, when a delivery has ended, and what goes with a place that is moved."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.analytics.waiting.history import capacity
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.models import (
    CapacityRow,
    Delivery,
    IntakeWindow,
    PriorityClass,
    Requirement,
)
from samverk.interventions.persons.actions import coordinating, joining, queueing, receiving
from samverk.interventions.persons.actions.offering import NewOffer
from samverk.interventions.persons.actions.pausing import pause_wait, resume_wait
from samverk.interventions.persons.models import Participation, PlaceOffer, QueueEntry
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.queries.line import place_in_queue
from samverk.interventions.persons.records import sealed, text_of
from samverk.interventions.persons.tests.party import MAN, OTHER, Party
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun, number_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

UNTIL = date(2024, 3, 22)
NO = queueing.Answer("declined", reason="too_far")
YES = queueing.Answer("accepted")


def offer(party: Party, entry: QueueEntry, key: str, why: str = "") -> PlaceOffer:
    new = NewOffer(UNTIL, why)
    return queueing.offer_place(party.receiver, party.receives, entry.pk, new, key=key)


def answer(party: Party, entry: QueueEntry, said: queueing.Answer, key: str) -> QueueEntry:
    return queueing.answer_offer(party.receiver, party.receives, entry.pk, said, key=key)


def test_who_is_too_old_when_a_place_is_offered_holds_nobody_up(party):
    """The woman is 38: she waits first, and the limit at the offer is 33."""
    Requirement.objects.create(
        delivery=party.delivery, oldest=33, tested_on="offer", from_date=date(2020, 1, 1)
    )
    old = Walk(party, "a").in_queue()
    young = Walk(party, "b").in_queue(OTHER)
    with pytest.raises(InputError, match="högst 33 år"):
        offer(party, old, "o1")
    assert offer(party, young, "o2").out_of_order == b""


def test_who_said_no_is_not_offered_the_same_place_at_once_and_holds_nobody_up(party):
    first, second = Walk(party, "a").in_queue(), Walk(party, "b").in_queue(MAN)
    offer(party, first, "o1")
    answer(party, first, NO, "n1")
    for why in ("", "Ändrade sig"):
        with pytest.raises(InputError, match="näst i tur"):
            offer(party, first, f"o2{why}", why)
    assert offer(party, second, "o3").out_of_order == b""


def test_once_another_has_taken_the_place_who_said_no_stands_first_again(party):
    three = [Walk(party, name).in_queue(number_of(nth)) for nth, name in enumerate("abc")]
    first, second, third = three
    offer(party, first, "o1")
    answer(party, first, NO, "n1")
    with time_machine.travel("2024-03-15T13:00:00+01:00", tick=False):
        offer(party, second, "o2")
        answer(party, second, YES, "y2")
        with pytest.raises(InputError, match="1 i kön står före"):
            offer(party, third, "o3")
        assert offer(party, first, "o4").number == 2


def test_when_all_have_said_no_they_are_asked_again_the_day_after(party):
    only = Walk(party, "a").in_queue()
    offer(party, only, "o1")
    answer(party, only, NO, "n1")
    with pytest.raises(InputError, match="näst i tur"):
        offer(party, only, "o2")
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        assert offer(party, only, "o3").number == 2


def test_after_a_fortnight_it_is_a_new_place(party):
    first, second = Walk(party, "a").in_queue(), Walk(party, "b").in_queue(MAN)
    offer(party, first, "o1")
    answer(party, first, NO, "n1")
    with time_machine.travel("2024-03-29T12:00:00+01:00", tick=False):
        new = NewOffer(date(2024, 4, 5))
        with pytest.raises(InputError, match="1 i kön står före"):
            queueing.offer_place(party.receiver, party.receives, second.pk, new, key="o2")


def ends(party: Party, day: date) -> None:
    """Let the delivery be given until a day, and take nobody in after it."""
    Delivery.objects.filter(pk=party.delivery.pk).update(to_date=day)
    IntakeWindow.objects.filter(delivery=party.delivery).update(to_date=day)


def test_nothing_is_offered_planned_or_begun_after_the_last_day(party):
    waits, offered, said_yes = (
        Walk(party, name).in_queue(number_of(nth)) for nth, name in enumerate("abc")
    )
    offer(party, offered, "o1", "Bor nära")
    offer(party, said_yes, "o2", "Bor nära")
    answer(party, said_yes, YES, "y1")
    with unread([party.receives]):
        planned = Participation.objects.get()
    ends(party, date(2024, 3, 18))
    with time_machine.travel("2024-03-19T12:00:00+01:00", tick=False):
        with pytest.raises(ConflictError, match="flyttar dem som väntar"):
            offer(party, waits, "o3")
        with pytest.raises(ConflictError, match="flyttar dem som väntar"):
            answer(party, offered, YES, "y2")
        with pytest.raises(ConflictError, match="flyttar dem som väntar"):
            begun(party, planned, date(2024, 3, 19))
        move = coordinating.QueueMove(party.delivery.pk, party.successor.pk)
        coordinating.move_queue(party.coordinator, party.receives, move, key="m")
        with unread([party.receives]):
            rows = QueueEntry.objects.filter(delivery=party.successor, left_on=None)
            clocks = set(rows.values_list("clock_start", flat=True))
            assert (rows.count(), clocks) == (3, {date(2024, 3, 15)})
            planned.refresh_from_db()
            assert planned.state == "never_started"
            assert PlaceOffer.objects.filter(answer="").count() == 0


def test_an_offer_is_answered_by_the_last_day(party):
    entry = Walk(party, "a").in_queue()
    ends(party, date(2024, 3, 18))
    with pytest.raises(InputError, match="Välj en dag"):
        offer(party, entry, "o")


def test_the_last_day_itself_is_a_day(party):
    row = Walk(party, "a").planned()
    ends(party, date(2024, 3, 15))
    assert begun(party, row).state == "active"


def test_places_end_with_their_row_and_with_the_delivery(party):
    row = CapacityRow.objects.filter(delivery=party.delivery)
    row.update(to_date=date(2024, 4, 30))

    def places(day: date) -> int:
        with unread([party.receives]):
            found = history(Delivery.objects.get(pk=party.delivery.pk))
        return capacity(found.places, day)["Språnget"]

    assert (places(date(2024, 4, 30)), places(date(2024, 5, 1))) == (2, 0)
    ends(party, date(2024, 3, 31))
    assert (places(date(2024, 3, 31)), places(date(2024, 4, 1))) == (2, 0)
    CapacityRow.objects.create(
        delivery=party.delivery, from_date=date(2024, 5, 1), funded=4, maximum=4
    )
    assert places(date(2024, 5, 1)) == 0
    ends(party, date(2024, 12, 31))
    assert (places(date(2024, 4, 30)), places(date(2024, 5, 1))) == (2, 4)
    assert places(date(2025, 1, 1)) == 0


def test_all_that_belongs_to_a_place_is_moved_with_it(party):
    group = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga", ground="Beslut"
    )
    copy = Walk(party, "a")
    row = copy.came(copy.sent())
    at = (party.receiver, party.receives, row.pk)
    receiving.take_up_referral(*at, key="t")
    how = joining.Acceptance("Passar", group.pk, "Fyller 25")
    entry = receiving.accept_referral(*at, how, key="a")
    desk = Desk(party.receives, Hand.RECEIVER)
    pause = (party.receiver, desk, entry.pk)
    pause_wait(*pause, "health", key="p1")
    with time_machine.travel("2024-03-25T12:00:00+01:00", tick=False):
        resume_wait(*pause, key="r1")
    with time_machine.travel("2024-04-01T12:00:00+02:00", tick=False):
        pause_wait(*pause, "person_choice", key="p2")
    with time_machine.travel("2024-04-14T12:00:00+02:00", tick=False):
        new = queueing.move_in_queue(
            party.coordinator, party.receives, entry.pk, party.successor.pk, key="m"
        )
        with unread([party.receives]):
            assert (new.state, new.priority) == ("paused", group)
            assert text_of(new.person, new, "priority_ground") == "Fyller 25"
            # Nobody was asked on the day that it was moved
            assert new.confirmed_on == date(2024, 3, 15)
            told = place_in_queue(new, date(2024, 4, 14))
            assert told.pause_reason == "eget önskemål"
            # 30 days: ten of the first pause and thirteen of the second are left out
            assert (told.wait.value.total, told.wait.value.adjusted) == (30, 7)
            was = place_in_queue(QueueEntry.objects.get(pk=entry.pk), date(2024, 4, 14))
            assert was.wait.value.adjusted == 7
        resume_wait(party.receiver, desk, new.pk, key="r2")


def test_a_class_of_the_same_name_there_is_the_class_there(party):
    here, there = (
        PriorityClass.objects.create(delivery=one, rank=rank, name="Unga", ground="Beslut")
        for one, rank in ((party.delivery, 0), (party.successor, 3))
    )
    entry = Walk(party, "a").in_queue()
    with unread([party.receives]):
        ground = sealed(entry.person, entry, {"text": "Ung"})
        QueueEntry.objects.filter(pk=entry.pk).update(priority=here, priority_ground=ground)
    new = queueing.move_in_queue(
        party.coordinator, party.receives, entry.pk, party.successor.pk, key="m"
    )
    with unread([party.receives]):
        assert (new.priority, text_of(new.person, new, "priority_ground")) == (there, "Ung")
