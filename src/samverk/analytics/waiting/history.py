"""What is known of a queue: its entries, the stays of those who started, and its places over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

# For lengths that begin on no day in particular; those that do are counted in calendar months.
DAYS_A_MONTH = 365.25 / 12


class Origin(StrEnum):
    """How an entry came into this queue (inväg): joined it, moved here, or imported half-way."""

    JOINED = "joined"
    TRANSFERRED = "transferred"
    IMPORTED = "imported"


class EndKind(StrEnum):
    """How an entry left the queue (utväg): påbörjad, avförd or flyttad."""

    STARTED = "started"
    REMOVED = "removed"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of an entry (avslut), with its day; ``reason`` is the code of a removal."""

    kind: EndKind
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause in a wait (paus): from ``start`` up to, not with, ``end``; None while it lasts."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"Pausen slutar {self.end}, före den börjar {self.start}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the queue (köplats).

    ``clock`` is the day of the clock's start, which a move keeps; ``entered`` the day the entry came
    into this queue, and so the first on which its end could be seen here (left truncation).
    ``priority`` is the class that the board has set, lowest first. ``home`` and ``party`` are the
    home municipality and the referring party, "" when unknown. ``ending`` is None while it waits.
    One who is not ``told`` counts in sums only: no group is shown with them in it.
    """

    key: str
    clock: date
    entered: date
    ending: Ending | None = None
    origin: Origin = Origin.JOINED
    pauses: tuple[Pause, ...] = ()
    priority: int = 0
    home: str = ""
    party: str = ""
    told: bool = True

    def __post_init__(self) -> None:
        if self.entered < self.clock:
            raise ValueError(f"{self.key}: kom in i kön {self.entered}, före {self.clock}.")
        if self.ending is not None and self.ending.day < self.entered:
            raise ValueError(f"{self.key}: slutar {self.ending.day}, före {self.entered}.")

    @property
    def order(self) -> tuple[int, date, str]:
        """The place in the order: class, clock, key. No score."""
        return self.priority, self.clock, self.key

    def is_waiting(self, day: date) -> bool:
        """Answer whether it waits at the end of ``day``."""
        return self.entered <= day and (self.ending is None or self.ending.day > day)

    def until(self, day: date) -> date:
        """Give the last day of the wait as it stands on ``day``."""
        return day if self.ending is None else min(day, self.ending.day)

    def total_wait(self, day: date) -> int:
        """Count the days from the clock's start to the end, or to ``day`` while it waits."""
        return (self.until(day) - self.clock).days

    def adjusted_wait(self, day: date) -> int:
        """Count the days waited with pauses left out; overlapping pauses count once."""
        last = self.until(day)
        paused, reached = 0, self.clock
        for pause in sorted(self.pauses, key=lambda one: one.start):
            start, end = max(pause.start, reached), min(pause.end or last, last)
            paused += max((end - start).days, 0)
            reached = max(reached, end)
        return (last - self.clock).days - paused


@dataclass(frozen=True, slots=True)
class Stay:
    """A participation that holds a place (deltagande): ``end`` is the first free day, None so far.

    ``home`` and ``party`` are those of the entry that led to it.
    """

    start: date
    end: date | None = None
    delivery: str = ""
    home: str = ""
    party: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"Deltagandet slutar {self.end}, före det börjar {self.start}.")


@dataclass(frozen=True, slots=True)
class Places:
    """A row of the capacity ledger (platser) of a delivery: from ``first`` until the next row of it.

    ``decided`` is the day the row became known, None for one that always was: a forecast made on an
    earlier day does not know it. ``serves`` names the home municipalities whose people may have the
    places; empty means all. The last row's names hold for all of the delivery's time.
    """

    delivery: str
    first: date
    funded: int
    maximum: int
    out_of_service: int = 0
    decided: date | None = None
    serves: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.funded, self.maximum, self.out_of_service) < 0:
            raise ValueError(f"{self.delivery}: antalet platser kan inte vara negativt.")

    @property
    def available(self) -> int:
        """Places that can be used: the funded, at most the maximum, less those out of service."""
        return max(min(self.funded, self.maximum) - self.out_of_service, 0)


@dataclass(frozen=True, slots=True)
class Start:
    """A day when a group of a delivery begins (gruppstart): its places are taken then, or not at all.

    ``places`` is None where only the ledger says how many. ``decided`` is as for ``Places``.
    """

    delivery: str
    day: date
    places: int | None = None
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue's history (kö). ``observed`` is the first day from which every event is known.

    What was entered in error is not in it. In the deliveries ``in_groups`` people begin on the days of
    ``starts`` alone; one without a start to come has no place to come.
    """

    name: str
    observed: date
    entries: tuple[Entry, ...]
    stays: tuple[Stay, ...] = ()
    places: tuple[Places, ...] = ()
    starts: tuple[Start, ...] = ()
    in_groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({entry.key for entry in self.entries}) < len(self.entries):
            raise ValueError(f"{self.name}: samma nyckel står för två köplatser.")

    def waiting(self, day: date) -> tuple[Entry, ...]:
        """List those who wait at the end of ``day``, in order."""
        return tuple(
            sorted((e for e in self.entries if e.is_waiting(day)), key=lambda entry: entry.order)
        )

    def started(self, first: date, last: date) -> tuple[Entry, ...]:
        """List those who started on ``first``, ``last`` or a day between them."""
        return tuple(
            entry
            for entry in self.entries
            if entry.ending is not None
            and entry.ending.kind is EndKind.STARTED
            and first <= entry.ending.day <= last
        )

    def under_way(self, day: date) -> tuple[Stay, ...]:
        """List the stays that hold a place at the end of ``day``, in the history's order."""
        return tuple(s for s in self.stays if s.start <= day and (s.end is None or s.end > day))

    def as_known(self, day: date) -> Queue:
        """Give the queue as it was known at the end of ``day``: later events are not in it."""
        return replace(
            self,
            entries=tuple(_entry_known(e, day) for e in self.entries if e.entered <= day),
            stays=tuple(_stay_known(s, day) for s in self.stays if s.start <= day),
            places=_places_known(self.places, day),
            starts=tuple(s for s in self.starts if s.decided is None or s.decided <= day),
        )

    def places_of(self, start: Start) -> int:
        """Count a start's places: those it was given, at most what the ledger has that day."""
        ledger = capacity(self.places, start.day).get(start.delivery)
        said = [many for many in (start.places, ledger) if many is not None]
        return min(said, default=0)


def capacity(places: Iterable[Places], day: date) -> dict[str, int]:
    """Give the places available in each delivery on ``day``, by the rows then in force."""
    in_force = sorted((row for row in places if row.first <= day), key=lambda row: row.first)
    return {row.delivery: row.available for row in in_force}


def days_between(first: date, last: date) -> Iterable[date]:
    """Walk the days from ``first`` to ``last``, both in it."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _entry_known(entry: Entry, day: date) -> Entry:
    pauses = tuple(
        Pause(p.start, p.end if p.end and p.end <= day else None)
        for p in entry.pauses
        if p.start <= day
    )
    known = entry.ending if entry.ending and entry.ending.day <= day else None
    return replace(entry, ending=known, pauses=pauses)


def _places_known(rows: Iterable[Places], day: date) -> tuple[Places, ...]:
    """Give the rows known on ``day``: of two for the same day the one that was decided last."""
    known = [row for row in rows if row.decided is None or row.decided <= day]
    last = {(row.delivery, row.first): row for row in sorted(known, key=_decided)}
    return tuple(row for row in known if last[row.delivery, row.first] is row)


def _decided(row: Places) -> date:
    return row.decided or date.min


def _stay_known(stay: Stay, day: date) -> Stay:
    return stay if stay.end is None or stay.end <= day else replace(stay, end=None)
