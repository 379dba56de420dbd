"""The federation: by-laws, membership, fees."""

from __future__ import annotations

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """The room of membership and what it costs."""

    name = "samverk.federation"
    verbose_name = "Förbundet"

    def ready(self) -> None:
        """Lead from an organisation's page here, and say where boards announce and what is refused."""
        from samverk.directory.panels import ORGANISATION_PANELS
        from samverk.federation.panels import membership_panel

        ORGANISATION_PANELS.add(membership_panel)
        from samverk.federation.boards import member_boards
        from samverk.meetings.queries.boards import BOARDS

        BOARDS.add(member_boards)
        from samverk.federation.desk import own_duties
        from samverk.foundation.desk import DESK

        DESK.add(own_duties)
        from samverk.federation.no_persons import refuse_persons
        from samverk.foundation import acts

        acts.guard("federation", refuse_persons)
