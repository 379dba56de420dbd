"""A fact to record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact to record. The date is None where the paper prints none, or a dated decision shows it.

    Give the ``decision`` or the ``document`` (ids) that shows it; only that a member joined may be
    recorded without, as ``note`` tells. ``accepted`` belongs to the federation's answer alone.
    """

    membership: int
    kind: str
    happened_on: date | None
    decision: int | None = None
    document: int | None = None
    accepted: bool | None = None
    states_exit: date | None = None
    note: str = ""
