"""Figures of a what-if, each with how it is known: nothing is filled in (kända, räknade, saknade tal)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.fees import Interval


class Known(StrEnum):
    """How a figure is known (hur talet är känt): printed, computed by a model, or not at all."""

    KNOWN = "known"
    MODELLED = "modelled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in whole kronor as a span (tal), how it is known, and what it rests on in Swedish.

    ``span`` is None exactly when the figure is missing. ``printed`` is how a paper words it, such as
    "590 tkr", "" where none does.
    """

    span: Interval | None
    known: Known
    basis: str
    printed: str = ""

    def __post_init__(self) -> None:
        if (self.span is None) != (self.known is Known.MISSING):
            raise ValueError("Ett tal saknas eller har ett spann, inte både och.")


def missing(why: str) -> Figure:
    """Make a figure that nobody can tell, with the reason."""
    return Figure(None, Known.MISSING, why)


def added(figures: Sequence[Figure], basis: str) -> Figure:
    """Add figures up: missing when one of them is, and known only when all are.

    Raises ValueError without any.
    """
    if not figures:
        raise ValueError("Det finns inget att lägga ihop.")
    spans = [one.span for one in figures if one.span]
    if len(spans) < len(figures):
        lacking = sum(one.span is None for one in figures)
        return missing(f"{basis}: {lacking} av {len(figures)} tal saknas.")
    known = all(one.known is Known.KNOWN for one in figures)
    total = Interval(sum(s.low for s in spans), sum(s.high for s in spans))
    return Figure(total, Known.KNOWN if known else Known.MODELLED, basis)
