"""How far the latest calculation of an authority's counts has come, in its open compartment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samverk.interventions.persons.models import CountsAsked, CountsComputed


class Progress(StrEnum):
    """How far it has come (läge)."""

    NONE = "inte beräknade"
    COMPUTING = "beräknas"
    READY = "klara att granska"
    FAILED = "gick inte"
    SENT = "skickade"


@dataclass(frozen=True, slots=True)
class CountsStanding:
    """Where the latest calculation of a year stands (beräkningens läge), with its results.

    ``fault`` is why it came to nothing.
    """

    asked: CountsAsked | None
    progress: Progress
    results: tuple[dict[str, Any], ...] = ()
    fault: str = ""


def standing_of(body: int, year: int) -> CountsStanding:
    """Answer how far the latest calculation of an authority's (body id) year has come."""
    rows = CountsAsked.objects.filter(controller=body, first=date(year, 1, 1))
    asked = rows.order_by("-recorded_at", "pk").first()
    if asked is None:
        return CountsStanding(None, Progress.NONE)
    made = CountsComputed.objects.filter(asked=asked).first()
    if made is None:
        return CountsStanding(asked, Progress.COMPUTING)
    if made.fault:
        return CountsStanding(asked, Progress.FAILED, fault=made.fault)
    if asked.sent.exists():
        return CountsStanding(asked, Progress.SENT)
    return CountsStanding(asked, Progress.READY, tuple(made.results))
