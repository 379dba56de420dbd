"""The federation: by-laws, membership, fees."""

from __future__ import annotations

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """The room of membership and what it costs."""

    name = "samverk.federation"
    verbose_name = "Förbundet"

    def ready(self) -> None:
        """Say where a federation's board announces its minutes."""
        from samverk.federation.boards import member_boards
        from samverk.meetings.queries.boards import BOARDS

        BOARDS.add(member_boards)
