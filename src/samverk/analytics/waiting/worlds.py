"""The worlds that a queue may meet: drawn from its history, ready to be played forward.

Chances are uniform numbers from streams of their own for each use, drawn person by person, so that
a scenario that changes one thing leaves all else as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Estimate, Kind
from samverk.analytics.waiting.hazards import Drawn, draw
from samverk.analytics.waiting.history import Entry, Queue, Stay
from samverk.analytics.waiting.settings import Settings

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Worlds:
    """Drawn worlds (världar), ``[world, person]``, in days from ``day``.

    First come ``waiting``, the live queue in order of clock and key, then those who join later.
    ``kind[world, person]`` points into ``kinds``. ``remaining[world, stay]`` is what is left of each
    of the stays ``under_way``. ``leaving`` are the rates by which people leave.
    """

    day: date
    waiting: tuple[Entry, ...]
    under_way: tuple[Stay, ...]
    kinds: tuple[Kind, ...]
    kind: Ints
    arrive: Floats
    leave: Floats
    stay: Floats
    remaining: Floats
    leaving: Drawn


def drawn(queue: Queue, day: date, found: Estimate, settings: Settings, days: int) -> Worlds:
    """Draw the worlds of a queue in which people join for ``days`` days from ``day``."""
    count, seed = settings.worlds, settings.seed
    streams = [np.random.Generator(np.random.PCG64([seed, n])) for n in range(7)]
    rates = Random(seed)  # noqa: S311  the same draws each time are the point
    leaving, stays = draw(found.leaving, count, rates), draw(found.stays, count, rates)
    waiting = tuple(sorted(queue.waiting(day), key=lambda e: (e.clock, e.key)))
    coming = _arrivals(found, days, count, rates, streams[0])
    live, new = len(waiting), coming.shape[1]
    waited = np.array([(day - e.clock).days for e in waiting], dtype=float)
    kinds, kind = _kinds(waiting, found, count, new, streams[1])
    under_way = queue.under_way(day)
    held = np.array([(day - s.start).days for s in under_way], dtype=float)
    alike = np.zeros(new)
    return Worlds(
        day=day,
        waiting=waiting,
        under_way=under_way,
        kinds=kinds,
        kind=kind,
        arrive=np.hstack([np.zeros((count, live)), coming]),
        leave=np.hstack(
            [
                leaving.remaining(waited, _chances(streams[2], count, live)),
                coming + leaving.remaining(alike, _chances(streams[3], count, new)),
            ]
        ),
        stay=np.hstack(
            [
                stays.remaining(np.zeros(live), _chances(streams[4], count, live)),
                stays.remaining(alike, _chances(streams[5], count, new)),
            ]
        ),
        remaining=stays.remaining(held, _chances(streams[6], count, len(under_way))),
        leaving=leaving,
    )


def _chances(stream: np.random.Generator, count: int, people: int) -> Floats:
    """Draw each person's chances, spread evenly over the worlds (Latin hypercube).

    So fewer worlds are needed for the same steadiness. They are drawn person by person: one more
    person leaves the others' chances as they were.
    """
    order, inside = stream.spawn(2)
    ranks = order.permuted(np.tile(np.arange(count, dtype=float), (people, 1)), axis=1)
    chances: Floats = (ranks + np.maximum(inside.random((people, count)), _TINY)) / count
    return chances.T


def _arrivals(
    found: Estimate, days: int, count: int, rates: Random, stream: np.random.Generator
) -> Floats:
    """Draw the days on which people join, in order; infinite after the last."""
    if not found.joined or days <= 0 or found.joining_days <= 0:
        return np.zeros((count, 0))
    a_day = np.array(
        [rates.gammavariate(found.joined, 1 / found.joining_days) for _ in range(count)]
    )
    most = float(a_day.max()) * days
    gaps = -np.log(_chances(stream, count, int(most + 6 * most**0.5 + 10))) / a_day[:, None]
    came = np.cumsum(gaps, axis=1)
    inside = came <= days
    return np.where(inside, came, np.inf)[:, : int(inside.sum(axis=1).max())]


def _kinds(
    waiting: tuple[Entry, ...], found: Estimate, count: int, new: int, stream: np.random.Generator
) -> tuple[tuple[Kind, ...], Ints]:
    """Give each person a kind: the live queue its own, those who join as the history's shares."""
    own = [Kind(e.home, e.party, e.priority, e.told) for e in waiting]
    kinds = tuple(dict.fromkeys([*(kind for kind, _ in found.kinds), *own]))
    live = np.tile(np.array([kinds.index(k) for k in own], dtype=np.int64), (count, 1))
    if not new:
        return kinds, live
    shares = np.cumsum([n for _, n in found.kinds], dtype=float)
    later = np.searchsorted(shares / shares[-1], stream.random((new, count)).T, side="right")
    return kinds, np.hstack([live, later])
