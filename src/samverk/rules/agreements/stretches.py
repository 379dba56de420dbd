"""Cutting a period into stretches of one month and one tariff, with the days that were open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.periods import add_months

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included (period). Raises ValueError when turned around."""

    from_date: date
    to_date: date

    def __post_init__(self) -> None:
        if self.to_date < self.from_date:
            raise ValueError("Perioden slutar före sin början.")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.to_date - self.from_date).days + 1

    def common(self, other: Span) -> Span | None:
        """Find the days that both have; None when they have none."""
        start = max(self.from_date, other.from_date)
        end = min(self.to_date, other.to_date)
        return Span(start, end) if start <= end else None

    def __str__(self) -> str:
        return f"{self.from_date}\N{EN DASH}{self.to_date}"


@dataclass(frozen=True, slots=True)
class Tariff:
    """What a unit costs from a day on (taxa), in öre; it holds until the next one begins.

    ``until`` is the last day that a fixed sum is for, as agreed; None for up to the next one or the end.
    """

    from_date: date
    amount: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days within one month and one tariff (delperiod): open ones, and the month's whole number."""

    span: Span
    rate: int
    open_days: int
    month_days: int


def months_of(span: Span) -> list[Span]:
    """Cut a period at the turns of months."""
    found, start = [], span.from_date
    while start <= span.to_date:
        end = min(month_end(start), span.to_date)
        found.append(Span(start, end))
        start = end + ONE
    return found


def month_end(day: date) -> date:
    """Find the last day of a day's month."""
    return add_months(day.replace(day=1), 1) - ONE


def tariff_spans(tariffs: Sequence[Tariff], last: date) -> list[tuple[Span, int]]:
    """Give each tariff its days up to ``last``, in order. Raises ValueError for two from one day."""
    rows = sorted(tariffs, key=lambda one: one.from_date)
    starts = [one.from_date for one in rows]
    if len(set(starts)) < len(starts):
        raise ValueError("Två taxor kan inte gälla från samma dag.")
    ends = [*(start - ONE for start in starts[1:]), last]
    pairs = zip(rows, ends, strict=True)
    return [
        (Span(one.from_date, min(end, last)), one.amount)
        for one, end in pairs
        if one.from_date <= min(end, last)
    ]


def open_days(span: Span, closed: Sequence[Span]) -> int:
    """Count the days that are not closed; days that two closings share are counted once."""
    shut: set[date] = set()
    for one in closed:
        if common := span.common(one):
            shut.update(common.from_date + timedelta(days=n) for n in range(common.days))
    return span.days - len(shut)


def stretches(span: Span, tariffs: Sequence[Tariff], closed: Sequence[Span] = ()) -> list[Stretch]:
    """Cut a period at the turns of months and of tariffs. Days before the first tariff are left out."""
    found = []
    for month in months_of(span):
        whole = month_end(month.from_date).day
        for held, rate in tariff_spans(tariffs, span.to_date):
            if common := month.common(held):
                found.append(Stretch(common, rate, open_days(common, closed), whole))
    return sorted(found, key=lambda one: one.span.from_date)
