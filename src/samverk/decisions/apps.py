"""Decisions as legal facts."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The room of what was decided, and whether it holds."""

    name = "samverk.decisions"
    verbose_name = "Beslut"

    def ready(self) -> None:
        """Show decisions on the pages of bodies and cases."""
        from samverk.decisions.panels import body_panel, case_panel
        from samverk.directory.panels import BODY_PANELS
        from samverk.registry.panels import CASE_PANELS

        BODY_PANELS.add(body_panel)
        CASE_PANELS.add(case_panel)
