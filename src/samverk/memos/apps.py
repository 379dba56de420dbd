"""The room of memos."""

from __future__ import annotations

from django.apps import AppConfig


class MemosConfig(AppConfig):
    """The room where memos are written and approved."""

    name = "samverk.memos"
    verbose_name = "Tjänsteskrivelser"

    def ready(self) -> None:
        """Show memos on the pages of cases and bodies, and those that wait on the start page."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.foundation.desk import DESK
        from samverk.memos.desk import memos
        from samverk.memos.panels import body_panel, case_panel
        from samverk.registry.panels import CASE_PANELS

        CASE_PANELS.add(case_panel)
        BODY_PANELS.add(body_panel)
        DESK.add(memos)
