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
        from samverk.federation.boards import member_boards
        from samverk.federation.claims_desk import claims
        from samverk.federation.no_persons import refuse_persons
        from samverk.federation.panels import membership_panel
        from samverk.federation.year_desk import own_duties
        from samverk.foundation import acts
        from samverk.foundation.desk import DESK
        from samverk.meetings.queries.boards import BOARDS

        ORGANISATION_PANELS.add(membership_panel)
        BOARDS.add(member_boards)
        DESK.add(own_duties)
        DESK.add(claims)
        acts.guard("federation", refuse_persons)
