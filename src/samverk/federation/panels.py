"""Sections of the federation: on an organisation's page, and those of higher rooms on its own."""

from __future__ import annotations

from django.urls import reverse

from samverk.directory import queries as directory
from samverk.federation import queries
from samverk.foundation.pages import Panel, PanelRow, Panels, Reading

FEDERATION_PANELS = Panels()
MEMBER_PANELS = Panels()
INTERVENTION_PANELS = Panels()
AGREEMENT_PANELS = Panels()
CLAIM_PANELS = Panels()


def membership_panel(reading: Reading) -> Panel:
    """Make the organisation page's section: a federation's members, or what it is a member of."""
    home = directory.organisation_by_id(reading.subject)
    if home.kind == "federation":
        members = queries.members(home.id)
        return Panel(
            "Medlemmar",
            "medlemmar",
            tuple(_member(one) for one in members),
            "Inga medlemmar är upplagda.",
            "Förbundsordning, medlemmar, avgifter och folkmängd",
            reverse("federation", args=[home.slug]),
        )
    rows = tuple(
        PanelRow(one.federation.name, reverse("federation", args=[one.federation.slug]))
        for one in queries.memberships_of_member(home.id)
    )
    empty = "Organisationen är inte upplagd som medlem i något förbund."
    return Panel("Medlemskap", "medlemskap", rows, empty)


def _member(member: queries.Member) -> PanelRow:
    found = member.membership.member
    note = member.membership.get_share_display()
    return PanelRow(found.name, reverse("organisation", args=[found.slug]), note)
