"""What is asked of a what-if."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.rules.bylaws import Counting, NoticeTerms


@dataclass(frozen=True, slots=True)
class OwnRegi:
    """A municipality's own unit cost in kronor and how many a year, as whoever asks says."""

    unit_cost: int
    volume: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which memberships (ids) leave by a decision of a day; notice is taken to be given that day.

    ``terms`` are tried instead of those of the by-laws in force, None to take these.
    """

    members: tuple[int, ...]
    decided_on: date
    own: OwnRegi | None = None
    terms: NoticeTerms | None = None


def tried_terms(years: int, counting: Counting) -> NoticeTerms:
    """Make terms of notice that no by-laws have, to see what they would lead to."""
    return NoticeTerms(years, counting, date.min, None, "villkor som prövas")
