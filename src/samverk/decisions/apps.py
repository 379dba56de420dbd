"""Decisions as legal facts."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The room of what was decided, and whether it holds."""

    name = "samverk.decisions"
    verbose_name = "Beslut"

    def ready(self) -> None:
        """Show decisions on the pages of bodies and cases, and what waits on the start page."""
        from samverk.decisions import desk
        from samverk.decisions.panels import body_panel, case_panel
        from samverk.directory.panels import BODY_PANELS
        from samverk.foundation.desk import DESK
        from samverk.registry.panels import CASE_PANELS

        BODY_PANELS.add(body_panel)
        CASE_PANELS.add(case_panel)
        DESK.add(desk.legal_force)
        DESK.add(desk.assignments)
        DESK.add(desk.citations)
