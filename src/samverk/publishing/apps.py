"""The room of what is open to everybody."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room where things are published, found, followed and handed to the archive."""

    name = "samverk.publishing"
    verbose_name = "Publicering"

    def ready(self) -> None:
        """Show what waits to be approved, and lead from cases and bodies to publishing and archive."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.foundation.desk import DESK
        from samverk.publishing.archive_panels import body_archive_panel, case_archive_panel
        from samverk.publishing.desk import feedback, releases
        from samverk.publishing.panels import case_panel
        from samverk.registry.panels import CASE_PANELS

        DESK.add(releases)
        DESK.add(feedback)
        CASE_PANELS.add(case_panel)
        CASE_PANELS.add(case_archive_panel)
        BODY_PANELS.add(body_archive_panel)
