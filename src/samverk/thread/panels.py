"""The section that leads from a decision to the chain it belongs to."""

from __future__ import annotations

from django.urls import reverse

from samverk.federation import queries as federation
from samverk.foundation.pages import Panel, PanelRow, Reading


def chain_panel(reading: Reading) -> Panel:
    """Make the decision page's section with the chains of membership that the decision is part of."""
    found = federation.memberships_of_decision(reading.subject)
    rows = tuple(
        PanelRow(
            f"Medlemskap i {row.federation.name}",
            f"{reverse('membership', args=[row.federation.slug])}?dag={reading.day}",
            row.member.short_name,
        )
        for row in found
    )
    return Panel("I tråden", "traden", rows, "Beslutet hör inte till någon kedja om medlemskap.")
