"""What is asked of a what-if."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnRegi:
    """A municipality's own unit cost in kronor and how many a year, as whoever asks says."""

    unit_cost: int
    volume: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which memberships (ids) leave by a decision of a day; notice is taken to be given that day."""

    members: tuple[int, ...]
    decided_on: date
    own: OwnRegi | None = None
