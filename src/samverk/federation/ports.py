"""What the federation asks of rooms above it: how many took part, and never who."""

from __future__ import annotations

from typing import Protocol

from samverk.federation.models import CountReport, Measure
from samverk.rules.agreements.stretches import Span


class Counts(Protocol):
    """Answers how many took part in an intervention (antal deltaganden)."""

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count the participations in an intervention (id) during a period; None when not known."""


class EnteredCounts:
    """The counts that have been entered in the federation's own room by form or file."""

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count what was entered for just that period, all homes together; None when nothing was."""
        rows = CountReport.objects.filter(
            intervention=intervention,
            measure=Measure.TOOK_PART,
            home=None,
            kept=True,
            from_date=span.from_date,
            to_date=span.to_date,
        )
        found = rows.first()
        return found.total if found else None


class CountsPort:
    """Where the answers come from: the entered counts, until a higher room offers its own."""

    def __init__(self) -> None:
        self._source: Counts = EnteredCounts()

    def use(self, source: Counts) -> None:
        """Let another source answer; called when an installation starts."""
        self._source = source

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count the participations in an intervention (id) during a period; None when not known."""
        return self._source.took_part(intervention, span)


COUNTS = CountsPort()
