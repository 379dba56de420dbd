"""Waits as estimators take them: seen from one age to another, and how they ended."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.analytics.waiting.history import EndKind, Entry, Queue


class Exit(StrEnum):
    """How a spell ended (avslut): by a start, by a removal, or unseen: moved or still waiting."""

    STARTED = "started"
    REMOVED = "removed"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Spell:
    """A wait in days (väntetid), seen from ``seen_from`` to ``until``, both days in it.

    Whoever had waited before the first day on which an end could be seen counts from then only: the
    short waits that ended earlier left no trace, and would be missed otherwise (left truncation).
    """

    seen_from: int
    until: int
    exit: Exit

    def __post_init__(self) -> None:
        if not 0 <= self.seen_from <= self.until:
            raise ValueError(f"En väntan kan inte ses från {self.seen_from} till {self.until}.")


class AtRisk:
    """How many were seen waiting at an age (under risk): entered by that day and not yet ended."""

    def __init__(self, spells: Sequence[Spell]) -> None:
        self.enters = sorted(one.seen_from for one in spells)
        self.ends = sorted(one.until for one in spells)

    def on(self, day: int) -> int:
        """Count those at risk at the age of ``day`` days."""
        return bisect_right(self.enters, day) - bisect_left(self.ends, day)


def spell(entry: Entry, observed: date, day: date) -> Spell | None:
    """Turn an entry into a spell as it stood on ``day``; None when nothing of it was seen."""
    first = max(entry.entered, observed)
    last = entry.until(day)
    if first > last:
        return None
    ended = entry.ending is not None and entry.ending.day <= day
    how = _EXIT[entry.ending.kind] if ended and entry.ending else Exit.UNSEEN
    return Spell((first - entry.clock).days, (last - entry.clock).days, how)


def spells(queue: Queue, first: date, day: date) -> tuple[Spell, ...]:
    """Give the spells of a queue as seen from ``first`` to ``day``."""
    observed = max(first, queue.observed)
    found = (spell(entry, observed, day) for entry in queue.entries if entry.entered <= day)
    return tuple(one for one in found if one is not None)


_EXIT = {
    EndKind.STARTED: Exit.STARTED,
    EndKind.REMOVED: Exit.REMOVED,
    EndKind.TRANSFERRED: Exit.UNSEEN,
}
