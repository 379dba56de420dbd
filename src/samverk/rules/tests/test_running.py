"""What runs in a year, at the borders of the year and where a day is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.running import Runs, runs_in

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (date(2025, 12, 31), None, Runs.YES),
        (date(2026, 1, 1), None, Runs.NO),
        (date(2020, 1, 1), date(2025, 1, 1), Runs.YES),
        (date(2020, 1, 1), date(2024, 12, 31), Runs.NO),
        (date(2025, 6, 1), date(2025, 6, 1), Runs.YES),
        (None, date(2025, 1, 1), Runs.YES),
        (None, date(2025, 12, 31), Runs.YES),
        (None, date(2024, 12, 31), Runs.NO),
        (None, date(2026, 1, 1), Runs.UNKNOWN),
        (None, None, Runs.UNKNOWN),
    ],
)
def test_a_day_in_the_year_is_enough(starts_on, ends_on, expected):
    assert runs_in(starts_on, ends_on, 2025).value is expected


@given(DAYS, DAYS)
def test_with_both_days_it_runs_in_every_year_from_the_first_to_the_last(one, two):
    first, last = sorted((one, two))
    running = [year for year in range(2019, 2032) if runs_in(first, last, year).value is Runs.YES]
    assert running == list(range(first.year, last.year + 1))
