"""The days that a participation holds a place: the last in it, and none while the place is free."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.days import Away, Stay, days_of, held

MARCH = Span(date(2024, 3, 1), date(2024, 3, 31))


def day(number):
    return date(2024, 3, number)


def test_the_last_day_is_held():
    assert list(held(Stay(day(1), day(30)))) == [(day(1), day(31))]
    assert list(held(Stay(day(1)))) == [(day(1), None)]
    assert list(held(Stay(day(5), day(5)))) == [(day(5), day(6))]


def test_the_days_between_an_end_and_a_return_are_free():
    again = Stay(day(1), day(20), (Away(day(6), day(10)),))
    assert list(held(again)) == [(day(1), day(6)), (day(10), day(21))]
    assert len(days_of(again, MARCH)) == 16


def test_a_pause_that_lasts_leaves_the_place_free():
    assert list(held(Stay(day(1), None, (Away(day(6), None),)))) == [(day(1), day(6))]


days = st.integers(1, 31).map(day)
gaps = st.tuples(days, st.none() | days).map(
    lambda pair: Away(pair[0], None if pair[1] is None else max(pair))
)


@given(days, st.none() | days, st.lists(gaps, max_size=4))
def test_stretches_do_not_touch_and_are_the_days_less_the_gaps(start, end, away):
    end = end and max(start, end)
    stay = Stay(start, end, tuple(away))
    one = timedelta(days=1)
    every = {start + one * n for n in range(((end or MARCH.to_date) - start).days + 1)}
    for gap in away:
        every -= {d for d in every if gap.from_date <= d < (gap.to_date or date.max)}
    assert days_of(stay, MARCH) == every
    found = list(held(stay))
    assert all(before[1] < after[0] for before, after in pairwise(found))
