"""What a queue's own history says of who joins, who leaves it, and how long people stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samverk.analytics.waiting.flows import use
from samverk.analytics.waiting.hazards import Length, Stretch, stretches
from samverk.analytics.waiting.history import EndKind, Entry, Origin, Places, Queue

# Joining changes with the seasons and the officers; stays and leaving change slower.
JOINING_DAYS = 730
HISTORY_DAYS = 5 * 365
# The code of a removal of one who was not reached (rules.interventions.queue)
UNREACHED = "unreachable"


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed where the history is silent (antaganden): user data with visible defaults.

    ``stay`` is the planned length of a stay and ``patience`` the mean days until one leaves the
    queue unserved, each worth ``weight`` ends seen. ``turnover`` is how many days a place stands
    empty between two people; None takes it from the history.
    """

    stay: float = 180.0
    patience: float = 1825.0
    weight: float = 0.5
    turnover: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of person who joins (slag), by what decides the order and the place.

    Those who are not ``told`` of in groups are a kind of their own.
    """

    home: str
    party: str
    priority: int
    told: bool = True


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the history says (skattning), counted on one day.

    ``joined`` people in ``joining_days`` days, of the kinds ``kinds``; the stretches of leaving the
    queue and of stays; the days of turnover. ``stays_ended`` is how many stays were seen to end:
    without any the forecast rests on what was believed. Of the ``removed`` so many were ``unreached``
    when they were asked whether they still wanted the place.
    """

    joined: int
    joining_days: int
    kinds: tuple[tuple[Kind, int], ...]
    leaving: tuple[Stretch, ...]
    stays: tuple[Stretch, ...]
    stays_ended: int
    turnover: float
    removed: int = 0
    unreached: int = 0

    @property
    def joiners_a_year(self) -> float:
        """How many join in a year."""
        return self.joined * 365.25 / self.joining_days if self.joining_days else 0.0


def estimate(
    queue: Queue, day: date, beliefs: Beliefs, places: Sequence[Places] | None = None
) -> Estimate:
    """Count what is known at the end of ``day``; the queue must be as known on it.

    ``places`` are those that there are, where the queue has been given others to try.
    """
    real = queue if places is None else replace(queue, places=tuple(places))
    since = max(queue.observed, day - timedelta(days=JOINING_DAYS))
    joined = [e for e in queue.entries if e.origin is Origin.JOINED and since < e.entered <= day]
    floor = max(queue.observed, day - timedelta(days=HISTORY_DAYS))
    seen = _stays(queue, floor, day)
    gone = _removals(queue, floor, day)
    return Estimate(
        joined=len(joined),
        joining_days=max((day - since).days, 0),
        kinds=_kinds(joined or queue.entries),
        leaving=stretches(
            _leaving(queue, floor, day), guess=beliefs.patience, weight=beliefs.weight
        ),
        stays=stretches(seen, guess=beliefs.stay, weight=beliefs.weight),
        stays_ended=sum(one.ended for one in seen),
        turnover=_turnover(real, since, day) if beliefs.turnover is None else beliefs.turnover,
        removed=len(gone),
        unreached=gone.count(UNREACHED),
    )


def _removals(queue: Queue, floor: date, day: date) -> list[str]:
    """List why people were removed from the queue in the time that the rates are counted in."""
    ends = [one.ending for one in queue.entries if one.ending is not None]
    return [e.reason for e in ends if e.kind is EndKind.REMOVED and floor <= e.day <= day]


def _turnover(queue: Queue, since: date, day: date) -> float:
    """Give the days a place has stood empty per start while somebody waited.

    Nothing where some places are for some homes only: they may stand empty for another reason.
    """
    if since >= day or any(row.serves for row in queue.places):
        return 0.0
    return use(queue, since + timedelta(days=1), day).turnover


def _kinds(entries: list[Entry] | tuple[Entry, ...]) -> tuple[tuple[Kind, int], ...]:
    counted = Counter(Kind(e.home, e.party, e.priority, e.told) for e in entries)
    order = sorted(counted, key=lambda one: (one.home, one.party, one.priority, not one.told))
    return tuple((kind, counted[kind]) for kind in order)


def _leaving(queue: Queue, floor: date, day: date) -> list[Length]:
    lengths = []
    for entry in queue.entries:
        last = entry.until(day)
        if last >= floor:
            seen = (max(entry.entered, floor) - entry.clock).days
            ended = entry.ending is not None and entry.ending.kind is EndKind.REMOVED
            lengths.append(Length(seen, (last - entry.clock).days, ended))
    return lengths


def _stays(queue: Queue, floor: date, day: date) -> list[Length]:
    lengths = []
    for stay in queue.stays:
        last = stay.end or day
        if last >= floor:
            seen = max((floor - stay.start).days, 0)
            lengths.append(Length(seen, (last - stay.start).days, stay.end is not None))
    return lengths
