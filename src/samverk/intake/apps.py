"""Reading other bodies' minutes and memos into structured, linked records."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room where documents are read."""

    name = "samverk.intake"
    verbose_name = "Inläsning"

    def ready(self) -> None:
        """Show what waits to be reviewed on the start page."""
        from samverk.foundation.desk import DESK
        from samverk.intake.desk import readings

        DESK.add(readings)
