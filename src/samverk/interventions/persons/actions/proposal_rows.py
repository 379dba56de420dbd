"""What both sides do with their rows of a proposal: the referrer's follows the team's."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from samverk.foundation.errors import InputError
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import ChangeProposal, ProposalSide, Referral
from samverk.interventions.persons.records import sealed, told
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import EndReason
from samverk.rules.interventions.proposal import (
    CLOSED_BY,
    ProposalEvent,
    ProposalKind,
    ProposalState,
    RejectReason,
)


def said_of(row: ChangeProposal) -> dict[str, Any]:
    """Gather all that a proposal says, for whoever is to answer it; it goes sealed."""
    return {
        "proposal": str(row.thread),
        "kind": row.kind,
        "state": row.state,
        "planned_end": row.planned_end.isoformat() if row.planned_end else "",
        "extent": row.extent,
        "end_reason": row.end_reason,
        "to": str(row.delivery.code) if row.delivery else "",
        "why": str(told(row.person, row)["text"]),
        "proposed_on": row.proposed_on.isoformat(),
        "reject_reason": row.reject_reason,
    }


def follow_proposal(sent: Referral, said: dict[str, Any], doing: Doing) -> ChangeProposal:
    """Let the referrer's row be as the team tells, in its open compartment; the same again changes nothing.

    Raises InputError for what cannot be read, NotFoundError for a delivery that is not in the catalogue.
    """
    try:
        facts, state = _facts(said), ProposalState(said["state"])
        thread, why = uuid.UUID(said["proposal"]), str(said["why"])
        reason = RejectReason(said["reject_reason"]).value if said["reject_reason"] else ""
    except (KeyError, TypeError, ValueError) as fault:
        raise InputError("Förslaget går inte att läsa.") from fault
    rows = ChangeProposal.objects.select_for_update(of=("self",))
    row = rows.filter(thread=thread, side=ProposalSide.RECEIVED, referral=sent).first()
    if row is None:
        row = _received(sent, thread, facts, why, doing)
    if state is not ProposalState.OPEN and row.state == ProposalState.OPEN:
        event, hand = CLOSED_BY[state]
        row.reject_reason, row.answered_on = reason, row.answered_on or doing.day
        move(row, event, replace(doing, hand=hand, note=""))
    return row


def _facts(said: dict[str, Any]) -> dict[str, Any]:
    extent = said["extent"]
    return {
        "kind": ProposalKind(said["kind"]).value,
        "planned_end": date.fromisoformat(said["planned_end"]) if said["planned_end"] else None,
        "extent": None if extent is None else int(extent),
        "end_reason": EndReason(said["end_reason"]).value if said["end_reason"] else "",
        "delivery": catalogue.delivery_by_code(uuid.UUID(said["to"])) if said["to"] else None,
        "proposed_on": date.fromisoformat(said["proposed_on"]),
    }


def _received(
    sent: Referral, thread: uuid.UUID, facts: dict[str, Any], why: str, doing: Doing
) -> ChangeProposal:
    row = ChangeProposal(
        controller_id=sent.controller_id,
        person_id=sent.person_id,
        side=ProposalSide.RECEIVED,
        thread=thread,
        referral=sent,
        state="",
        **facts,
    )
    row.sealed = sealed(sent.person, row, {"text": why})
    _close_same_kind(sent, row, doing)
    move(row, ProposalEvent.PROPOSE, replace(doing, hand=Hand.CASE_WORKER, note=""))
    return row


def _close_same_kind(sent: Referral, row: ChangeProposal, doing: Doing) -> None:
    """Close an open one that a newer of its kind has replaced, when that is told first."""
    for old in ChangeProposal.objects.select_for_update().filter(
        referral=sent, side=row.side, kind=row.kind, state=ProposalState.OPEN
    ):
        move(old, ProposalEvent.REPLACE, replace(doing, hand=Hand.CASE_WORKER, note=""))


def drop_proposals(referral: Referral, doing: Doing) -> None:
    """Close what is open of a referral whose sides exchange nothing any more; nobody is told."""
    rows = ChangeProposal.objects.select_for_update().filter(
        referral=referral, state=ProposalState.OPEN
    )
    for row in rows:
        move(row, ProposalEvent.WITHDRAW, replace(doing, hand=Hand.SYSTEM))
