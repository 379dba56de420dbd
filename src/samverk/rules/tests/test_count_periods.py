"""The period that tells best of a year, among several."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.count_periods import best_period

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
Q4 = (date(2025, 10, 1), date(2025, 12, 31))
Q1 = (date(2026, 1, 1), date(2026, 3, 31))
OLD = (date(2022, 1, 1), date(2022, 12, 31))
OLDER = (date(2019, 1, 1), date(2020, 12, 31))
LONG = (date(2023, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("periods", "day", "best"),
    [
        ([Q4, YEAR], date(2025, 12, 31), YEAR),
        ([Q1, Q4, YEAR], date(2026, 3, 31), YEAR),
        ([Q1, YEAR], date(2026, 12, 31), Q1),
        ([LONG, YEAR], date(2025, 12, 31), YEAR),
        ([OLDER, OLD], date(2026, 1, 1), OLD),
        ([Q1], date(2020, 1, 1), Q1),
        ([], date(2020, 1, 1), None),
    ],
)
def test_the_period_that_covers_most_of_the_year_is_chosen_in_any_order(periods, day, best):
    assert best_period(periods, day).value == best
    assert best_period(periods[::-1], day).value == best


def test_it_says_which_and_why():
    (reason,) = best_period([YEAR], date(2025, 12, 31)).reasons
    assert "2025" in reason.text
