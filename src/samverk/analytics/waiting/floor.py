"""The places as the simulation sees them: who holds each today, which open and which close later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Kind
from samverk.analytics.waiting.history import Places, Queue
from samverk.analytics.waiting.simulation import Rooms
from samverk.analytics.waiting.worlds import Worlds

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

Lane = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the places of a delivery (ändring), ``day`` days from now: opens or closes."""

    day: int
    places: int


def changes(rows: Sequence[Places], day: date) -> list[Change]:
    """List one delivery's places now as the first change, then each change to come."""
    in_order = sorted(rows, key=lambda row: row.first)
    now = [row.available for row in in_order if row.first <= day]
    found, before = [Change(0, now[-1] if now else 0)], now[-1] if now else 0
    for row in in_order:
        if row.first > day and row.available != before:
            found.append(Change((row.first - day).days, row.available - before))
            before = row.available
    return found


def lanes(queue: Queue, kinds: Sequence[Kind]) -> tuple[tuple[Lane, ...], Ints]:
    """Name the lanes, and tell which each kind stands in.

    A lane is a class, with a home where some delivery takes people of some homes only.
    """
    own = {home for row in queue.places for home in row.serves}
    of_kind = [(kind.priority, kind.home if kind.home in own else "") for kind in kinds]
    found = tuple(sorted(set(of_kind))) or ((0, ""),)
    return found, np.array([found.index(lane) for lane in of_kind] or [0], dtype=np.int64)


def rooms(queue: Queue, worlds: Worlds, of: Sequence[Lane], turnover: float) -> Rooms:
    """Lay out the places of every delivery, with those who hold them today.

    Where people begin in groups a place is there on the day of the start, and never again.
    """
    count = len(worlds.arrive)
    under_way = [stay.delivery for stay in worlds.under_way]
    names = sorted({row.delivery for row in queue.places} | set(under_way) | set(queue.in_groups))
    free: list[Floats] = []
    delivery: list[int] = []
    closing: list[list[float]] = []
    once: list[bool] = []
    serves = np.zeros((len(names), len(of)), dtype=bool)
    for number, name in enumerate(names):
        rows = [row for row in queue.places if row.delivery == name]
        is_grouped = name in queue.in_groups
        held = [n for n, one in enumerate(under_way) if one == name and not is_grouped]
        columns = [worlds.remaining[:, n] + turnover for n in held]
        opens, closes = _laid_out(
            [Change(0, 0)] if is_grouped else changes(rows, worlds.day), len(held)
        )
        opens += _of_groups(queue, name, worlds.day) if is_grouped else []
        columns += [np.full(count, at) for at in opens]
        once += [is_grouped] * len(columns)
        free += columns
        delivery += [number] * len(columns)
        closing.append(closes)
        serves[number] = [_may(rows, home) for _, home in of]
    return Rooms(
        free=np.column_stack(free) if free else np.zeros((count, 0)),
        delivery=np.array(delivery, dtype=np.int64),
        closing=_padded(closing),
        serves=serves,
        rank=np.array([priority for priority, _ in of], dtype=np.int64),
        turnover=turnover,
        once=np.array(once, dtype=bool) if any(once) else None,
    )


def _of_groups(queue: Queue, name: str, day: date) -> list[float]:
    """Tell when each place of the groups of a delivery that are to begin is there, in days from now."""
    coming = [one for one in queue.starts if one.delivery == name and one.day > day]
    return [float((one.day - day).days) for one in coming for _ in range(queue.places_of(one))]


def _laid_out(found: Sequence[Change], held: int) -> tuple[list[float], list[float]]:
    """Tell when places open beside the ``held`` ones, and when places close."""
    now, *later = found
    opens = [0.0] * max(now.places - held, 0)
    closes = [0.0] * max(held - now.places, 0)
    for change in later:
        (opens if change.places > 0 else closes).extend([float(change.day)] * abs(change.places))
    return opens, closes


def _may(rows: Sequence[Places], home: str) -> bool:
    serves = max(rows, key=lambda row: row.first).serves if rows else ()
    return not serves or home in serves


def _padded(closing: Sequence[Sequence[float]]) -> Floats:
    most = max((len(days) for days in closing), default=0)
    return np.array([[*sorted(d), *[np.inf] * (most - len(d))] for d in closing]).reshape(
        len(closing), most
    )
