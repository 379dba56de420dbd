"""A queue played forward in many worlds at once, each place taken by the first who may have it.

Order is priority class, then clock, then key; nobody is passed over, and who starts before a place
closes stays to the end. Times are days from now. Each person's chances lie on the person and not on
the order of events, so that two scenarios meet the same people (common random numbers).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class People:
    """Who queues (köande), ``[world, person]`` in the order of clock and key.

    ``arrive``, ``leave`` and ``stay`` are in days. Whoever leaves before a place is theirs takes
    none, but is told when it would have been: one who leaves before arriving asks how long the
    queue is without standing in anybody's way. ``latest`` is the last day of a stay, whatever its
    length. ``lane`` says in which line a person stands: those of one lane are served in order by
    the same places.
    """

    arrive: Floats
    leave: Floats
    stay: Floats
    latest: Floats
    lane: Ints


@dataclass(frozen=True, slots=True)
class Rooms:
    """The places (platser): ``free[world, place]`` is when each is free for the first time.

    ``delivery`` tells each place's delivery, and ``closing[delivery]`` the days on which one more
    place of it closes, infinite where none does: the first to be free from that day. ``serves``
    says which lanes a delivery takes people from, and ``rank`` the priority class of each lane.
    ``turnover`` is the days that a place stands empty between two people. ``once`` tells which places
    are there on one day alone, as in a group that begins; None where none is.
    """

    free: Floats
    delivery: Ints
    closing: Floats
    serves: Bools
    rank: Ints
    turnover: float = 0.0
    once: Bools | None = None


class _Lines:
    """The lanes of every world, each with the one who stands first."""

    def __init__(self, people: People, lanes: int) -> None:
        worlds, self.count = people.arrive.shape
        self.arrive = np.hstack([people.arrive, np.full((worlds, 1), np.inf)])
        self.members = _members(people.lane, lanes)
        self.at = np.zeros((worlds, lanes), dtype=np.int64)
        self.first = self.members[:, :, 0].copy()
        self.arrives = self.arrive[np.arange(worlds)[:, None], self.first]

    def choose(self, worlds: Ints, may: Bools, now: Floats, rank: Ints) -> tuple[Ints, Bools]:
        """Choose in each world the lane whose first is here and goes before the others.

        The second answer tells where there is one.
        """
        here = may & (self.arrives[worlds] <= now[:, None])
        order = np.where(here, rank * (self.count + 1) + self.first[worlds], np.iinfo(np.int64).max)
        return order.argmin(axis=1), np.asarray(here.any(axis=1))

    def take(self, worlds: Ints, lanes: Ints) -> Ints:
        """Let the first of these lanes go, and the next stand first; answer who went."""
        gone = self.first[worlds, lanes]
        self.at[worlds, lanes] += 1
        person = self.members[worlds, lanes, self.at[worlds, lanes]]
        self.first[worlds, lanes] = person
        self.arrives[worlds, lanes] = self.arrive[worlds, person]
        return gone


def play(people: People, rooms: Rooms, of: Ints | None = None) -> Floats:
    """Play all worlds to their end, and answer on which day a place is each person's.

    Infinite for one to whom no place ever comes. Who has left by then did not start. In ``of`` is
    written which of the places it is.
    """
    count = len(people.arrive)
    rows = np.arange(count)
    lines, free = _Lines(people, len(rooms.rank)), rooms.free.copy()
    offered = np.full(people.arrive.shape, np.inf)
    closed = np.zeros((count, len(rooms.closing)), dtype=np.int64)
    while free.size:
        place = free.argmin(axis=1)
        now = free[rows, place]
        going = np.isfinite(now)
        if not going.any():
            break
        delivery = rooms.delivery[place]
        due = (rooms.closing[delivery] <= now[:, None]).sum(axis=1)
        closes = going & (closed[rows, delivery] < due)
        closed[rows[closes], delivery[closes]] += 1
        may = rooms.serves[delivery] & (going & ~closes)[:, None]
        again, given = _filled(people, rooms, lines, may, now, offered)
        if of is not None:
            for worlds, person in given:
                of[worlds, person] = place[worlds]
        # A group has begun: who comes later waits for the next
        free[rows, place] = (
            again if rooms.once is None else np.where(rooms.once[place], np.inf, again)
        )
    return offered


def _filled(  # noqa: PLR0913, PLR0917
    people: People, rooms: Rooms, lines: _Lines, may: Bools, now: Floats, offered: Floats
) -> tuple[Floats, list[tuple[Ints, Ints]]]:
    """Fill one place in each world at ``now``; answer when it is free again, or to be tried anew.

    Second come those to whom it was offered, by world.
    """
    again, given = np.full(len(now), np.inf), []
    worlds = np.flatnonzero(may.any(axis=1))
    while worlds.size:
        at, allowed = now[worlds], may[worlds]
        lane, found = lines.choose(worlds, allowed, at, rooms.rank)
        empty = worlds[~found]
        again[empty] = np.where(may[empty], lines.arrives[empty], np.inf).min(axis=1)
        worlds, at = worlds[found], at[found]
        person = lines.take(worlds, lane[found])
        offered[worlds, person] = at
        given.append((worlds, person))
        left = people.leave[worlds, person] < at
        end = np.minimum(at + people.stay[worlds, person], people.latest[worlds, person])
        again[worlds] = np.maximum(end, at) + rooms.turnover
        worlds = worlds[left]
    return again, given


def _members(lane: Ints, lanes: int) -> Ints:
    """List each lane's people in order, ended by one who does not exist."""
    worlds, count = lane.shape
    if lanes == 1:
        return np.broadcast_to(np.arange(count + 1), (worlds, 1, count + 1))
    longest = max((int((lane == n).sum(axis=1).max()) for n in range(lanes)), default=0)
    members = np.full((worlds, lanes, longest + 1), count, dtype=np.int64)
    for n in range(lanes):
        world, person = np.nonzero(lane == n)
        place = (np.cumsum(lane == n, axis=1) - 1)[world, person]
        members[world, n, place] = person
    return members
