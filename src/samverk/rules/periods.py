"""Periods counted in weeks, months and years (lag 1930:173 om beräkning av lagstadgad tid).

The end day carries the same weekday or number as the day from which the counting starts; where the
end month has no such number, its last day ends the period. So a day is never "plus thirty".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from samverk.rules.example import Example
from samverk.rules.holidays import next_open_day
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.provision import because, unknown_wordings
from samverk.rules.statutes.time import PERIOD_END_DAY
from samverk.rules.wording import running_date


class Unit(StrEnum):
    """The unit of a period (vecka, månad, år)."""

    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time set by statute or by-laws (lagstadgad tid)."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        one, many = {
            Unit.WEEKS: ("vecka", "veckor"),
            Unit.MONTHS: ("månad", "månader"),
            Unit.YEARS: ("år", "år"),
        }[self.unit]
        return f"{self.count} {one if self.count == 1 else many}"


def add_months(start: date, months: int) -> date:
    """Find the day with the same number ``months`` later, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(start.day, last.day))


def add_years(start: date, years: int) -> date:
    """Find the same day ``years`` later; 29 February gives 28 February in a common year."""
    return add_months(start, 12 * years)


def end_day(start: date, period: Period) -> date:
    """Compute the end day (slutdag) by 1 §, before any move to the next weekday."""
    match period.unit:
        case Unit.WEEKS:
            return start + timedelta(weeks=period.count)
        case Unit.MONTHS:
            return add_months(start, period.count)
        case Unit.YEARS:
            return add_years(start, period.count)
        case unit:
            assert_never(unit)


def period_end(start: date, period: Period) -> Ruling[date]:
    """Compute the end day with its reason. No weekday rule: for thresholds, not for acts."""
    last = end_day(start, period)
    text = f"{period} räknat från {running_date(start)} slutar {running_date(last)}."
    return Ruling(
        last,
        (because(text, PERIOD_END_DAY, start),),
        unknown_wordings(start, PERIOD_END_DAY),
    )


def last_day_to_act(start: date, period: Period) -> Ruling[date]:
    """Compute the last day for an act due within ``period`` from ``start`` (1-2 §§)."""
    counted = period_end(start, period)
    moved = next_open_day(counted.value)
    return Ruling(moved.value, counted.reasons + moved.reasons, counted.remarks + moved.remarks)


EXAMPLES = (
    Example(
        period_end,
        {"start": date(2022, 11, 30), "period": Period(3, Unit.MONTHS)},
        date(2023, 2, 28),
        "räknat för hand: februari saknar dag 30",
    ),
    Example(
        period_end,
        {"start": date(2024, 2, 29), "period": Period(1, Unit.YEARS)},
        date(2025, 2, 28),
        "räknat för hand: skottdagen",
    ),
    Example(
        last_day_to_act,
        {"start": date(2011, 4, 4), "period": Period(3, Unit.WEEKS)},
        date(2011, 4, 26),
        "Sunne 2011: tre veckor slutar annandag påsk",
    ),
)
