"""Offers to record what a paper shows of a membership: that leaving was proposed, decided, repealed.

Only what the organs themselves decide is offered. That a notice was sent, received or withdrawn has
papers of its own, and a decision never stands in for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from samverk.decisions.queries import DecisionKind
from samverk.federation import actions as federation
from samverk.federation import queries as members
from samverk.federation.actions import Membership, NewFact
from samverk.intake.next_steps.lineage import DECIDING
from samverk.intake.next_steps.step import LEAVES, STAYS, Confirmed, NextStep
from samverk.intake.readings import day_of
from samverk.rules.membership import FactKind

_ANY_FEDERATION = re.compile(r"samordningsförbund|\bförbundet\b", re.IGNORECASE)
_NAMED = re.compile(r"Samordningsförbundet\s+[A-ZÅÄÖ]")
_WORDS = {
    FactKind.COUNCIL_DECIDED_EXIT: "ett beslut om utträde ur",
    FactKind.COUNCIL_REPEALED_EXIT: "ett beslut att upphäva utträdet ur",
    FactKind.EXIT_PROPOSED: "ett förslag om utträde ur",
    FactKind.REPEAL_PROPOSED: "ett förslag att stanna i",
}


def membership_steps(seen: Confirmed) -> Iterator[NextStep]:
    """Offer to record the event, for each membership that the text can be about."""
    kind = _kind(seen)
    if kind is None:
        return
    known = members.memberships_of_member(_organisation(seen))
    for membership in known:
        if _names(membership, seen.text, only=len(known) == 1):
            yield _offer(seen, membership, kind)


def _kind(seen: Confirmed) -> FactKind | None:
    """Answer which event the words speak for; None when they speak of no leaving or staying."""
    if not LEAVES.search(seen.text) and not STAYS.search(seen.text):
        return None
    decision = seen.decision
    if decision is None or decision.kind == DecisionKind.PROPOSES:
        return _proposed(seen.text)
    if decision.body is None or decision.body.kind != "council":
        is_sent = STAYS.search(seen.proposed) or LEAVES.search(seen.proposed)
        return _proposed(seen.proposed) if is_sent else None
    if decision.kind not in DECIDING:
        return None
    if decision.kind == DecisionKind.REPEALS or STAYS.search(seen.text):
        return FactKind.COUNCIL_REPEALED_EXIT
    return FactKind.COUNCIL_DECIDED_EXIT


def _proposed(text: str) -> FactKind:
    return FactKind.REPEAL_PROPOSED if STAYS.search(text) else FactKind.EXIT_PROPOSED


def _organisation(seen: Confirmed) -> int:
    if seen.decision is not None:
        return seen.decision.organisation_id
    organisation: int = (seen.record.confirmed_fields or {})["organisation"]
    return organisation


def _names(membership: Membership, text: str, *, only: bool) -> bool:
    """Answer whether the text names the federation, by name or, where there is one, by its kind.

    A text that names another federation is not about this one, however few are known here.
    """
    if membership.federation.name.casefold() in text.casefold():
        return True
    return only and not _NAMED.search(text) and bool(_ANY_FEDERATION.search(text))


def _offer(seen: Confirmed, membership: Membership, kind: FactKind) -> NextStep:
    decision = seen.decision
    new = NewFact(
        membership=membership.pk,
        kind=kind.value,
        happened_on=None if decision else day_of((seen.record.confirmed_fields or {}).get("date")),
        decision=decision.pk if decision else None,
        document=None if decision else seen.document.pk,
    )
    is_recorded = any(
        fact.kind == kind.value and fact.membership_id == membership.pk
        for fact in members.facts_shown_by(decision=new.decision, document=new.document)
    )
    words = STAYS if kind in (FactKind.REPEAL_PROPOSED, FactKind.COUNCIL_REPEALED_EXIT) else LEAVES
    said = seen.quote(words) or seen.quote(LEAVES)
    return NextStep(
        id=f"handelse-{membership.pk}-{kind.value}",
        text=f"Det här är {_WORDS[kind]} {membership.federation.name}"
        f" ({membership.member.short_name}{_dated(seen)})",
        ground=f"Texten säger ”{said}”." if said else "Den bekräftade texten talar om det.",
        button="Registrera händelsen",
        permission=federation.may_record(seen.actor, membership),
        take=None if is_recorded else partial(_record, seen, new),
        url=reverse("membership", args=[membership.federation.slug]),
    )


def _dated(seen: Confirmed) -> str:
    day = seen.decision.decided_on if seen.decision else None
    day = day or (seen.record.confirmed_fields or {}).get("date")
    return f", {day}" if day else ", utan dag"


def _record(seen: Confirmed, new: NewFact, key: str) -> object:
    return federation.record_fact(seen.actor, new, key=key)
