"""Scenarios side by side: waits by home and party, empty places while somebody waits, and cost.

All scenarios meet the same people with the same chances, so what differs is what was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Kind
from samverk.analytics.waiting.forecast import Range, joiners, spread
from samverk.analytics.waiting.history import DAYS_A_MONTH, Places, Queue
from samverk.analytics.waiting.measures import MONTHS
from samverk.analytics.waiting.playing import Played, play_forward
from samverk.analytics.waiting.scenario import Scenario
from samverk.analytics.waiting.settings import Settings

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prices:
    """What a place costs (priser), in öre: a funded day whether held or not, and a held day."""

    funded_day: int = 0
    held_day: int = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of those from one home or party who start (väntan), in days.

    ``people`` is how many start, on the average over the worlds: those who wait today and those who
    join within the forecast's window. ``over`` is the share of them that waits longer than so many
    months. Whoever may not be told of in groups is in none.
    """

    name: str
    people: float
    wait: Range
    over: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a scenario (utfall) in ``days`` days from ``day``.

    ``joiners`` and ``today`` are as in the outlook. ``idle`` counts place-days empty while somebody
    waited, ``cost`` is in öre. In groups none is idle: a place that nobody takes when the group begins
    is nobody's who waits. Those who are in a group hold none of the other places either.
    """

    scenario: str
    day: date
    days: int
    joiners: Range | None
    today: tuple[tuple[Kind, Range], ...]
    homes: tuple[Waits, ...]
    parties: tuple[Waits, ...]
    starts: Range
    removed: Range
    waiting: Range
    held: Range
    idle: Range
    cost: Range


def compare(  # noqa: PLR0913
    queue: Queue,
    day: date,
    scenarios: Sequence[Scenario],
    settings: Settings | None = None,
    *,
    days: int = 365,
    prices: Prices | None = None,
) -> tuple[Outcome, ...]:
    """Play each scenario for ``days`` days from ``day``; the first is usually "as now"."""
    if days < 1:
        raise ValueError("Tiden framåt ska vara minst en dag.")
    chosen = settings or Settings()
    return tuple(
        _outcome(
            play_forward(queue, day, chosen, scenario, days=days),
            scenario.name,
            chosen,
            days,
            prices or Prices(),
        )
        for scenario in scenarios
    )


def _outcome(played: Played, name: str, settings: Settings, days: int, prices: Prices) -> Outcome:
    starts = played.starts
    leaves = np.where(np.isfinite(starts), np.inf, played.people.leave)
    waiting = _on_each_day(played.people.arrive, np.minimum(starts, leaves), days)
    held = _held(played, starts, days)
    available, funded = _places(played.served, played.worlds.day, days)
    rolling = _held(played, starts, days, grouped=False)
    idle = (np.maximum(available - rolling, 0) * (waiting > 0)).sum(axis=1)
    cost = np.maximum(funded, held).sum(axis=1) * prices.funded_day
    return Outcome(
        scenario=name,
        day=played.worlds.day,
        days=days,
        joiners=joiners(played, settings.joining_days),
        today=tuple(
            (kind, spread(played.asked[:, n])) for n, kind in enumerate(played.kinds) if kind.told
        ),
        homes=_by(played, starts, settings.joining_days, lambda kind: kind.home),
        parties=_by(played, starts, settings.joining_days, lambda kind: kind.party),
        starts=spread(_within(starts, days)),
        removed=spread(_within(leaves, days)),
        waiting=spread(waiting[:, -1].astype(float)),
        held=spread(held.sum(axis=1).astype(float)),
        idle=spread(idle.astype(float)),
        cost=spread((cost + held.sum(axis=1) * prices.held_day).astype(float)),
    )


def _within(times: Floats, days: int) -> Floats:
    counted: Floats = (times <= days).sum(axis=1).astype(float)
    return counted


def _by(
    played: Played, starts: Floats, joining_days: int, name_of: Callable[[Kind], str]
) -> tuple[Waits, ...]:
    """Pool the waits of those who start, by what the kind is called."""
    counted = played.people.arrive <= joining_days
    begun = counted & np.isfinite(starts)
    waits = np.where(begun, starts, 0.0) - np.where(begun, played.people.arrive, 0.0)
    waits += played.waited
    found = []
    for name in sorted({name_of(kind) for kind in played.worlds.kinds if kind.told}):
        which = np.array([kind.told and name_of(kind) == name for kind in played.worlds.kinds])
        theirs = waits[begun & which[played.worlds.kind]]
        if theirs.size:
            over = tuple((m, float((theirs > m * DAYS_A_MONTH).mean())) for m in MONTHS)
            found.append(Waits(name, theirs.size / len(starts), spread(theirs), over))
    return tuple(found)


def _held(played: Played, starts: Floats, days: int, *, grouped: bool = True) -> Ints:
    """Count the places held at the end of each day, by those under way and those who start.

    Those of groups too, or only the others.
    """
    people, under_way = played.people, played.worlds.remaining
    if not grouped:
        starts = np.where(played.in_group, np.inf, starts)
        names = [one.delivery not in played.served.in_groups for one in played.worlds.under_way]
        under_way = under_way[:, np.array(names, dtype=bool)]
    began = np.isfinite(starts)
    ends = np.full(starts.shape, np.inf)
    np.add(starts, people.stay, out=ends, where=began)
    ends = np.maximum(np.minimum(ends, people.latest), starts)
    return _on_each_day(starts, ends, days) + _on_each_day(
        np.zeros_like(under_way), under_way, days
    )


def _on_each_day(first: Floats, last: Floats, days: int) -> Ints:
    """Count in each world, at the end of each day from the first to come, who is between the two."""
    worlds = len(first)
    rows = np.arange(worlds)[:, None] * (days + 2)

    def changes(times: Floats) -> Ints:
        at = np.ceil(np.clip(times, 0, days + 1)).astype(np.int64) + rows
        return np.bincount(at.ravel(), minlength=worlds * (days + 2)).reshape(worlds, days + 2)

    counted: Ints = np.cumsum(changes(first) - changes(last), axis=1)[:, 1 : days + 1]
    return counted


def _places(queue: Queue, day: date, days: int) -> tuple[Ints, Ints]:
    """Give the places available and funded on each day to come; of groups what is funded alone."""
    rows: Sequence[Places] = queue.places
    available, funded = np.zeros(days, dtype=np.int64), np.zeros(days, dtype=np.int64)
    for name in {row.delivery for row in rows}:
        own = sorted((row for row in rows if row.delivery == name), key=lambda row: row.first)
        ledger = np.zeros((2, days), dtype=np.int64)
        for row in own:
            first = max((row.first - day).days - 1, 0)
            ledger[0, first:], ledger[1, first:] = row.available, row.funded
        if name not in queue.in_groups:
            available += ledger[0]
        funded += ledger[1]
    return available, funded
