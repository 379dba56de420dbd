"""The days that somebody takes part (deltagardagar), as municipalities settle them.

The first and the last day count. A day does not count while the place is free: during a pause that
gives the place up, and between an end and a reactivation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samverk.rules.agreements.stretches import Span
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Days when the place was free (frånvaro): from its first day until the day of return.

    The day of return counts as taking part. ``to_date`` is None while it lasts.
    """

    from_date: date
    to_date: date | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A participation (deltagande): its first day, its last or None, and when the place was free."""

    from_date: date
    to_date: date | None = None
    away: tuple[Away, ...] = ()


def held(stay: Stay) -> Iterator[tuple[date, date | None]]:
    """Give the stretches of days that a stay holds a place, each with its first free day, None so far.

    The last day is held, and so is the day of return.
    """
    start: date | None = stay.from_date
    free = stay.to_date + ONE if stay.to_date else None
    for gap in sorted(stay.away, key=lambda one: one.from_date):
        if start is None or (free is not None and gap.from_date >= free):
            break
        if gap.to_date is not None and gap.to_date <= max(start, gap.from_date):
            continue
        if start < gap.from_date:
            yield start, gap.from_date
        start = max(start, gap.to_date) if gap.to_date else None
    if start is not None and (free is None or start < free):
        yield start, free


def days_of(stay: Stay, span: Span) -> frozenset[date]:
    """List the days of a period that somebody takes part."""
    days: set[date] = set()
    for start, free in held(stay):
        first, after = max(start, span.from_date), span.to_date + ONE
        last = min(free or after, after)
        days |= {first + ONE * one for one in range((last - first).days)}
    return frozenset(days)


def participant_days(stays: Iterable[Stay], span: Span) -> Ruling[tuple[int, ...]]:
    """Count the days of each of one person's participations in one delivery during a period.

    A day that two of them share counts in the first alone: nobody is paid for twice.
    """
    counted: set[date] = set()
    found = []
    for stay in stays:
        new = days_of(stay, span) - counted
        counted |= new
        found.append(len(new))
    reason = Reason(
        f"{len(counted)} dagar från {running_date(span.from_date)} till"
        f" {running_date(span.to_date)}, varje dag en gång."
    )
    return Ruling(tuple(found), (reason,))


EXAMPLES = (
    Example(
        participant_days,
        {
            "stays": (
                Stay(
                    date(2024, 2, 1),
                    date(2024, 3, 10),
                    (Away(date(2024, 2, 10), date(2024, 2, 20)),),
                ),
                Stay(date(2024, 3, 10), None),
            ),
            "span": Span(date(2024, 2, 1), date(2024, 3, 31)),
        },
        (29, 21),
        "räknat för hand: 39 dagar utom tio, och den tionde mars en gång",
    ),
)
