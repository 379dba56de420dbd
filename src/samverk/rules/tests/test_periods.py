"""Weeks, months and years, against python-dateutil as oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.holidays import closing_name
from samverk.rules.periods import (
    Period,
    Unit,
    add_months,
    add_years,
    end_day,
    last_day_to_act,
    period_end,
)
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told

ALL_DAYS = [date(2000, 1, 1) + timedelta(days=n) for n in range(14976)]


def test_the_span_of_days_under_test_is_2000_to_2040():
    assert ALL_DAYS[-1] == date(2040, 12, 31)


@pytest.mark.parametrize("months", [1, 2, 3, 6, 11, 12, 25])
def test_months_agree_with_dateutil_on_every_day(months):
    step = relativedelta(months=months)

    assert [add_months(day, months) for day in ALL_DAYS] == [day + step for day in ALL_DAYS]


@pytest.mark.parametrize("years", [1, 3, 4])
def test_years_agree_with_dateutil_on_every_day(years):
    step = relativedelta(years=years)

    assert [add_years(day, years) for day in ALL_DAYS] == [day + step for day in ALL_DAYS]


def test_weeks_end_on_the_same_weekday_on_every_day():
    three_weeks = Period(3, Unit.WEEKS)

    assert all(end_day(day, three_weeks) - day == timedelta(days=21) for day in ALL_DAYS)


@given(DAYS, st.integers(0, 240))
def test_any_number_of_months_agrees_with_dateutil(day, months):
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS, st.integers(1, 60), st.sampled_from(Unit))
def test_the_last_day_to_act_is_never_closed_nor_early(day, count, unit):
    period = Period(count, unit)

    last = last_day_to_act(day, period).value

    assert closing_name(last) is None
    assert last >= end_day(day, period)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 3, date(2024, 5, 29)),
        (date(2022, 8, 31), 3, date(2022, 11, 30)),
        (date(2023, 10, 31), 12, date(2024, 10, 31)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
    ],
)
def test_the_end_of_the_month_is_kept_within_the_month(start, months, last):
    assert add_months(start, months) == last


def test_the_leap_day_has_its_anniversary_on_28_february():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_threshold_is_not_moved_from_a_sunday():
    ruling = period_end(date(2024, 3, 9), Period(1, Unit.MONTHS))
    sunday = period_end(date(2024, 2, 7), Period(1, Unit.MONTHS))

    assert ruling.value == date(2024, 4, 9)
    assert period_end(date(2024, 4, 5), Period(1, Unit.MONTHS)).value == date(2024, 5, 5)
    assert told(sunday) == "1 månad räknat från den 7 februari 2024 slutar den 7 mars 2024."


def test_a_last_day_to_act_cites_both_sections_when_it_moves():
    ruling = last_day_to_act(date(2011, 4, 4), Period(3, Unit.WEEKS))

    assert [str(reason.statute) for reason in ruling.reasons] == [
        "1 § lagen om beräkning av lagstadgad tid (1930:173)",
        "2 § lagen om beräkning av lagstadgad tid (1930:173) i lydelsen 2005:44",
    ]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(1, Unit.WEEKS), "1 vecka"),
        (Period(3, Unit.WEEKS), "3 veckor"),
        (Period(3, Unit.MONTHS), "3 månader"),
        (Period(3, Unit.YEARS), "3 år"),
    ],
)
def test_a_period_reads_as_swedish(period, words):
    assert str(period) == words
