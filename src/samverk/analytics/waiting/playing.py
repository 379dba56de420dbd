"""A queue played forward from one day: its history counted, worlds drawn, a scenario put in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from samverk.analytics.waiting.estimation import Estimate, Kind, estimate
from samverk.analytics.waiting.floor import lanes, rooms
from samverk.analytics.waiting.history import Queue
from samverk.analytics.waiting.scenario import Scenario, confirmed, until_leaving, without_intake
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.simulation import People, play
from samverk.analytics.waiting.worlds import Worlds, drawn

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

# Where a later one can go before an earlier, those who join later must be in the world too.
LATER_DAYS = 1095


@dataclass(frozen=True, slots=True)
class Played:
    """The worlds as they went (utfall): ``offered[world, person]`` is when a place came.

    ``asked[world, kind]`` is when it would have come for one of each kind who joined today. ``in_group``
    tells whose place is in a group that begins.
    """

    worlds: Worlds
    people: People
    offered: Floats
    in_group: Bools
    asked: Floats
    kinds: tuple[Kind, ...]
    served: Queue
    found: Estimate

    @property
    def live(self) -> int:
        """How many wait today: they come first among the people."""
        return len(self.worlds.waiting)

    @property
    def starts(self) -> Floats:
        """Give the days of starts, infinite for those who do not start."""
        stood = (self.offered <= self.people.leave) & np.isfinite(self.people.arrive)
        return np.where(stood, self.offered, np.inf)

    @property
    def waited(self) -> Floats:
        """Give the days waited before today, nothing for those who join later."""
        before = [(self.worlds.day - e.clock).days for e in self.worlds.waiting]
        return np.array([*before, *[0] * (self.people.arrive.shape[1] - self.live)], dtype=float)


def play_forward(
    queue: Queue, day: date, settings: Settings, scenario: Scenario | None = None, *, days: int = 0
) -> Played:
    """Play a queue forward from the end of ``day``; people join for at least ``days`` days.

    One of each kind in the history, and of each that the settings ask for, is told of the wait.
    """
    what = scenario or Scenario("")
    real = queue.as_known(day)
    known = what.changed(real)
    found = estimate(known, day, settings.beliefs, real.places)
    classes = [kind.priority for kind, _ in found.kinds] + [k.priority for k in settings.asking]
    ranks = {*classes, *(entry.priority for entry in known.waiting(day))}
    joining = settings.joining_days + (LATER_DAYS if len(ranks) > 1 else 0)
    worlds = drawn(known, day, found, settings, max(joining, days))
    worlds = confirmed(worlds, what.confirming, found, settings.seed)
    worlds = without_intake(worlds, what.stops, what.leaving)
    worlds, latest = until_leaving(worlds, what.leaving)
    kinds = tuple(dict.fromkeys([*worlds.kinds, *settings.asking])) or (Kind("", "", 0),)
    lane_names, lane_of = lanes(known, kinds)
    people = People(worlds.arrive, worlds.leave, worlds.stay, latest, lane_of[worlds.kind])
    asking = _with_askers(people, len(worlds.waiting), lane_of)
    floor = rooms(known, worlds, lane_names, found.turnover)
    of = np.zeros(asking.arrive.shape, dtype=np.int64)
    offered = play(asking, floor, of)
    grouped = np.zeros(of.shape, dtype=bool) if floor.once is None else floor.once[of]
    live, last = len(worlds.waiting), len(worlds.waiting) + len(kinds)
    return Played(
        worlds=worlds,
        people=people,
        offered=np.hstack([offered[:, :live], offered[:, last:]]),
        in_group=np.hstack([grouped[:, :live], grouped[:, last:]]),
        asked=offered[:, live:last],
        kinds=kinds,
        served=known,
        found=found,
    )


def _with_askers(people: People, live: int, lane_of: npt.NDArray[np.int64]) -> People:
    """Put one of each kind last in today's queue, who asks when but takes no place."""
    count, askers = len(people.arrive), len(lane_of)

    def put(values: npt.NDArray[np.float64], value: float) -> Floats:
        return np.hstack([values[:, :live], np.full((count, askers), value), values[:, live:]])

    lanes_too = np.hstack(
        [people.lane[:, :live], np.tile(lane_of, (count, 1)), people.lane[:, live:]]
    )
    return replace(
        people,
        arrive=put(people.arrive, 0.0),
        leave=put(people.leave, -1.0),
        stay=put(people.stay, 0.0),
        latest=put(people.latest, 0.0),
        lane=lanes_too,
    )
