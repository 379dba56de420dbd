"""Whether a queue's numbers add up: places against steps, and against what was stated the last time."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from samverk.interventions.persons.actions import correcting
from samverk.interventions.persons.models import QueueEntry
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.test_waiting import TODAY, fill, measured, step
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept

YESTERDAY = TODAY - timedelta(days=1)


@kept
def queue(party):
    """Let twelve have begun and five wait, as was measured yesterday."""
    fill(party, [20] * 12, waiting=5)
    assert measured(party, "y", YESTERDAY).figures["standing"] == 5
    return party


def changed(party, number, **values):
    """Change a place in the queue as no action would."""
    with unread([party.receives]):
        QueueEntry.objects.filter(number=number).update(**values)
        return QueueEntry.objects.get(number=number)


def test_what_happens_in_order_adds_up(queue):
    row = changed(queue, 13, state="offered")
    row = changed(queue, 13, state="starting")
    row = changed(queue, 13, state="started", left_on=TODAY)
    with unread([queue.receives]):
        step(row, "start", ("starting", "started"), TODAY)
    figures = measured(queue).figures
    assert (figures["adds_up"], figures["standing"]) == (True, 4)


def test_a_start_for_a_day_that_was_measured_is_told_with_the_difference(queue):
    row = changed(queue, 13, state="offered")
    row = changed(queue, 13, state="starting")
    row = changed(queue, 13, state="started", left_on=YESTERDAY)
    later = time_machine.travel("2024-03-15T12:05:00+01:00", tick=False)
    with later, unread([queue.receives]):
        step(row, "start", ("starting", "started"), YESTERDAY)
    figures = measured(queue).figures
    told = " ".join(figures["balance"]).replace("\u00a0", " ")
    assert not figures["adds_up"]
    assert "5 fanns" in told
    assert "1 saknar avslut" in told
    assert "1 händelse gäller den 14 mars 2024 eller tidigare" in told
    # What is stated now is right: once the day has ended the next measurement begins with it
    assert figures["standing"] == 4
    for number, day in enumerate((TODAY, TODAY + timedelta(days=1)), start=16):
        with time_machine.travel(f"2024-03-{number}T02:31:00+01:00", tick=False):
            found = measured(queue, f"natt {number}", day).figures["adds_up"]
        assert found == (day > TODAY)


def test_what_was_measured_during_its_day_states_nothing_of_the_rest_of_it(party):
    Walk(party, "a").in_queue()
    assert measured(party).figures["standing"] == 1
    Walk(party, "b").in_queue(MAN)
    with time_machine.travel("2024-03-17T02:31:00+01:00", tick=False):
        figures = measured(party, "n", TODAY + timedelta(days=1)).figures
    assert (figures["adds_up"], figures["standing"]) == (True, 2)


def test_a_place_that_left_without_a_step_is_told(queue):
    changed(queue, 13, state="removed", left_on=YESTERDAY, removal="moved")
    figures = measured(queue).figures
    assert not figures["adds_up"]
    assert all("1 saknar avslut" in line for line in figures["balance"])
    assert len(figures["balance"]) == 2


def test_a_place_that_came_without_a_step_is_told_also_long_after(party):
    fill(party, [20] * 3)
    with unread([party.receives]):
        row = QueueEntry.objects.get(number=1)
        kept = {"controller_id": row.controller_id, "person": row.person, "referral": row.referral}
        QueueEntry.objects.create(
            delivery=party.delivery,
            number=99,
            state="waiting",
            clock_start=row.clock_start,
            joined_on=row.joined_on,
            confirmed_on=row.joined_on,
            **kept,
        )
    for key, day in (("y", YESTERDAY), ("t", TODAY)):
        figures = measured(party, key, day).figures
        assert not figures["adds_up"]
        assert "1 har räknats för mycket" in " ".join(figures["balance"])


def test_what_is_marked_as_entered_in_error_adds_up(queue):
    with unread([queue.receives]):
        one = QueueEntry.objects.get(number=13)
    correcting.correct_queue_entry(queue.coordinator, queue.receives, one.pk, "Fel person", key="c")
    figures = measured(queue).figures
    assert (figures["adds_up"], figures["standing"]) == (True, 4)
