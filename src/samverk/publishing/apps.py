"""The room of what is open to everybody."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room where things are published, found, followed and handed to the archive."""

    name = "samverk.publishing"
    verbose_name = "Publicering"

    def ready(self) -> None:
        """Show what waits to be approved on the start page, and lead from a case to its publishing."""
        from samverk.foundation.desk import DESK
        from samverk.publishing.desk import releases
        from samverk.publishing.panels import case_panel
        from samverk.registry.panels import CASE_PANELS

        DESK.add(releases)
        CASE_PANELS.add(case_panel)
