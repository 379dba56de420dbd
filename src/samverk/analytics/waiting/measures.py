"""Väntande and Genomförda: how long those who wait have waited, and how long those served had.

Neither is a promise: those who wait are not done waiting, and those served joined under what was
then. For what a wait will be see ``forecast``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samverk.analytics.waiting.history import Entry, Queue
from samverk.analytics.waiting.proportions import Share, share
from samverk.analytics.waiting.quantiles import CONFIDENCE, Summary, summary
from samverk.rules.periods import add_months

MONTHS = (3, 6, 12)


@dataclass(frozen=True, slots=True)
class Over:
    """The share that has waited longer than so many months (andel över)."""

    months: int
    share: Share


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of waits (väntetidsmått), in days: in all, and with pauses left out."""

    total: Summary
    adjusted: Summary
    over: tuple[Over, ...]


def waiting_now(queue: Queue, day: date, *, confidence: float = CONFIDENCE) -> Measure:
    """Tell how long those who wait at the end of ``day`` have waited (Väntande)."""
    return _measure(queue.waiting(day), day, confidence)


def completed(queue: Queue, first: date, last: date, *, confidence: float = CONFIDENCE) -> Measure:
    """Tell how long those who started from ``first`` to ``last`` had waited (Genomförda)."""
    return _measure(queue.started(first, last), last, confidence)


def _measure(entries: Sequence[Entry], day: date, confidence: float) -> Measure:
    return Measure(
        total=summary([e.total_wait(day) for e in entries], confidence=confidence),
        adjusted=summary([e.adjusted_wait(day) for e in entries], confidence=confidence),
        over=tuple(
            Over(months, share(_longer(entries, months, day), len(entries), confidence=confidence))
            for months in MONTHS
        ),
    )


def _longer(entries: Sequence[Entry], months: int, day: date) -> int:
    """Count the waits that passed the day with the clock's own number, so many months later."""
    return sum(entry.until(day) > add_months(entry.clock, months) for entry in entries)
