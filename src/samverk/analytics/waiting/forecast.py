"""Aktuellt väntetidsläge: how long the wait will be, for all who wait and for one who joins today.

The queue is played forward from the places and people of today, in many worlds that the queue's own
history allows. Whoever is paused counts as waiting: when a pause ends is not known. A range runs
from the 10th to the 90th percentile: in eight cases of ten the outcome shall lie in it, and
``backtest`` tells how often it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Kind
from samverk.analytics.waiting.history import Queue
from samverk.analytics.waiting.playing import Played, play_forward
from samverk.analytics.waiting.scenario import Scenario
from samverk.analytics.waiting.settings import Settings

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Range:
    """A range of outcomes (spann): the 10th, 50th and 90th percentile.

    None where the outcome is never reached, as when no places are left.
    """

    low: float | None
    middle: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PersonOutlook:
    """What one who waits can expect (utsikt): the whole wait in days, if the place is kept.

    ``first`` and ``last`` are the days between which a place comes. ``starts`` is the share of
    worlds in which the person starts; in the others the person has left before.
    """

    key: str
    wait: Range
    first: date | None
    last: date | None
    starts: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """How long the wait will be (aktuellt väntetidsläge), in days.

    ``joiners`` is the median wait of those who join within ``joining_days`` and start; None when in
    fewer than half of the worlds anybody does. ``today`` is the wait of one of each kind who joins
    today and keeps the place, and ``people`` that of those who wait, in order. ``stays_ended`` is how
    many stays were seen to end: the fewer, the more it rests on what was believed.
    """

    day: date
    joining_days: int
    joiners: Range | None
    today: tuple[tuple[Kind, Range], ...]
    people: tuple[PersonOutlook, ...]
    stays_ended: int


def outlook(
    queue: Queue, day: date, settings: Settings | None = None, scenario: Scenario | None = None
) -> Outlook:
    """Forecast from what was known at the end of ``day``."""
    chosen = settings or Settings()
    return told(play_forward(queue, day, chosen, scenario), chosen.joining_days)


def told(played: Played, joining_days: int) -> Outlook:
    """Read the outlook out of played worlds."""
    return Outlook(
        day=played.worlds.day,
        joining_days=joining_days,
        joiners=joiners(played, joining_days),
        today=tuple((kind, spread(played.asked[:, n])) for n, kind in enumerate(played.kinds)),
        people=_people(played),
        stays_ended=played.found.stays_ended,
    )


def joiners(played: Played, joining_days: int) -> Range | None:
    """Give the range of the worlds' medians; None when most worlds have none to tell of."""
    medians = joiners_medians(played, joining_days)
    return spread(medians) if 2 * medians.size >= len(played.offered) else None


def joiners_medians(played: Played, joining_days: int) -> Floats:
    """Give each world's median wait of those who join in time and start, where anybody does."""
    joins = played.people.arrive <= joining_days
    joins[:, : played.live] = False
    starts = np.where(joins, played.starts, np.inf)
    waits = np.full(starts.shape, np.inf)
    np.subtract(starts, played.people.arrive, out=waits, where=np.isfinite(starts))
    waits.sort(axis=1)
    n = np.isfinite(waits).sum(axis=1)
    rows = np.flatnonzero(n)
    n = n[rows]
    return np.asarray((waits[rows, (n - 1) // 2] + waits[rows, n // 2]) / 2)


def spread(outcomes: Floats) -> Range:
    """Give the range of many outcomes; those never reached are longer than all others."""
    ordered = np.sort(outcomes, axis=None)
    values = [
        float(ordered[int(share * (len(ordered) - 1) + 0.5)]) for share in (LOW, MIDDLE, HIGH)
    ]
    low, middle, high = (value if np.isfinite(value) else None for value in values)
    return Range(low, middle, high)


def _people(played: Played) -> tuple[PersonOutlook, ...]:
    found = []
    starts = np.isfinite(played.starts).mean(axis=0)
    day = played.worlds.day
    for n, entry in enumerate(played.worlds.waiting):
        left = spread(played.offered[:, n])
        before = (day - entry.clock).days
        wait = Range(
            *(None if d is None else d + before for d in (left.low, left.middle, left.high))
        )
        first, last = (_after(day, days) for days in (left.low, left.high))
        found.append((entry.order, PersonOutlook(entry.key, wait, first, last, float(starts[n]))))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _after(day: date, days: float | None) -> date | None:
    if days is None or days > (date.max - day).days:
        return None
    return day + timedelta(days=round(days))
