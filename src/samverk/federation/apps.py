"""The federation: by-laws, membership, fees."""

from __future__ import annotations

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """The room of membership and what it costs."""

    name = "samverk.federation"
    verbose_name = "Förbundet"

    def ready(self) -> None:
        """Lead from an organisation's page to its federation, and say where its board announces."""
        from samverk.directory.panels import ORGANISATION_PANELS
        from samverk.federation.panels import membership_panel

        ORGANISATION_PANELS.add(membership_panel)
        from samverk.federation.boards import member_boards
        from samverk.meetings.queries.boards import BOARDS

        BOARDS.add(member_boards)
        from samverk.federation.desk import own_duties
        from samverk.foundation.desk import DESK

        DESK.add(own_duties)
