"""Days on the axis."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.web.charts.timeaxis import TimeAxis

AXIS = TimeAxis(date(2020, 1, 1), date(2024, 12, 31), 100, 1100)


def test_the_ends_stand_at_the_edges():
    assert AXIS.x(date(2020, 1, 1)) == 100
    assert AXIS.x(date(2024, 12, 31)) == 1100


def test_days_outside_are_held_at_the_edges():
    assert AXIS.x(date(1999, 1, 1)) == 100
    assert AXIS.x(date(2099, 1, 1)) == 1100


def test_later_days_stand_further_right():
    days = [date(2020, 1, 1), date(2020, 2, 29), date(2021, 1, 1), date(2024, 12, 30)]
    places = [AXIS.x(day) for day in days]
    assert places == sorted(set(places))


def test_a_year_ends_where_the_next_begins():
    assert AXIS.year_span(2021)[1] == AXIS.year_span(2022)[0]


def test_every_year_is_named():
    drawn = "".join(AXIS.draw(20, 200))
    assert [year for year in AXIS.years() if f">{year}</text>" in drawn] == AXIS.years()


def test_an_axis_that_ends_before_it_begins_is_a_mistake():
    with pytest.raises(ValueError, match="must end after"):
        TimeAxis(date(2024, 1, 1), date(2024, 1, 1), 0, 1)
