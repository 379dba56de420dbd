"""The room of interventions: its open part."""

from __future__ import annotations

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The catalogue: what there is, for whom, and how many places."""

    name = "samverk.interventions"
    label = "interventions"
    verbose_name = "insatser"

    def ready(self) -> None:
        """Lead from the federation's intervention here, and say what is refused in the catalogue."""
        from samverk.federation.panels import INTERVENTION_PANELS
        from samverk.foundation import acts
        from samverk.interventions.no_persons import refuse_persons
        from samverk.interventions.panels import deliveries_panel

        INTERVENTION_PANELS.add(deliveries_panel)
        acts.guard("interventions", refuse_persons)
