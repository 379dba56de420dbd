"""The sections that lead from a decision to the chain it belongs to, and from a federation to its own."""

from __future__ import annotations

import re

from django.urls import reverse

from samverk.decisions import queries as decisions
from samverk.decisions.queries import DecisionKind
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

LEAVING = (
    "Beslutet hör inte till någon kedja om medlemskap än. Ändrar det ett medlemskap: registrera det som"
    " händelse, så räknas det med i vad som gäller."
)
# What a decision that begins a chain speaks of; what it acts on nobody has registered
ABOUT = re.compile(
    r"medlemskap|utträd|träd\w* ur|uppsäg|s[äa](?:g[ae]?|ger) upp|sagts? upp|lämna|anslut|inträd",
    re.IGNORECASE,
)


def chain_panel(reading: Reading) -> Panel:
    """Make the decision page's section with the chains of membership that the decision is part of.

    A decision that acts on one of a chain, or begins one, changes no status before it is recorded as
    an event: then the way there is offered.
    """
    listed = federation.memberships_near_decision(reading.subject, reading.organisation)
    near = [one for one in listed if one.is_fact or one.is_near]
    rows = tuple(
        PanelRow(
            f"Medlemskap i {row.federation.name}",
            f"{reverse('membership', args=[row.federation.slug])}?dag={reading.day}",
            row.member.short_name,
        )
        for row in (one.membership for one in near if one.is_fact)
    )
    if rows:
        return Panel("I tråden", "traden", rows, OUTSIDE)
    mine = [one.membership for one in near or listed]
    mine = [one for one in mine if one.member_id == reading.organisation]
    about = mine if near else _begun_by(reading, mine)
    paper = f"?handling=b{reading.subject}"
    ways = offers(*(_way_in(reading, one, paper) for one in about))
    empty = (BESIDE if near else LEAVING) if ways.allowed else OUTSIDE
    return Panel("I tråden", "traden", (), empty, offers=ways)


def _begun_by(reading: Reading, mine: list[Membership]) -> list[Membership]:
    """List the member's own memberships that a decision in no chain may be about, by its words.

    The words are asked for where there is somebody who may record it.
    """
    allowed = [one for one in mine if federation_actions.may_record(reading.actor, one)]
    if not allowed:
        return []
    found = decisions.decision_by_id(reading.subject)
    words = f"{found.title} {found.text}"
    if found.kind == DecisionKind.NOTES or not ABOUT.search(words):
        return []
    named = [one for one in allowed if one.federation.short_name.casefold() in words.casefold()]
    return named or allowed


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


def member_panel(reading: Reading) -> Panel:
    """Make a member's page's section: the chain, and where its events are recorded."""
    membership = federation.membership_by_id(reading.subject)
    chain = reverse("membership", args=[membership.federation.slug])
    empty = "Hur det kom sig, steg för steg, visas i beslutskedjan."
    ways = offers(_way_in(reading, membership))
    return Panel("Beslutskedjan", "kedjan", (), empty, "Till beslutskedjan", chain, ways)
