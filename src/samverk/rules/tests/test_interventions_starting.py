"""When somebody may begin: the group's day, its places, and the one place that is another's."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.starting import (
    GroupStart,
    Holder,
    earliest_in_group,
    free_from,
    free_in_group,
    group_of,
    may_offer_start,
    single_place_free,
    standing,
)

FIRST = date(2025, 1, 1)
days = st.dates(FIRST, FIRST + timedelta(days=60))
starts = st.lists(
    st.builds(
        GroupStart, days, st.none(), st.none() | st.integers(0, 9), st.sampled_from(["", "Sjuk"])
    ),
    max_size=6,
    unique_by=lambda one: one.day,
)


@given(starts, days)
def test_one_who_begins_on_a_day_is_in_the_group_that_began_last(rows, day):
    begins, following = group_of(rows, day)
    stand = {one.day for one in standing(rows)}
    assert {begins, following} - {None} <= stand
    assert not any((begins or date.min) < one <= day for one in stand)
    assert not any(day < one < (following or date.max) for one in stand)


@given(starts, days, days)
def test_only_a_coming_start_that_stands_is_offered(rows, day, today):
    stands = any(one.day == day and not one.called_off for one in rows)
    assert may_offer_start(rows, day, today, "").value is (stands and day >= today)


def test_the_last_day_to_apply_is_still_in_time():
    start = GroupStart(date(2025, 3, 3), date(2025, 2, 3))
    assert may_offer_start([start], start.day, date(2025, 2, 3), "").value
    late = date(2025, 2, 4)
    assert not may_offer_start([start], start.day, late, " ").value
    assert may_offer_start([start], start.day, late, "Avhopp").value


@given(st.none() | st.integers(0, 20), st.none() | st.integers(0, 20), st.integers(0, 20))
def test_a_group_is_never_larger_than_what_is_said(places, opened, held):
    free = free_in_group(GroupStart(FIRST, places=places), opened, held).value
    said = [one for one in (places, opened) if one is not None]
    assert free == (min(said) - held if said else None)


@given(starts, days, days)
def test_nobody_begins_before_the_group_or_with_one_that_is_called_off(rows, planned, since):
    earliest = earliest_in_group(rows, planned, since).value
    off = any(one.day == planned and one.called_off for one in rows)
    stand = [one.day for one in standing(rows) if one.day >= since]
    assert earliest == (next(iter(stand), None) if off else planned)


@given(st.lists(st.builds(Holder, st.none() | days), max_size=4), days, days)
def test_the_only_place_is_never_two_peoples(holders, first_day, today):
    is_free = single_place_free(holders, first_day).value
    assert is_free is all(one.until is not None and one.until <= first_day for one in holders)
    # What is proposed may always be offered
    proposed = free_from(holders, today)
    assert proposed is None or single_place_free(holders, proposed).value
