"""Waits in days, pauses left out, and what was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from samverk.analytics.waiting.history import (
    Ending,
    EndKind,
    Entry,
    Pause,
    Places,
    Queue,
    Stay,
    capacity,
)
from samverk.analytics.waiting.tests.strategies import DAY, queues

CLOCK = date(2024, 2, 28)
STARTED = Ending(EndKind.STARTED, date(2024, 3, 29))
ENTRY = Entry("1", CLOCK, CLOCK, STARTED)


def test_a_wait_over_the_leap_day_counts_it():
    assert ENTRY.total_wait(date(2025, 1, 1)) == 30
    common = Entry(
        "1", date(2023, 2, 28), date(2023, 2, 28), Ending(EndKind.STARTED, date(2023, 3, 29))
    )
    assert common.total_wait(date(2025, 1, 1)) == 29


def test_a_wait_over_the_night_when_clocks_change_is_one_day():
    entry = Entry("1", date(2024, 3, 30), date(2024, 3, 30))
    assert entry.total_wait(date(2024, 3, 31)) == 1
    assert entry.total_wait(date(2024, 10, 27)) - entry.total_wait(date(2024, 10, 26)) == 1


def test_a_wait_is_not_over_on_an_earlier_day():
    assert ENTRY.total_wait(date(2024, 3, 4)) == 5
    assert ENTRY.is_waiting(date(2024, 3, 28))
    assert not ENTRY.is_waiting(date(2024, 3, 29))
    assert not ENTRY.is_waiting(date(2024, 2, 27))


@pytest.mark.parametrize(
    ("pauses", "left"),
    [
        ([], 30),
        ([(date(2024, 3, 1), date(2024, 3, 11))], 20),
        ([(date(2024, 3, 1), date(2024, 3, 11)), (date(2024, 3, 6), date(2024, 3, 16))], 15),
        ([(date(2024, 3, 19), None)], 20),
        ([(date(2024, 3, 24), date(2024, 6, 1))], 25),
        ([(date(2024, 1, 1), date(2024, 3, 9))], 20),
        ([(date(2024, 4, 1), date(2024, 5, 1))], 30),
        ([(date(2024, 3, 1), date(2024, 3, 1))], 30),
    ],
)
def test_pauses_are_left_out_of_the_adjusted_wait_once(pauses, left):
    entry = replace(ENTRY, pauses=tuple(Pause(*one) for one in pauses))
    assert entry.adjusted_wait(date(2025, 1, 1)) == left
    assert entry.total_wait(date(2025, 1, 1)) == 30


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Entry("1", CLOCK, date(2024, 2, 27)),
        lambda: Entry("1", CLOCK, CLOCK, Ending(EndKind.REMOVED, date(2024, 2, 27))),
        lambda: Pause(CLOCK, date(2024, 2, 27)),
        lambda: Stay(CLOCK, date(2024, 2, 27)),
        lambda: Places("A", CLOCK, -1, 5),
        lambda: Queue("A", CLOCK, (ENTRY, ENTRY)),
    ],
)
def test_what_cannot_have_happened_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_places_are_the_funded_up_to_the_maximum_less_those_out_of_service():
    assert Places("A", CLOCK, 12, 10).available == 10
    assert Places("A", CLOCK, 8, 10, 3).available == 5
    assert Places("A", CLOCK, 2, 10, 3).available == 0


def test_a_row_of_the_ledger_holds_until_the_next_of_its_delivery():
    rows = (
        Places("A", date(2024, 1, 1), 12, 12),
        Places("A", date(2024, 7, 1), 8, 8),
        Places("B", date(2024, 3, 1), 2, 2),
    )
    assert capacity(rows, date(2023, 12, 31)) == {}
    assert capacity(rows, date(2024, 6, 30)) == {"A": 12, "B": 2}
    assert capacity(rows, date(2024, 7, 1)) == {"A": 8, "B": 2}


def test_order_is_class_then_clock_then_key():
    early, late = date(2024, 1, 1), date(2024, 1, 2)
    queue = Queue(
        "A",
        early,
        (
            Entry("b", early, late),
            Entry("a", early, late),
            Entry("c", late, late, priority=0),
            Entry("d", late, late, priority=-1),
        ),
    )
    assert [entry.key for entry in queue.waiting(late)] == ["d", "a", "b", "c"]


@given(queues())
def test_what_was_known_holds_nothing_of_later_days(queue):
    known = queue.as_known(DAY)
    days = [e.entered for e in known.entries] + [s.start for s in known.stays]
    days += [e.ending.day for e in known.entries if e.ending]
    days += [s.end for s in known.stays if s.end]
    assert all(day <= DAY for day in days)
    assert {e.key for e in known.waiting(DAY)} == {e.key for e in queue.waiting(DAY)}
    assert known.as_known(DAY) == known


def test_places_that_were_not_yet_decided_were_not_known():
    row = Places("A", date(2025, 1, 1), 4, 4, decided=date(2024, 6, 1))
    queue = Queue("A", CLOCK, (), places=(row,))
    assert queue.as_known(date(2024, 5, 31)).places == ()
    assert queue.as_known(date(2024, 6, 1)).places == (row,)


@given(queues())
def test_the_adjusted_wait_lies_between_nothing_and_the_total(queue):
    for entry in queue.waiting(DAY):
        assert 0 <= entry.adjusted_wait(DAY) <= entry.total_wait(DAY)


def test_places_that_were_corrected_were_known_as_they_were_before():
    first, day = date(2024, 1, 1), date(2024, 6, 1)
    rows = (Places("A", first, 8, 8, decided=first), Places("A", first, 6, 6, decided=day))
    queue = Queue("A", first, (), places=rows)
    assert capacity(queue.as_known(date(2024, 5, 31)).places, day) == {"A": 8}
    assert queue.as_known(day).places == rows[1:]
