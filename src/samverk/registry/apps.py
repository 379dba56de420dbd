"""Cases and documents: the diary."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room of the diary."""

    name = "samverk.registry"
    verbose_name = "Diarium"

    def ready(self) -> None:
        """Show the diary on the pages of bodies."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.registry.panels import diary_panel

        BODY_PANELS.add(diary_panel)
