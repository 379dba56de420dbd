"""The sections that lead from a decision to the chain it belongs to, and from a federation to its own."""

from __future__ import annotations

from django.urls import reverse

from samverk.directory import queries as directory
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.federation.queries import Membership
from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers

OUTSIDE = "Beslutet hör inte till någon kedja om medlemskap."
BESIDE = (
    "Beslutet hör inte till någon kedja om medlemskap, men det verkar på ett beslut som gör det."
    " Registrera det som händelse om det ändrar vad som gäller för medlemskapet."
)


def chain_panel(reading: Reading) -> Panel:
    """Make the decision page's section with the chains of membership that the decision is part of.

    A decision that acts on one of a chain changes no status before it is recorded as an event: then
    the way there is offered.
    """
    near = federation.memberships_near_decision(reading.subject)
    rows = tuple(
        PanelRow(
            f"Medlemskap i {row.federation.name}",
            f"{reverse('membership', args=[row.federation.slug])}?dag={reading.day}",
            row.member.short_name,
        )
        for row in (one.membership for one in near if one.is_fact)
    )
    paper = f"?handling=b{reading.subject}"
    beside = [one.membership for one in near if one.membership.member_id == reading.organisation]
    ways = offers(*(_way_in(reading, row, paper) for row in beside)) if not rows else None
    empty = BESIDE if ways and ways.allowed else OUTSIDE
    return Panel("I tråden", "traden", rows, empty, offers=ways)


def _way_in(reading: Reading, membership: Membership, query: str = "") -> Offer:
    """Offer to record an event, to whom may; ``query`` chooses its paper."""
    place = reverse("record_fact", args=[membership.federation.slug, membership.pk])
    return Offer(
        f"Registrera händelse för {membership.member.short_name}",
        f"{place}{query}",
        federation_actions.may_record(reading.actor, membership),
    )


def events_panel(reading: Reading) -> Panel:
    """Make the federation page's section: the chain, and where each member's events are recorded."""
    home = directory.organisation_by_id(reading.subject)
    ways = offers(*(_way_in(reading, one.membership) for one in federation.members(home.id)))
    empty = "Vad som hänt med varje medlemskap, och vad som gäller, visas i beslutskedjan."
    chain = reverse("membership", args=[home.slug])
    return Panel("Beslutskedjan", "kedjan", (), empty, "Till beslutskedjan", chain, ways)
