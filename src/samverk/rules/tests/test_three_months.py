"""Three calendar months and the first reportable day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given

from samverk.rules.tests.strategies import DAYS
from samverk.rules.three_months import ThreeMonths, three_months


@given(DAYS)
def test_the_limit_is_three_calendar_months_and_a_day(day):
    value = three_months(day).value

    assert value.end_day == day + relativedelta(months=3)
    assert value.first_reportable == value.end_day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2022, 7, 25), date(2022, 10, 26)),
        (date(2022, 11, 30), date(2023, 3, 1)),
        (date(2023, 11, 30), date(2024, 3, 1)),
        (date(2024, 2, 29), date(2024, 5, 30)),
        (date(2022, 8, 31), date(2022, 12, 1)),
        (date(2023, 12, 31), date(2024, 4, 1)),
    ],
)
def test_the_first_reportable_day_follows_the_end_day(day, first):
    assert three_months(day).value.first_reportable == first


def test_it_is_not_ninety_days():
    assert three_months(date(2023, 1, 31)).value.end_day == date(2023, 4, 30)


def test_an_end_day_in_a_weekend_stays():
    sunday = three_months(date(2023, 7, 1)).value

    assert sunday == ThreeMonths(date(2023, 10, 1), date(2023, 10, 2))


@pytest.mark.parametrize(
    ("day", "act"), [(date(2025, 3, 29), "2001:453"), (date(2025, 3, 30), "2025:400")]
)
def test_the_duty_cites_the_act_in_force_on_the_first_reportable_day(day, act):
    assert act in str(three_months(day).reasons[0].statute)


def test_not_moving_the_day_is_said_to_be_a_reading():
    reason = three_months(date(2023, 7, 1)).reasons[-1]

    assert "Samverks läsning" in reason.text
