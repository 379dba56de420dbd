"""The room of meetings."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room where a body meets: calling, agenda, attendance, decisions, minutes."""

    name = "samverk.meetings"
    verbose_name = "Sammanträden"

    def ready(self) -> None:
        """Show meetings on the pages of bodies and the start page, and keep jäviga from what is secret."""
        from samverk.directory.panels import BODY_PANELS
        from samverk.foundation.barring import BARS
        from samverk.foundation.desk import DESK
        from samverk.meetings.desk import meetings, notices, signatures
        from samverk.meetings.panels import body_panel, follow_up_panel
        from samverk.meetings.queries.barred import barred_to

        BODY_PANELS.add(body_panel)
        BODY_PANELS.add(follow_up_panel)
        DESK.add(signatures)
        DESK.add(notices)
        DESK.add(meetings)
        BARS.add(barred_to)
