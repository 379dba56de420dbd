"""The room of interventions: its open part."""

from __future__ import annotations

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """The catalogue: what there is, for whom, and how many places."""

    name = "samverk.interventions"
    label = "interventions"
    verbose_name = "insatser"

    def ready(self) -> None:
        """Tell of the room's messages."""
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.interventions.messages import TYPES

        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
