"""Pages that join rooms."""

from __future__ import annotations

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The room of the chain across organisations."""

    name = "samverk.thread"
    verbose_name = "Tråden"

    def ready(self) -> None:
        """Lead from decisions, memberships and what is paid for to the chain, and back."""
        from samverk.decisions.panels import DECISION_PANELS
        from samverk.federation import panels as federation
        from samverk.interventions.panels import DELIVERY_PANELS
        from samverk.thread import rests_on
        from samverk.thread.panels import chain_panel, events_panel, member_panel

        DECISION_PANELS.add(rests_on.led_panel)
        DECISION_PANELS.add(chain_panel)
        federation.FEDERATION_PANELS.add(events_panel)
        federation.MEMBER_PANELS.add(member_panel)
        federation.AGREEMENT_PANELS.add(rests_on.agreement_panel)
        federation.CLAIM_PANELS.add(rests_on.claim_panel)
        federation.INTERVENTION_PANELS.add(rests_on.intervention_panel)
        DELIVERY_PANELS.add(rests_on.delivery_panel)
