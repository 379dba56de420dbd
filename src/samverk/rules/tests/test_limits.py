"""How long a pause or a participation may last."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.limits import Limit, LimitKind, last_day, lasts

DAY = date(2024, 2, 26)


def test_the_first_day_counts():
    assert last_day(DAY, Limit(LimitKind.HOLD, 1)) == DAY


@pytest.mark.parametrize(("until", "may"), [(date(2024, 3, 3), True), (date(2024, 3, 4), False)])
def test_the_last_day_is_included_and_named(until, may):
    ruling = lasts(DAY, until, Limit(LimitKind.STAY, 7))
    assert ruling.value is may
    told = "Längsta tid för deltagande är 7 dagar: till och med den 3\xa0mars 2024."
    assert ruling.reasons[0].text == told


@given(st.integers(1, 3650), st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_as_many_days_as_the_limit_fit(days, began):
    limit = Limit(LimitKind.WAIT_PAUSE, days)
    assert (last_day(began, limit) - began).days + 1 == days
