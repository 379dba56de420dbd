"""The days of a month as bits of a whole number: the 1st is the lowest bit (dagar som bitar).

A person's days in a month are one number, so that what was booked and what is right now are compared
day by day: a day that is in both is counted once, and what differs is a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from samverk.rules.agreements.stretches import ONE, Span, month_end, months_of
from samverk.rules.interventions.days import Stay, held
from samverk.rules.wording import month_and_year


def span_bits(span: Span, month: date) -> int:
    """Give the days that a period has in the month that begins on ``month``."""
    common = span.common(month_span(month))
    if common is None:
        return 0
    return ((1 << common.days) - 1) << (common.from_date.day - 1)


def month_span(month: date) -> Span:
    """Give the whole month that begins on a day."""
    return Span(month, month_end(month))


def bits_by_month(stays: Iterable[Stay], span: Span) -> dict[date, int]:
    """Give the days of a period that one person takes part in one delivery, by the month's first day.

    A day that two of the participations share is there once. The last day counts, and so does the day
    of return (:func:`samverk.rules.interventions.days.held`).
    """
    found: dict[date, int] = defaultdict(int)
    for stay in stays:
        for start, free in held(stay):
            last = free - ONE if free else span.to_date
            common = Span(start, max(start, last)).common(span) if last >= start else None
            for part in months_of(common) if common else ():
                month = part.from_date.replace(day=1)
                found[month] |= span_bits(part, month)
    return dict(found)


def bits_in_words(bits: int, month: date) -> str:
    """Write days as they are read: "3, 5–7 mars 2024"; nothing for no days."""
    days = [n for n in range(1, month_end(month).day + 1) if bits >> (n - 1) & 1]
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{', '.join(told)} {month_and_year(month)}" if told else ""
