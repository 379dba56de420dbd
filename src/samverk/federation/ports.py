"""What the federation asks of counts: how many took part and for how many days, and never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samverk.federation.models import CountReport, Measure
from samverk.federation.queries.told_days import days_told
from samverk.rules.agreements.stretches import Span

# How the source of counts begins that came by message
MESSAGE = "Meddelande"


class Counts(Protocol):
    """Answers how many took part in an intervention (antal deltaganden)."""

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count the participations in an intervention (id) during a period; None when not known."""

    def withheld(self, intervention: int, span: Span) -> str:
        """Say why a party withholds the count; "" where none does, and where nothing is told."""

    def days(self, intervention: int, provider: int, span: Span) -> int | None:
        """Sum the participant-days of whole months that a provider has told of; None when not known."""


class EnteredCounts:
    """What has been entered in the federation's own room: by form or file, or by a party's message.

    Nothing here is counted of persons: a party tells what it may, for the periods that it tells of.
    """

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count what was entered for just that period, all homes together; None when nothing was, and
        when it is withheld.
        """
        found = self._entered(intervention, span)
        return found.total if found else None

    def withheld(self, intervention: int, span: Span) -> str:
        """Say why a party withholds what was entered for just that period."""
        found = self._entered(intervention, span)
        return found.withheld if found and found.total is None else ""

    def days(self, intervention: int, provider: int, span: Span) -> int | None:
        """Sum the participant-days of whole months that a provider has told of; None when not known."""
        return days_told(intervention, provider, span)

    def _entered(self, intervention: int, span: Span) -> CountReport | None:
        rows = CountReport.objects.filter(
            intervention=intervention,
            measure=Measure.TOOK_PART,
            home=None,
            kept=True,
            from_date=span.from_date,
            to_date=span.to_date,
        )
        return rows.first()


# What parties may tell comes by message: no room answers of its own persons
COUNTS: Counts = EnteredCounts()


@dataclass(frozen=True, slots=True)
class Together:
    """How many parties tell that took part in all interventions of an orientation (antal tillsammans).

    A number is None where a party withholds its own. ``sources`` are the messages.
    """

    women: int | None
    men: int | None
    unknown: int | None
    sources: tuple[str, ...]


class Totals(Protocol):
    """Answers what parties have told of a whole orientation, which is told when its parts are not."""

    def took_part(self, federation: int, year: int, orientation: str) -> Together | None:
        """Add up the latest that parties have told a federation (id) of a year; None without any."""


class Untold:
    """The answer where nobody tells anything."""

    def took_part(self, federation: int, year: int, orientation: str) -> Together | None:  # noqa: ARG002
        """Answer that nothing is told."""
        return None


class TotalsPort:
    """Where the answers come from: nowhere, until a higher room offers its own."""

    def __init__(self) -> None:
        self._source: Totals = Untold()

    def use(self, source: Totals) -> None:
        """Let another source answer; called when an installation starts."""
        self._source = source

    def took_part(self, federation: int, year: int, orientation: str) -> Together | None:
        """Add up the latest that parties have told a federation (id) of a year; None without any."""
        return self._source.took_part(federation, year, orientation)


TOTALS = TotalsPort()
