"""Väntande and Genomförda, and the shares over three, six and twelve months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.waiting.history import Ending, EndKind, Entry, Pause, Queue
from samverk.analytics.waiting.measures import completed, waiting_now
from samverk.analytics.waiting.tests.strategies import DAY, FIRST, queues

TODAY = date(2025, 2, 28)


def queue(*clocks, ended=None, pauses=()):
    entries = (Entry(str(n), clock, clock, ended, pauses=pauses) for n, clock in enumerate(clocks))
    return Queue("A", date(2020, 1, 1), tuple(entries))


def test_those_who_wait_are_told_in_days():
    found = waiting_now(queue(*(TODAY - timedelta(days=n) for n in range(1, 12))), TODAY)
    assert (found.total.n, found.total.median.value, found.total.longest) == (11, 6, 11)
    assert [one.share.count for one in found.over] == [0, 0, 0]


@pytest.mark.parametrize(
    ("clock", "day", "over"),
    [
        (date(2024, 8, 28), date(2025, 2, 28), False),
        (date(2024, 8, 27), date(2025, 2, 28), True),
        # August has a 31st and February has not: six months end on its last day
        (date(2024, 8, 31), date(2025, 2, 28), False),
        (date(2024, 8, 31), date(2025, 3, 1), True),
        (date(2023, 8, 31), date(2024, 2, 29), False),
        (date(2023, 8, 31), date(2024, 3, 1), True),
    ],
)
def test_over_six_months_is_past_the_day_of_the_same_number(clock, day, over):
    _, six, _ = waiting_now(queue(clock), day).over
    assert (six.months, six.share.count) == (6, int(over))


def test_those_served_are_those_who_started_in_the_period():
    start = Ending(EndKind.STARTED, TODAY)
    inside = completed(queue(date(2025, 1, 1), ended=start), TODAY, TODAY)
    later = completed(
        queue(date(2025, 1, 1), ended=start), TODAY + timedelta(days=1), date(2026, 1, 1)
    )
    assert (inside.total.n, inside.total.longest, later.total.n) == (1, 58, 0)


def test_those_removed_were_not_served():
    gone = Ending(EndKind.REMOVED, TODAY)
    assert completed(queue(date(2025, 1, 1), ended=gone), TODAY, TODAY).total.n == 0


def test_pauses_are_left_out_of_the_adjusted_measure_only():
    pauses = (Pause(date(2025, 2, 1), date(2025, 2, 11)),)
    found = waiting_now(queue(date(2025, 1, 1), pauses=pauses), TODAY)
    assert (found.total.longest, found.adjusted.longest) == (58, 48)


def test_an_empty_queue_has_no_measures():
    found = waiting_now(queue(), TODAY)
    assert (found.total.n, found.total.median) == (0, None)
    assert all(one.share.value is None for one in found.over)


@given(queues(), st.randoms())
def test_the_order_of_people_does_not_matter(found, rng):
    mixed = Queue(found.name, found.observed, tuple(rng.sample(found.entries, len(found.entries))))
    assert waiting_now(mixed, DAY) == waiting_now(found, DAY)
    assert completed(mixed, FIRST, DAY) == completed(found, FIRST, DAY)
