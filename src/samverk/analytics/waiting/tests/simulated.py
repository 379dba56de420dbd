"""A made-up queue played day by day with a heap: the truth that forecasts are held against.

It shares no code with the simulation under test.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from samverk.analytics.waiting.history import (
    Ending,
    EndKind,
    Entry,
    Origin,
    Places,
    Queue,
    Stay,
)

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Made:
    """The case: places, joiners a year, mean stay, mean patience, and the places after a cut.

    ``turnover`` is the days a place stands empty after each stay."""

    places: int = 12
    joiners: float = 19.5
    stay: float = 300.0
    patience: float = 900.0
    after_cut: int | None = None
    cut_days_ago: int = 180
    burn_in: int = 2500
    seen_days: int = 1461
    ahead: int = 2200
    joining: int = 120
    turnover: float = 0.0


def day_of(time: float) -> date:
    return TODAY + timedelta(days=int(time // 1) + 1)


def made(case: Made, seed: int) -> Queue:
    """Play a queue; events after TODAY are in it too: ``as_known(TODAY)`` takes them away."""
    rng = Random(seed)
    arrivals, now = [], -float(case.burn_in)
    while now < case.joining:
        now += rng.expovariate(case.joiners / 365.25)
        arrivals.append(
            (now, now + rng.expovariate(1 / case.patience), rng.expovariate(1 / case.stay))
        )
    free = [-float(case.burn_in)] * case.places
    cut = case.places - (case.places if case.after_cut is None else case.after_cut)
    entries, stays = [], []
    for number, (came, leaves, length) in enumerate(arrivals):
        at = heapq.heappop(free)
        while cut and at >= -case.cut_days_ago:
            cut -= 1
            at = heapq.heappop(free)
        begins = max(at, came)
        if begins > leaves:
            heapq.heappush(free, at)
            ending = Ending(EndKind.REMOVED, day_of(leaves), "FOUND_WORK")
        else:
            heapq.heappush(free, begins + length + case.turnover)
            ending = Ending(EndKind.STARTED, day_of(begins))
            stays.append(Stay(day_of(begins), day_of(begins + length), "Balder"))
        entries.append(Entry(f"{number:05}", day_of(came), day_of(came), ending))
    return _seen(case, entries, stays)


def _seen(case: Made, entries: list[Entry], stays: list[Stay]) -> Queue:
    """Show the queue as from the day it was imported, half-way."""
    first = TODAY - timedelta(days=case.seen_days)
    seen = tuple(
        replace(e, entered=max(e.entered, first), origin=_origin(e, first))
        for e in entries
        if e.ending is None or e.ending.day >= first
    )
    rows = [Places("Balder", first, case.places, case.places)]
    if case.after_cut is not None:
        day = TODAY - timedelta(days=case.cut_days_ago)
        rows.append(Places("Balder", day, case.after_cut, case.after_cut, decided=day))
    left = tuple(s for s in stays if s.end is None or s.end >= first)
    return Queue("Balder", first, seen, left, tuple(rows))


def _origin(entry: Entry, first: date) -> Origin:
    return Origin.IMPORTED if entry.clock < first else Origin.JOINED


def truth(queue: Queue, joining: int = 120) -> float | None:
    """Answer the median wait of those who join after TODAY, within ``joining`` days, and start."""
    waits = sorted(
        entry.total_wait(date.max)
        for entry in queue.entries
        if 0 < (entry.clock - TODAY).days <= joining
        and entry.ending is not None
        and entry.ending.kind is EndKind.STARTED
    )
    if not waits:
        return None
    half = len(waits) // 2
    return waits[half] if len(waits) % 2 else (waits[half - 1] + waits[half]) / 2
