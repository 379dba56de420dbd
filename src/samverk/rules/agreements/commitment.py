"""How a commitment (åtagande) moves. Each step needs another person than the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.agreements.doers import Doer
from samverk.rules.machine import Machine, Transition, doers, refuse
from samverk.rules.ruling import Reason, Ruling


class CommitmentState(StrEnum):
    """How far a commitment has come (åtagandets läge)."""

    PENDING_APPROVAL = "pending_approval"
    APPROVED = "approved"
    RETURNED = "returned"
    PENDING_ANNULMENT = "pending_annulment"
    ANNULLED = "annulled"
    PENDING_SETTLEMENT = "pending_settlement"
    SETTLED = "settled"


class CommitmentEvent(StrEnum):
    """What happens to a commitment (händelse)."""

    CREATE = "create"
    APPROVE = "approve"
    RETURN = "return"
    ASK_ANNULMENT = "ask_annulment"
    ANNUL = "annul"
    ASK_SETTLEMENT = "ask_settlement"
    SETTLE = "settle"


_S, _E = CommitmentState, CommitmentEvent
_OURS = doers(Doer.FEDERATION)
_OTHER = doers(Doer.CERTIFIER)
COMMITMENT: Machine[CommitmentState, CommitmentEvent, Doer] = Machine(
    "Åtagandet",
    (
        Transition(None, _E.CREATE, _S.PENDING_APPROVAL, _OURS),
        Transition(_S.PENDING_APPROVAL, _E.APPROVE, _S.APPROVED, _OTHER),
        Transition(_S.PENDING_APPROVAL, _E.RETURN, _S.RETURNED, _OTHER),
        Transition(_S.APPROVED, _E.ASK_ANNULMENT, _S.PENDING_ANNULMENT, _OURS),
        Transition(_S.PENDING_ANNULMENT, _E.ANNUL, _S.ANNULLED, _OTHER),
        Transition(_S.PENDING_ANNULMENT, _E.RETURN, _S.APPROVED, _OTHER),
        Transition(_S.APPROVED, _E.ASK_SETTLEMENT, _S.PENDING_SETTLEMENT, _OURS),
        Transition(_S.PENDING_SETTLEMENT, _E.SETTLE, _S.SETTLED, _OTHER),
        Transition(_S.PENDING_SETTLEMENT, _E.RETURN, _S.APPROVED, _OTHER),
    ),
    {
        _S.PENDING_APPROVAL: "väntar på godkännande",
        _S.APPROVED: "godkänt",
        _S.RETURNED: "inte godkänt",
        _S.PENDING_ANNULMENT: "väntar på makulering",
        _S.ANNULLED: "makulerat",
        _S.PENDING_SETTLEMENT: "väntar på slutreglering",
        _S.SETTLED: "slutreglerat",
    },
    {
        _E.CREATE: "Registrera åtagande",
        _E.APPROVE: "Godkänn",
        _E.RETURN: "Skicka tillbaka",
        _E.ASK_ANNULMENT: "Begär makulering",
        _E.ANNUL: "Makulera",
        _E.ASK_SETTLEMENT: "Begär slutreglering",
        _E.SETTLE: "Slutreglera",
    },
)


# What is certified stays in every total: settling gives back only what was left
PROMISING = frozenset({_S.APPROVED, _S.PENDING_SETTLEMENT})
SPENT_FROM = PROMISING | {_S.PENDING_ANNULMENT, _S.SETTLED}


def may_charge(state: CommitmentState, amount: int, *, is_correction: bool) -> Ruling[bool]:
    """Answer whether a claim of ``amount`` öre may be certified against a commitment in a state.

    A correction that lowers what was certified may, also when the commitment is settled; what raises
    it needs a commitment that holds.
    """
    if state is _S.APPROVED:
        return Ruling(True, (Reason("Åtagandet är godkänt."),))
    if state in SPENT_FROM and is_correction and amount <= 0:
        return Ruling(True, (Reason("Rättelsen sänker det som är attesterat mot åtagandet."),))
    if state is _S.SETTLED and is_correction:
        text = (
            "Åtagandet är slutreglerat. En rättelse som höjer beloppet behöver ett nytt åtagande för"
            " perioden. Registrera och godkänn ett."
        )
        return Ruling(False, (Reason(text),))
    text = f"Åtagandet är {COMMITMENT.state_names[state]}: inget kan attesteras mot det."
    return Ruling(False, (Reason(text),))


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """What a step is weighed by (underlag för steget): certified öre, and claims that are not through."""

    actor: str
    last_actor: str
    certified: int = 0
    claims_under_way: int = 0


def commitment_step(
    state: CommitmentState | None, event: CommitmentEvent, doer: Doer, facts: CommitmentFacts
) -> Ruling[CommitmentState | None]:
    """Answer a commitment's state after a step, None with the reason when it may not be taken."""
    ruled = COMMITMENT.take(state, event, doer)
    if ruled.value is None:
        return ruled
    if Doer.CERTIFIER in _doers_of(state, event) and facts.actor == facts.last_actor:
        return refuse("Du gjorde det förra steget. Någon annan ska göra det här (två i förening).")
    if event in (_E.ASK_ANNULMENT, _E.ANNUL) and facts.certified:
        return refuse("Rekvisitioner är attesterade mot åtagandet. Slutreglera det i stället.")
    if event not in (_E.RETURN, _E.APPROVE, _E.CREATE) and facts.claims_under_way:
        told = f"{facts.claims_under_way} rekvisitioner mot åtagandet är inte klara."
        return refuse(f"{told} Attestera eller makulera dem först.")
    return ruled


def _doers_of(state: CommitmentState | None, event: CommitmentEvent) -> frozenset[Doer]:
    return next(r.doers for r in COMMITMENT.table if (r.state, r.event) == (state, event))
