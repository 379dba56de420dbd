"""What rooms below ask of this one, answered as counts."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.federation.ports import Counts, EnteredCounts
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.queries.counts import Measured, under_way
from samverk.interventions.persons.queries.kept_counts import kept_counts
from samverk.interventions.persons.walls import unread
from samverk.rules.agreements.stretches import Span


class OwnCounts:
    """Counts the participations in an installation that has persons.

    What the federation has entered for the period comes first: it covers all parties, and this
    installation may have the persons of one alone. The number is exact: who shows it to others asks
    disclosure control first.
    """

    def __init__(self, entered: Counts | None = None) -> None:
        self._entered = entered or EnteredCounts()

    def took_part(self, intervention: int, span: Span) -> int | None:
        """Count the participations in an intervention (id) during a period; None without deliveries."""
        entered = self._entered.took_part(intervention, span)
        if entered is not None or self.withheld(intervention, span):
            # What a party withholds is not told by another's count of its own
            return entered
        given = catalogue.deliveries_of(intervention)
        if not given:
            return None
        bodies = {
            one.id
            for provider in {row.provider_id for row in given}
            for one in directory.bodies(organisation=provider)
        }
        with unread(bodies):
            live = sum(under_way(row, span).count() for row in given)
            kept = kept_counts([row.pk for row in given], span, bodies)
            return live + sum(row.number for row in kept.of(Measured.TOOK_PART))

    def withheld(self, intervention: int, span: Span) -> str:
        """Say why a party withholds what was entered for the period."""
        return self._entered.withheld(intervention, span)
