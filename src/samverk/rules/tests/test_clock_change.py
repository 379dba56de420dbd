"""The nights when the clock is changed, and all the other hours of the year."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.clock_change import Hour, hour_of

DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))


@given(DAYS, st.times())
def test_only_the_third_hour_of_a_sunday_in_march_or_october_is_unlike_others(day, at):
    if hour_of(day, at).value is not Hour.ONCE:
        assert at.hour == 2
        assert (day.month, day.weekday()) in {(3, 6), (10, 6)}
        assert day.day > 24


@pytest.mark.parametrize(
    ("day", "at", "hour"),
    [
        (date(2024, 3, 31), time(1, 59), Hour.ONCE),
        (date(2024, 3, 31), time(2), Hour.NEVER),
        (date(2024, 3, 31), time(3), Hour.ONCE),
        (date(2024, 10, 27), time(2), Hour.TWICE),
        (date(2024, 10, 27), time(2, 59), Hour.TWICE),
        (date(2024, 10, 27), time(3), Hour.ONCE),
    ],
)
def test_the_hours_around_the_change(day, at, hour):
    assert hour_of(day, at).value is hour


def test_the_way_out_is_told():
    told = " ".join(reason.text for reason in hour_of(date(2024, 3, 31), time(2, 30)).reasons)
    assert "finns inte den 31\N{NO-BREAK SPACE}mars 2024" in told
    assert "Välj ett klockslag" in told
