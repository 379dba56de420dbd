"""How a proposal to change a participation (ändringsförslag) moves, and what may be proposed.

Those who give the intervention propose, and the party that referred the person answers. A party
answers for its own decisions of an individual (7 § finsamlagen): the federation takes no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import END_REASONS, EndReason, may_end_on
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date

WHOLE = 100


class ProposalKind(StrEnum):
    """What is proposed (förslagets slag)."""

    END_DATE = "end_date"
    EXTENT = "extent"
    ENDING = "ending"
    DELIVERY = "delivery"


class ProposalState(StrEnum):
    """How far a proposal has come (förslagets läge)."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class ProposalEvent(StrEnum):
    """What happens to a proposal (händelse)."""

    PROPOSE = "propose"
    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    REPLACE = "replace"


class RejectReason(StrEnum):
    """Why a proposal is not approved (skäl till avslag)."""

    NEED = "need"
    OWN_WISH = "own_wish"
    OTHER_PLAN = "other_plan"
    AGREEMENT = "agreement"
    OTHER = "other"


KINDS = {
    ProposalKind.END_DATE: "nytt planerat slut",
    ProposalKind.EXTENT: "ändrad omfattning",
    ProposalKind.ENDING: "avslut i förtid",
    ProposalKind.DELIVERY: "byte till annan verksamhet",
}
REJECT_REASONS = {
    RejectReason.NEED: "behovet bedöms annorlunda",
    RejectReason.OWN_WISH: "egen vilja",
    RejectReason.OTHER_PLAN: "annan planering finns",
    RejectReason.AGREEMENT: "ryms inte i överenskommelsen",
    RejectReason.OTHER: "annat skäl",
}
_S, _E = ProposalState, ProposalEvent
_WORKER, _REFERRER = doers(Hand.CASE_WORKER), doers(Hand.REFERRER)
PROPOSAL: Machine[ProposalState, ProposalEvent, Hand] = Machine(
    "Förslaget",
    (
        Transition(None, _E.PROPOSE, _S.OPEN, _WORKER),
        Transition(_S.OPEN, _E.APPROVE, _S.APPROVED, _REFERRER),
        Transition(_S.OPEN, _E.REJECT, _S.REJECTED, _REFERRER),
        # The system when there is nobody to ask any more: the consent has ended, or all was a mistake
        Transition(_S.OPEN, _E.WITHDRAW, _S.WITHDRAWN, doers(Hand.CASE_WORKER, Hand.SYSTEM)),
        Transition(_S.OPEN, _E.REPLACE, _S.REPLACED, _WORKER),
    ),
    {
        _S.OPEN: "väntar på svar",
        _S.APPROVED: "godkänt",
        _S.REJECTED: "avslaget",
        _S.WITHDRAWN: "återtaget",
        _S.REPLACED: "ersatt av ett nytt",
    },
    {
        _E.PROPOSE: "Föreslå",
        _E.APPROVE: "Godkänn",
        _E.REJECT: "Avslå",
        _E.WITHDRAW: "Ta tillbaka",
        _E.REPLACE: "Ersätt med ett nytt",
    },
)
# By which step a proposal came to be closed as it is
CLOSED_BY = {
    row.to: (row.event, Hand.REFERRER if row.doers == _REFERRER else Hand.CASE_WORKER)
    for row in PROPOSAL.table
    if row.state is _S.OPEN
}


def proposal_step(
    state: ProposalState | None, event: ProposalEvent, hand: Hand
) -> Ruling[ProposalState | None]:
    """Answer a proposal's state after a step, None with the reason when it may not be taken."""
    return PROPOSAL.take(state, event, hand)


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is proposed (förslag): what belongs to its kind, the rest left out.

    ``planned_end`` is the new last day, ``extent`` in percent, ``reason`` a coded reason to end early,
    and ``to`` the name of another delivery.
    """

    kind: ProposalKind
    planned_end: date | None = None
    extent: int | None = None
    reason: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class TermsNow:
    """What holds for a participation now (villkor): its start, planned end, extent and delivery."""

    starts_on: date
    planned_end: date | None
    extent: int
    delivery: str


def may_propose(asked: Change, now: TermsNow, day: date) -> Ruling[bool]:
    """Answer whether a change may be proposed on a day: it is whole, can come, and changes something."""
    match asked.kind:
        case ProposalKind.EXTENT:
            if asked.extent is None or not 1 <= asked.extent <= WHOLE:
                return _no("Omfattningen är mellan 1 och 100 procent.")
            if asked.extent == now.extent:
                return _no(f"Omfattningen är redan {now.extent} procent.")
        case ProposalKind.DELIVERY:
            if not asked.to or asked.to == now.delivery:
                return _no("Välj en annan verksamhet.")
        case ProposalKind.END_DATE | ProposalKind.ENDING:
            return _of_end(asked, now, day)
    return Ruling(True, (Reason(in_words(asked)),))


def _of_end(asked: Change, now: TermsNow, day: date) -> Ruling[bool]:
    if asked.planned_end is None:
        return _no("Välj en dag.")
    if asked.kind is ProposalKind.ENDING and asked.reason not in set(EndReason):
        return _no("Välj varför deltagandet bör sluta i förtid.")
    if asked.kind is ProposalKind.END_DATE and asked.planned_end == now.planned_end:
        return _no(f"Det planerade slutet är redan {running_date(asked.planned_end)}.")
    ruling = may_end_on(now.starts_on, asked.planned_end, day)
    return Ruling(True, (Reason(in_words(asked)),)) if ruling.value else ruling


def _no(text: str) -> Ruling[bool]:
    return Ruling(False, (Reason(text),))


def in_words(asked: Change) -> str:
    """Say what is proposed."""
    match asked.kind:
        case ProposalKind.EXTENT:
            return f"Omfattningen blir {asked.extent} procent."
        case ProposalKind.DELIVERY:
            return f"Personen byter till {asked.to}."
    end = running_date(asked.planned_end) if asked.planned_end else "en dag som inte är vald"
    if asked.kind is ProposalKind.ENDING:
        why = END_REASONS[EndReason(asked.reason)] if asked.reason else "inget skäl"
        return f"Deltagandet slutar i förtid {end}: {why}."
    return f"Planerat slut blir {end}."
