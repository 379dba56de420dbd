"""The room of meetings."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room where a body meets: calling, agenda, attendance, decisions, minutes."""

    name = "samverk.meetings"
    verbose_name = "Sammanträden"

    def ready(self) -> None:
        """Show meetings and what waits, keep jäviga from what is secret, and tell of its messages."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.exchange.ports import MESSAGE_TYPES
        from samverk.foundation.barring import BARS
        from samverk.foundation.desk import DESK
        from samverk.meetings.desk import extracts, meetings, notices, signatures
        from samverk.meetings.messages import TYPES
        from samverk.meetings.panels import body_panel, follow_up_panel, numbering_panel
        from samverk.meetings.queries.barred import barred_to

        BODY_PANELS.add(body_panel)
        BODY_PANELS.add(numbering_panel)
        BODY_PANELS.add(follow_up_panel)
        DESK.add(signatures)
        DESK.add(notices)
        DESK.add(meetings)
        BARS.add(barred_to)
        DESK.add(extracts)
        for kind in TYPES:
            MESSAGE_TYPES.add(kind)
