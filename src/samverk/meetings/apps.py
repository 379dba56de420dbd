"""The room of meetings."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room where a body meets: calling, agenda, attendance, decisions, minutes."""

    name = "samverk.meetings"
    verbose_name = "Sammanträden"

    def ready(self) -> None:
        """Show meetings on the pages of bodies and what waits on the start page; tell of its messages."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.foundation.desk import DESK
        from samverk.meetings.desk import extracts, meetings
        from samverk.meetings.messages import TYPES
        from samverk.meetings.panels import body_panel

        BODY_PANELS.add(body_panel)
        DESK.add(meetings)
        DESK.add(extracts)
        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
