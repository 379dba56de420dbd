"""People in and out of a queue, and the days of its places."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.waiting.flows import Turns, flow, removals, use
from samverk.analytics.waiting.history import Ending, EndKind, Entry, Origin, Places, Queue, Stay
from samverk.analytics.waiting.tests.strategies import DAY, FIRST, after, queues
from samverk.rules.stock_flow import stock_flow

JAN, DEC = date(2024, 1, 1), date(2024, 12, 31)


def entry(key, clock, kind=None, day=None, **more):
    ending = None if kind is None else Ending(kind, day, more.pop("reason", ""))
    return Entry(key, clock, more.pop("entered", clock), ending, **more)


def test_the_first_and_last_day_belong_to_the_period():
    before, after_it = date(2023, 12, 31), date(2025, 1, 1)
    queue = Queue(
        "A",
        before,
        (
            entry("1", before, EndKind.STARTED, JAN),
            entry("2", JAN, EndKind.REMOVED, DEC),
            entry("3", DEC),
            entry("4", before, EndKind.STARTED, after_it),
            entry("5", after_it),
            entry("6", before, EndKind.TRANSFERRED, JAN, entered=JAN, origin=Origin.IMPORTED),
        ),
    )
    found = flow(queue, JAN, DEC)
    assert (found.opening, found.joined, found.transferred_in) == (2, 2, 1)
    assert (found.started, found.removed, found.transferred_out, found.closing) == (1, 1, 1, 2)


@given(queues(), st.lists(st.integers(0, 500), max_size=3))
def test_any_queue_balances_and_so_do_its_periods_one_after_the_other(queue, cuts):
    days = sorted({0, 501, *cuts})
    periods = [flow(queue, after(first), after(last - 1)) for first, last in pairwise(days)]
    assert stock_flow(periods).value == ()


@given(queues())
def test_nobody_is_lost(queue):
    found = flow(queue, FIRST, DAY)
    came = sum(FIRST <= e.entered <= DAY for e in queue.entries)
    assert found.joined + found.transferred_in == came
    assert found.removed == sum(removals(queue, FIRST, DAY).values())


def test_removals_are_told_by_reason_the_most_common_first():
    reasons = ["MOVED", "FOUND_WORK", "FOUND_WORK", "HEALTH"]
    entries = tuple(
        entry(str(n), JAN, EndKind.REMOVED, DEC, reason=reason) for n, reason in enumerate(reasons)
    )
    queue = Queue("A", JAN, entries)
    assert list(removals(queue, JAN, DEC).items()) == [
        ("FOUND_WORK", 2),
        ("HEALTH", 1),
        ("MOVED", 1),
    ]


def test_place_days_idle_count_only_while_somebody_waits():
    stays = (Stay(date(2024, 1, 1), date(2024, 1, 11)), Stay(date(2024, 1, 6)))
    waits = entry("1", date(2024, 1, 9), EndKind.STARTED, date(2024, 1, 21))
    queue = Queue("A", JAN, (waits,), stays, (Places("A", JAN, 2, 2),))
    found = use(queue, JAN, date(2024, 1, 31))
    assert (found.available, found.held) == (62, 10 + 26)
    # from the 11th, when a place was free, to the 20th, the last day of the wait
    assert found.idle_while_waiting == 10
    assert found.starts == 1
    assert found.turnover == 10
    assert found.occupancy == pytest.approx(36 / 62)


def test_a_cut_may_leave_more_held_than_there_are_places():
    rows = (Places("A", JAN, 2, 2), Places("A", date(2024, 1, 16), 1, 1))
    queue = Queue("A", JAN, (entry("1", JAN),), (Stay(JAN), Stay(JAN)), rows)
    found = use(queue, JAN, date(2024, 1, 31))
    assert (found.available, found.held, found.idle_while_waiting) == (30 + 16, 62, 0)
    assert found.occupancy > 1


def test_without_places_or_starts_nothing_is_divided():
    found = use(Queue("A", JAN, ()), JAN, JAN)
    assert (found.occupancy, found.turnover, found.starts_a_month) == (None, 0.0, 0.0)


def test_throughput_is_starts_a_month():
    ends = [JAN + timedelta(days=30 * n) for n in range(12)]
    entries = tuple(entry(str(n), JAN, EndKind.STARTED, day) for n, day in enumerate(ends))
    assert use(Queue("A", JAN, entries), JAN, DEC).starts_a_month == pytest.approx(1, abs=0.01)


def test_what_was_out_of_order_is_told_as_shares():
    returned, declined, passed = Turns(3, 12, 0, 0, 1, 4).shares
    assert (returned.value, declined.value, passed.value) == (0.25, None, 0.25)
    with pytest.raises(ValueError, match="ingen andel"):
        _ = Turns(3, 2, 0, 0, 0, 0).shares
