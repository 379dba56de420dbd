"""What if: other places, other order, no intake, or a member that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Estimate, Kind
from samverk.analytics.waiting.hazards import JEFFREYS
from samverk.analytics.waiting.history import Entry, Places, Queue, Start, capacity
from samverk.analytics.waiting.worlds import Worlds

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

# The stream of chances of its own, after those of the worlds
CONFIRMING = 7


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a rule is about (vilka): people of a home, of a party, or of both; "" means any."""

    home: str = ""
    party: str = ""

    def covers(self, home: str, party: str) -> bool:
        """Answer whether one from this home and party is meant."""
        return self.home in {"", home} and self.party in {"", party}


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority class (turordningsklass) given to some: the first rule that fits is followed."""

    whose: Whose
    priority: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of intake (intagningsstopp) from ``first`` to ``last``, both in it; None for good."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member that leaves (utträde) on ``day``: from then on its people are not referred.

    ``keeps_place``: do those who already wait stay in the queue? ``finishes``: do those under way
    stay to the end of their stay? The agreement says which.
    """

    whose: Whose
    day: date
    keeps_place: bool = False
    finishes: bool = True


@dataclass(frozen=True, slots=True)
class Confirming:
    """How often those who wait are asked whether they want the place still (bekräftelse), from a day on.

    Every so many days, where it is each ``now`` days today.
    """

    day: date
    every: int
    now: int

    def __post_init__(self) -> None:
        if min(self.every, self.now) < 1:
            raise ValueError("Tiden mellan två bekräftelser är minst en dag.")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A what-if (scenario). Rows of ``places`` hold from their first day, like those of the ledger.

    In a delivery that begins in groups each start from that day has so many places.
    """

    name: str
    places: tuple[Places, ...] = ()
    priorities: tuple[Priority, ...] = ()
    stops: tuple[Stop, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    confirming: tuple[Confirming, ...] = ()

    def changed(self, queue: Queue) -> Queue:
        """Give the queue with the scenario's places and classes."""
        entries = tuple(self._placed(entry) for entry in queue.entries)
        places, starts = queue.places + self.places, tuple(map(self._sized, queue.starts))
        return replace(queue, entries=entries, places=places, starts=starts)

    def _sized(self, start: Start) -> Start:
        tried = capacity(self.places, start.day).get(start.delivery)
        return start if tried is None else replace(start, places=tried)

    def _placed(self, entry: Entry) -> Entry:
        for rule in self.priorities:
            if rule.whose.covers(entry.home, entry.party):
                return replace(entry, priority=rule.priority)
        return entry


def without_intake(worlds: Worlds, stops: Iterable[Stop], leaving: Iterable[Leaving]) -> Worlds:
    """Take away those who would have joined in a stop, or after their member has left."""
    new = np.zeros(worlds.arrive.shape, dtype=bool)
    new[:, len(worlds.waiting) :] = True
    barred = np.zeros_like(new)
    for stop in stops:
        first = (stop.first - worlds.day).days - 1
        last = np.inf if stop.last is None else (stop.last - worlds.day).days
        barred |= new & (worlds.arrive > first) & (worlds.arrive <= last)
    for member in leaving:
        gone = (member.day - worlds.day).days
        barred |= new & _covered(worlds, member.whose) & (worlds.arrive > gone)
    return replace(
        worlds,
        arrive=np.where(barred, np.inf, worlds.arrive),
        leave=np.where(barred, np.inf, worlds.leave),
    )


def confirmed(
    worlds: Worlds, confirming: Iterable[Confirming], found: Estimate, seed: int
) -> Worlds:
    """Let people be asked more or less often: those who do not answer leave so much sooner or later.

    Each time as large a share is taken not to answer as in the queue's own history, however often they
    are asked. So of the rate at which people leave, the share of those who were not reached grows as the
    interval shrinks; the rest is as before. How large that share is, is drawn for each world. With the
    same interval nothing is otherwise.
    """
    stream = np.random.Generator(np.random.PCG64([seed, CONFIRMING]))
    share = stream.beta(
        found.unreached + JEFFREYS, found.removed - found.unreached + JEFFREYS, len(worlds.arrive)
    )
    before = np.array([(worlds.day - one.clock).days for one in worlds.waiting], dtype=float)
    waited = np.zeros(worlds.arrive.shape)
    waited[:, : len(before)] = before
    arrive = np.where(np.isfinite(worlds.arrive), worlds.arrive, 0.0)
    leave = worlds.leave
    for one in confirming:
        if one.every == one.now:
            continue
        # A person's age in the queue on the day that it begins
        since = waited + np.maximum((one.day - worlds.day).days - arrive, 0.0)
        ends = waited + leave - arrive
        by = 1 - share + share * one.now / one.every
        leave = worlds.leaving.quickened(since, ends, by) - waited + arrive
    return replace(worlds, leave=leave)


def until_leaving(worlds: Worlds, leaving: Iterable[Leaving]) -> tuple[Worlds, Floats]:
    """End waits and stays by the rules of those who leave; the last days of stays come second."""
    latest = np.full(worlds.arrive.shape, np.inf)
    leave, remaining = worlds.leave, worlds.remaining.copy()
    for member in leaving:
        day = float((member.day - worlds.day).days)
        ours = _covered(worlds, member.whose)
        if not member.keeps_place:
            # Whoever would have come later never comes, and so leaves nothing
            there = ours & (worlds.arrive <= day)
            leave = np.where(there, np.minimum(leave, day), leave)
        if not member.finishes:
            latest = np.where(ours, np.minimum(latest, day), latest)
            theirs = [member.whose.covers(s.home, s.party) for s in worlds.under_way]
            remaining[:, theirs] = np.minimum(remaining[:, theirs], max(day, 0.0))
    return replace(worlds, leave=leave, remaining=remaining), latest


def _covered(worlds: Worlds, whose: Whose) -> Bools:
    kinds: tuple[Kind, ...] = worlds.kinds
    which = np.array([whose.covers(k.home, k.party) for k in kinds] or [False], dtype=bool)
    return which[worlds.kind]
