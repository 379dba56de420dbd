"""The newest of what the index holds is given, whatever months it is asked in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.publishing.actions.records import write
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Record
from samverk.publishing.opened import opened
from samverk.publishing.queries.looking import TIMES, Bounds, looked

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TODAY = date(2026, 11, 30)
ALL, FAR = 10_000, date(2031, 1, 15)
NONE = Bounds(None, None)


def some_days(chance, many):
    """Days from long ago to the end of next year, most of them of late."""
    return [date(2027, 12, 31) - timedelta(int(chance.random() ** 3 * 9000)) for _ in range(many)]


def held(days):
    write([Draft(Kind.ITEM, n, "Taxa", day=day) for n, day in enumerate(days, 1)], NOW)


def found(most=ALL, bounds=NONE):
    with opened():
        rows = looked("'tax'", bounds, most, TODAY)
    return [Record.objects.get(pk=one).source for one in rows]


def in_order(days, bounds=NONE):
    """The numbers of the days between the bounds, newest first, and those of no day last."""
    known = [(day, n) for n, day in enumerate(days, 1) if day]
    last = [n for n, day in enumerate(days, 1) if day is None]
    if bounds.since or bounds.until:
        least, most = bounds.since or date.min, bounds.until or date.max
        return [n for day, n in sorted(known, reverse=True) if least <= day <= most]
    return [n for _, n in sorted(known, reverse=True)] + sorted(last, reverse=True)


@pytest.mark.parametrize("seed", range(6))
def test_the_newest_are_given_in_order_however_many_are_asked_for(seed):
    chance = Random(seed)
    days = [*some_days(chance, 60), None, None]
    held(days)
    expected = in_order(days)
    assert found() == expected
    for most in (1, 2, 7, 25, 61):
        assert found(most) == expected[:most]


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(date(2020, 3, 15), None),
        Bounds(None, date(2021, 6, 10)),
        Bounds(date(2019, 2, 2), date(2024, 8, 8)),
        Bounds(date(2026, 11, 30), date(2026, 11, 30)),
        Bounds(date(2028, 1, 1), None),
        Bounds(date(2028, 1, 1), date(2032, 1, 1)),
        Bounds(None, date(2029, 1, 1)),
        Bounds(None, date.min),
        Bounds(date.min, date.max),
        Bounds(date.max, None),
        Bounds(date(2030, 1, 1), date(2030, 12, 31)),
    ],
)
def test_a_period_bounds_what_is_given(bounds):
    days = [*some_days(Random(9), 80), TODAY, None]
    if bounds.since and bounds.since > TODAY:
        days.append(FAR)
    held(days)
    expected = in_order(days, bounds)
    assert found(bounds=bounds) == expected
    assert found(5, bounds) == expected[:5]


def test_what_has_a_day_far_ahead_is_given_once_and_after_the_near():
    days = [FAR, TODAY, date(1998, 5, 5), None, date(2027, 12, 31), date(2028, 1, 1)]
    held(days)
    assert found() == [5, 2, 1, 6, 3, 4]


def test_the_first_day_of_a_month_is_given_once():
    days = [date(2026 - n // 12, 12 - n % 12, 1) for n in range(60)]
    held(days)
    assert found() == in_order(days)


@pytest.mark.parametrize("far", [1, 10, 400])
def test_it_is_asked_few_times(far):
    held([TODAY - timedelta(n * far) for n in range(40)])
    with opened(), CaptureQueriesContext(connection) as asked:
        looked("'tax'", NONE, 30, TODAY)
    assert len(asked) <= TIMES + 1
