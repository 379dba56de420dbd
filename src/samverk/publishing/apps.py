"""The room of what is open to everybody."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room where things are published, found, followed and handed to the archive."""

    name = "samverk.publishing"
    verbose_name = "Publicering"

    def ready(self) -> None:
        """Show what is made for the archive on the pages of cases and bodies."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.publishing.panels import body_archive_panel, case_archive_panel
        from samverk.registry.panels import CASE_PANELS

        BODY_PANELS.add(body_archive_panel)
        CASE_PANELS.add(case_archive_panel)
