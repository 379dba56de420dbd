"""Reading other bodies' minutes and memos into structured, linked records."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The room where documents are read."""

    name = "samverk.intake"
    verbose_name = "Inläsning"

    def ready(self) -> None:
        """Show what waits to be reviewed on the start page, and read the papers of meetings."""
        from samverk.foundation.desk import DESK
        from samverk.intake.desk import readings
        from samverk.intake.papers import paper_text
        from samverk.meetings.ports import PAPER_READER

        DESK.add(readings)
        PAPER_READER.use(paper_text)
