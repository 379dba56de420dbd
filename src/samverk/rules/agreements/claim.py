"""How a claim (rekvisition) moves, and who may certify it: never one who had a hand in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.agreements.doers import Doer
from samverk.rules.machine import Machine, Transition, doers
from samverk.rules.ruling import Reason, Ruling


class ClaimState(StrEnum):
    """How far a claim has come (rekvisitionens läge)."""

    GENERATED = "generated"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    TO_CERTIFY = "to_certify"
    CERTIFIED = "certified"
    SENT = "sent"
    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCEL_REQUESTED = "cancel_requested"
    CANCELLED = "cancelled"


class ClaimEvent(StrEnum):
    """What happens to a claim (händelse)."""

    GENERATE = "generate"
    SUBMIT = "submit"
    EXPIRE = "expire"
    REVIEW = "review"
    RETURN = "return"
    PROPOSE = "propose"
    CERTIFY = "certify"
    SEND = "send"
    PAY = "pay"
    PAY_PART = "pay_part"
    FAIL = "fail"
    ASK_CANCEL = "ask_cancel"
    CANCEL = "cancel"
    CORRECT = "correct"


_S, _E = ClaimState, ClaimEvent
_PAYEE, _CLOCK = doers(Doer.PROVIDER), doers(Doer.SYSTEM)
_REVIEW, _CERTIFY = doers(Doer.REVIEWER), doers(Doer.CERTIFIER)
CLAIM: Machine[ClaimState, ClaimEvent, Doer] = Machine(
    "Rekvisitionen",
    (
        Transition(None, _E.GENERATE, _S.GENERATED, doers(Doer.PROVIDER, Doer.FEDERATION)),
        Transition(None, _E.CORRECT, _S.UNDER_REVIEW, _REVIEW),
        Transition(_S.GENERATED, _E.SUBMIT, _S.SUBMITTED, _PAYEE),
        Transition(_S.GENERATED, _E.EXPIRE, _S.EXPIRED, _CLOCK),
        Transition(_S.SUBMITTED, _E.REVIEW, _S.UNDER_REVIEW, _REVIEW),
        Transition(_S.UNDER_REVIEW, _E.PROPOSE, _S.TO_CERTIFY, _REVIEW),
        Transition(_S.UNDER_REVIEW, _E.RETURN, _S.RETURNED, _REVIEW),
        Transition(_S.RETURNED, _E.SUBMIT, _S.SUBMITTED, _PAYEE),
        Transition(_S.TO_CERTIFY, _E.CERTIFY, _S.CERTIFIED, _CERTIFY),
        Transition(_S.TO_CERTIFY, _E.RETURN, _S.RETURNED, _CERTIFY),
        Transition(_S.CERTIFIED, _E.SEND, _S.SENT, _REVIEW),
        Transition(_S.SENT, _E.PAY, _S.PAID, _REVIEW),
        Transition(_S.SENT, _E.PAY_PART, _S.PARTLY_PAID, _REVIEW),
        Transition(_S.SENT, _E.FAIL, _S.FAILED, _REVIEW),
        Transition(_S.PARTLY_PAID, _E.PAY, _S.PAID, _REVIEW),
        Transition(_S.FAILED, _E.SEND, _S.SENT, _REVIEW),
        Transition(_S.GENERATED, _E.ASK_CANCEL, _S.CANCEL_REQUESTED, _REVIEW),
        Transition(_S.SUBMITTED, _E.ASK_CANCEL, _S.CANCEL_REQUESTED, _REVIEW),
        Transition(_S.RETURNED, _E.ASK_CANCEL, _S.CANCEL_REQUESTED, _REVIEW),
        Transition(_S.CANCEL_REQUESTED, _E.CANCEL, _S.CANCELLED, _CERTIFY),
    ),
    {
        _S.GENERATED: "underlag skapat",
        _S.SUBMITTED: "inlämnad",
        _S.UNDER_REVIEW: "under granskning",
        _S.RETURNED: "åter till utföraren",
        _S.TO_CERTIFY: "till attest",
        _S.CERTIFIED: "attesterad",
        _S.SENT: "skickad till utbetalning",
        _S.PAID: "betald",
        _S.PARTLY_PAID: "delvis betald",
        _S.FAILED: "utbetalningen misslyckades",
        _S.EXPIRED: "förfallen",
        _S.CANCEL_REQUESTED: "väntar på makulering",
        _S.CANCELLED: "makulerad",
    },
    {
        _E.GENERATE: "Skapa underlag",
        _E.SUBMIT: "Lämna in",
        _E.EXPIRE: "Förfall",
        _E.REVIEW: "Börja granska",
        _E.RETURN: "Skicka tillbaka",
        _E.PROPOSE: "Föreslå till attest",
        _E.CERTIFY: "Attestera",
        _E.SEND: "Skicka till utbetalning",
        _E.PAY: "Registrera betald",
        _E.PAY_PART: "Registrera delbetald",
        _E.FAIL: "Registrera misslyckad",
        _E.ASK_CANCEL: "Begär makulering",
        _E.CANCEL: "Makulera",
        _E.CORRECT: "Rätta",
    },
)
# A claim that stands holds its days: no other claim of the agreement may have them
GONE = frozenset({_S.EXPIRED, _S.CANCELLED})
COUNTED = frozenset({_S.CERTIFIED, _S.SENT, _S.PAID, _S.PARTLY_PAID, _S.FAILED})
UNDER_WAY = frozenset(set(_S) - GONE - COUNTED)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who has had a hand in a claim (handläggare), each told apart by a text of one's own."""

    submitters: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()


def may_certify(actor: str, hands: Hands, *, is_of_payee: bool) -> Ruling[bool]:
    """Answer whether somebody may certify or cancel: not who reviewed, submitted or is the payee's."""
    barred = []
    if not actor or actor in hands.submitters:
        barred.append("Du har lämnat in rekvisitionen.")
    if actor in hands.reviewers:
        barred.append("Du har granskat rekvisitionen.")
    if is_of_payee:
        barred.append("Du har en roll hos den som ska få pengarna.")
    if barred:
        texts = (*barred, "Be en annan attestant attestera.")
        return Ruling(False, tuple(map(Reason, texts)))
    return Ruling(True, (Reason("Du har varken granskat, lämnat in eller hör till mottagaren."),))


@dataclass(frozen=True, slots=True)
class Sum:
    """What is proposed of what is claimed (belopp att attestera), in öre, and why it is less."""

    claimed: int
    proposed: int
    remaining: int | None
    reason: str = ""


def may_propose(asked: Sum) -> Ruling[bool]:
    """Answer whether an amount may go to certification: within the commitment, less with a reason."""
    problems = []
    if asked.remaining is None:
        problems.append("Inget godkänt åtagande täcker perioden. Registrera ett åtagande.")
    elif asked.proposed > asked.remaining:
        problems.append("Beloppet är större än vad som är kvar av åtagandet. Föreslå ett lägre.")
    if asked.proposed > max(asked.claimed, 0) and asked.proposed != asked.claimed:
        problems.append("Beloppet kan inte vara större än det rekvirerade.")
    if asked.proposed < min(asked.claimed, 0):
        problems.append("Beloppet kan inte vara lägre än rättelsen.")
    if asked.proposed != asked.claimed and not asked.reason.strip():
        problems.append("Skriv varför ett annat belopp föreslås.")
    if problems:
        return Ruling(False, tuple(map(Reason, problems)))
    return Ruling(True, (Reason("Beloppet ryms i åtagandet."),))


def claim_step(
    state: ClaimState | None, event: ClaimEvent, doer: Doer
) -> Ruling[ClaimState | None]:
    """Answer a claim's state after a step, None with the reason when it may not be taken."""
    return CLAIM.take(state, event, doer)


def corrected(total: int, counted: int) -> Ruling[int]:
    """Answer what a correction claims, öre: the right ``total`` less what already counts.

    Raises ValueError for a negative total: no more is paid back than has been paid.
    """
    if total < 0:
        raise ValueError("Det rättade beloppet kan inte vara negativt.")
    text = "Rättelsen är skillnaden mellan det rätta beloppet och det som redan är attesterat."
    return Ruling(total - counted, (Reason(text),))
