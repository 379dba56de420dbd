"""Writing what courts have done briefly, for the tests of what follows from it."""

from __future__ import annotations

from datetime import date

from samverk.rules.courts import CourtAct, CourtActKind


def in_court(**days: date) -> tuple[CourtAct, ...]:
    """Give one act for each kind named, on its day."""
    return tuple(CourtAct(CourtActKind(kind), day) for kind, day in days.items())
