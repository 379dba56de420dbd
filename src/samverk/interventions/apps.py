"""The room of interventions: its open part."""

from __future__ import annotations

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The catalogue: what there is, for whom, and how many places."""

    name = "samverk.interventions"
    label = "interventions"
    verbose_name = "insatser"

    def ready(self) -> None:
        """Say what is refused in the catalogue."""
        from samverk.foundation import acts
        from samverk.interventions.no_persons import refuse_persons

        acts.guard("interventions", refuse_persons)
