"""The room of interventions: its open part."""

from __future__ import annotations

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The catalogue: what there is, for whom, and how many places."""

    name = "samverk.interventions"
    label = "interventions"
    verbose_name = "insatser"

    def ready(self) -> None:
        """Lead here from the federation's intervention, tell of messages, and say what is refused."""
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.federation.panels import INTERVENTION_PANELS
        from samverk.federation.ports import TOTALS
        from samverk.foundation import acts
        from samverk.interventions.messages import TYPES
        from samverk.interventions.no_persons import refuse_persons
        from samverk.interventions.panels import deliveries_panel
        from samverk.interventions.ports import WAITS
        from samverk.interventions.queries.results import ToldTotals
        from samverk.interventions.queries.told_waits import ToldWaits

        INTERVENTION_PANELS.add(deliveries_panel)
        TOTALS.use(ToldTotals())
        WAITS.use(ToldWaits())
        acts.guard("interventions", refuse_persons)
        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
