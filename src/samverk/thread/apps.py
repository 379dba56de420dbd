"""Pages that join rooms."""

from __future__ import annotations

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The room of the chain across organisations."""

    name = "samverk.thread"
    verbose_name = "Tråden"

    def ready(self) -> None:
        """Lead from a decision's page, and the federation's, to the chain."""
        from samverk.decisions.panels import DECISION_PANELS
        from samverk.federation.panels import FEDERATION_PANELS, MEMBER_PANELS
        from samverk.thread.panels import chain_panel, events_panel, member_panel

        DECISION_PANELS.add(chain_panel)
        FEDERATION_PANELS.add(events_panel)
        MEMBER_PANELS.add(member_panel)
