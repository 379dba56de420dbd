"""When follow-ups fall due, and the days that are settled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.days import Away, Stay, participant_days
from samverk.rules.interventions.follow_up import FollowUpPoint, due_on, follow_ups

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
DAYS = st.dates(date(2023, 6, 1), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("ended", "m3", "m6", "m12"),
    [
        (date(2022, 11, 30), date(2023, 2, 28), date(2023, 5, 30), date(2023, 11, 30)),
        (date(2023, 11, 30), date(2024, 2, 29), date(2024, 5, 30), date(2024, 11, 30)),
        (date(2024, 2, 29), date(2024, 5, 29), date(2024, 8, 29), date(2025, 2, 28)),
        (date(2024, 8, 31), date(2024, 11, 30), date(2025, 2, 28), date(2025, 8, 31)),
        (date(2024, 12, 1), date(2025, 3, 1), date(2025, 6, 1), date(2025, 12, 1)),
    ],
)
def test_follow_ups_fall_due_by_the_calendar(ended, m3, m6, m12):
    assert [one.due_on for one in follow_ups(ended).value] == [m3, m6, m12]
    assert due_on(ended, FollowUpPoint.M6) == m6


@given(DAYS)
def test_follow_ups_come_in_order_and_after_the_end(ended):
    days = [one.due_on for one in follow_ups(ended).value]
    assert ended < days[0] < days[1] < days[2]


@pytest.mark.parametrize(
    ("stay", "days"),
    [
        (Stay(date(2024, 3, 1), date(2024, 3, 1)), 1),
        (Stay(date(2023, 12, 31), date(2024, 1, 1)), 1),
        (Stay(date(2024, 12, 31)), 1),
        (Stay(date(2025, 1, 1)), 0),
        (Stay(date(2023, 1, 1), date(2023, 12, 31)), 0),
        (Stay(date(2024, 2, 1), date(2024, 2, 29)), 29),
        (Stay(date(2024, 2, 1), date(2024, 2, 29), (Away(date(2024, 2, 1), None),)), 0),
        (
            Stay(date(2024, 2, 1), date(2024, 2, 29), (Away(date(2024, 2, 5), date(2024, 2, 5)),)),
            29,
        ),
    ],
)
def test_days_are_counted_with_both_ends(stay, days):
    assert participant_days([stay], YEAR).value == (days,)


def test_a_day_that_two_share_is_counted_once():
    both = [Stay(date(2024, 3, 1), date(2024, 3, 10)), Stay(date(2024, 3, 10), date(2024, 3, 12))]
    assert participant_days(both, YEAR).value == (10, 2)


STAYS = st.builds(
    lambda start, length, gap, many: Stay(
        start,
        start + timedelta(days=length),
        (Away(start + timedelta(days=gap), start + timedelta(days=gap + many)),),
    ),
    DAYS,
    st.integers(0, 90),
    st.integers(0, 90),
    st.integers(0, 30),
)


@given(st.lists(STAYS, max_size=5))
def test_no_more_days_are_counted_than_there_are(stays):
    counted = participant_days(stays, YEAR).value
    assert sum(counted) <= YEAR.days
    assert all(days >= 0 for days in counted)


@given(st.lists(STAYS, min_size=1, max_size=5), st.integers(1, 364))
def test_a_period_cut_in_two_has_the_same_days(stays, cut):
    middle = YEAR.from_date + timedelta(days=cut)
    first = participant_days(stays, Span(YEAR.from_date, middle - timedelta(days=1))).value
    second = participant_days(stays, Span(middle, YEAR.to_date)).value
    whole = participant_days(stays, YEAR).value
    assert sum(first) + sum(second) == sum(whole)
