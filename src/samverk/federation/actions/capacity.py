"""In what capacity somebody takes a step of an agreement, a commitment or a claim."""

from __future__ import annotations

from typing import Any

from samverk.federation.models import Agreement
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Allowed, Denied, Permission, Right, may, require
from samverk.rules.agreements.doers import Doer
from samverk.rules.machine import Machine

RIGHTS = {
    Doer.FEDERATION: Right.MANAGE_FEDERATION,
    Doer.PROVIDER: Right.SUBMIT_CLAIM,
    Doer.REVIEWER: Right.REVIEW_CLAIM,
    Doer.CERTIFIER: Right.CERTIFY_CLAIM,
}


def may_as(actor: Actor, doer: Doer, agreement: Agreement) -> Permission:
    """Answer whether ``actor`` may act as ``doer``: the payee's economist there, others at home."""
    if doer is Doer.SYSTEM:
        return Allowed() if actor.is_system else Denied("Det gör systemet när dagen är inne.")
    is_payee = doer is Doer.PROVIDER
    place = agreement.payee.member_id if is_payee else agreement.federation_id
    return may(actor, RIGHTS[doer], organisation=place)


def may_read_claims(actor: Actor, payee: int, federation: int) -> Permission:
    """Answer whether ``actor`` may see claims: the federation's people, and the payee's own economist.

    A claim tells of so few that the public reads the sums of commitments alone.
    """
    home = may(actor, Right.READ_CLAIMS, organisation=federation)
    return home or may(actor, Right.READ_CLAIMS, organisation=payee)


def capacity(
    actor: Actor, machine: Machine[Any, Any, Doer], state: Any, event: Any, agreement: Agreement
) -> Doer:
    """Answer in what capacity ``actor`` takes a step; raises NotAllowedError when in none.

    The step's own capacity where the state allows the step, else one that takes it in some state.
    """
    rows = [row for row in machine.table if row.event == event]
    rows.sort(key=lambda row: row.state != state)
    doers = list(dict.fromkeys(doer for row in rows for doer in sorted(row.doers)))
    asked = [(doer, may_as(actor, doer, agreement)) for doer in doers]
    for doer, permission in asked:
        if permission:
            return doer
    require(asked[0][1])
    raise AssertionError("a step that nobody takes")


def who(actor: Actor) -> str:
    """Tell people apart for four eyes: by number, or by name for the system."""
    return str(actor.user or actor.name)[:40]


def signed(actor: Actor) -> dict[str, Any]:
    """Give the columns of a step that say who took it."""
    return {"who": who(actor), "user_id": actor.user, "user_name": actor.name[:200]}


def is_of_payee(actor: Actor, agreement: Agreement) -> bool:
    """Answer whether ``actor`` holds a role at the organisation that gets the money."""
    return any(held.organisation == agreement.payee.member_id for held in actor.roles)
