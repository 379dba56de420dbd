"""The section that leads from a decision to the chain it belongs to."""

from __future__ import annotations

from django.urls import reverse

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
    beside = [one.membership for one in near if one.membership.member_id == reading.organisation]
    ways = offers(*(_way_in(reading, row) for row in beside)) if not rows else None
    empty = BESIDE if ways and ways.allowed else OUTSIDE
    return Panel("I tråden", "traden", rows, empty, offers=ways)


def _way_in(reading: Reading, membership: Membership) -> Offer:
    """Offer to record the decision as an event, to whom may."""
    place = reverse("record_fact", args=[membership.federation.slug, membership.pk])
    return Offer(
        f"Registrera händelse för {membership.member.short_name}",
        f"{place}?handling=b{reading.subject}",
        federation_actions.may_record(reading.actor, membership),
    )
