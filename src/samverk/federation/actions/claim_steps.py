"""Moving a claim: handed in, reviewed, certified within its commitment, paid, cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.federation.actions.capacity import is_of_payee, signed, who
from samverk.federation.actions.claimed_days import let_go
from samverk.federation.actions.claims import capacity_of
from samverk.federation.actions.ledger import sent_in
from samverk.federation.models import Claim, ClaimStep, Commitment, CostShare, LedgerFile
from samverk.federation.queries.agreements import remaining_of
from samverk.federation.queries.charging import charged, commitment_for
from samverk.federation.queries.claim_days import due_of
from samverk.federation.queries.claims import blocks_of, claim_by_id, hands_of, latest_version
from samverk.federation.queries.funders import funders_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.rules.agreements.blocks import stopping
from samverk.rules.agreements.claim import (
    GONE,
    ClaimEvent,
    ClaimState,
    Sum,
    claim_step,
    may_certify,
    may_propose,
)
from samverk.rules.agreements.cost_split import cost_split
from samverk.rules.agreements.deadline import refused_as_past

CLAIM_MOVED = acts.kind("federation.claim_moved", "Rekvisitionen fick nytt läge")
NOT_MOVES = (ClaimEvent.GENERATE, ClaimEvent.CORRECT, ClaimEvent.EXPIRE)
FOUR_EYED = (ClaimEvent.CERTIFY, ClaimEvent.CANCEL)
WITH_REASON = (ClaimEvent.RETURN, ClaimEvent.ASK_CANCEL, ClaimEvent.FAIL)


@dataclass(frozen=True, slots=True)
class ClaimMove:
    """A step to take. ``amount`` (öre) is what is proposed or paid; ``voucher`` names the booking."""

    event: str
    note: str = ""
    amount: int | None = None
    voucher: str = ""


def move_claim(actor: Actor, claim: int, move: ClaimMove, *, key: str) -> Claim:
    """Take a step of a claim.

    Raises InputError with what stops it and the way out, NotAllowedError for one who has had a hand
    in it, ConflictError when the state allows no such step.
    """
    found = claim_by_id(claim)
    if move.event not in set(ClaimEvent) - set(NOT_MOVES):
        raise InputError("Välj ett steg.")
    event = ClaimEvent(move.event)
    capacity_of(actor, found, event)
    if event in WITH_REASON and not move.note.strip():
        raise InputError("Skriv varför.", field="note")
    act = acts.Act(
        actor,
        CLAIM_MOVED,
        key,
        found.agreement.federation_id,
        move.note.strip(),
        content=(claim, move),
    )
    return acts.carry_out(act, lambda: _move(actor, claim, event, move))


def _move(actor: Actor, claim: int, event: ClaimEvent, move: ClaimMove) -> Claim:
    Claim.objects.select_for_update().get(pk=claim)
    row = claim_by_id(claim)
    ruled = claim_step(ClaimState(row.state), event, capacity_of(actor, row, event))
    if ruled.value is None:
        raise ConflictError(" ".join(reason.text for reason in ruled.reasons))
    if event in FOUR_EYED:
        _check_eyes(actor, row)
    match event:
        case ClaimEvent.SUBMIT:
            _check_submitted(row)
        case ClaimEvent.PROPOSE:
            _propose(row, move)
        case ClaimEvent.CERTIFY:
            _certify(row)
        case ClaimEvent.PAY | ClaimEvent.PAY_PART:
            _pay(row, event, move)
        case _:
            pass
    file = sent_in(actor, row) if event is ClaimEvent.SEND else None
    row.state = ruled.value
    row.save(update_fields=["state", "approved", "commitment", "paid"])
    if row.state in GONE:
        let_go(row)
    step = _step(actor, row, move, file)
    if event is ClaimEvent.PROPOSE:
        _split_cost(row, step)
    return row


def _split_cost(row: Claim, step: ClaimStep) -> None:
    """Keep who bears what is proposed, by what each contributes in the year that the claim ends in."""
    weights, memberships = funders_of(row.agreement.federation_id, row.to_date)
    shares = cost_split(row.approved or 0, weights).value
    CostShare.objects.bulk_create(
        CostShare(
            step=step, position=n, part=name, membership_id=memberships.get(name), amount=part
        )
        for n, (name, part) in enumerate(shares.items(), start=1)
    )


def _check_eyes(actor: Actor, row: Claim) -> None:
    ruled = may_certify(who(actor), hands_of(row), is_of_payee=is_of_payee(actor, row.agreement))
    if not ruled.value:
        raise NotAllowedError(" ".join(reason.text for reason in ruled.reasons))


def _check_submitted(row: Claim) -> None:
    due = due_of(row, clock.today()).value
    # One that came back has been handed in in time
    past = refused_as_past(ClaimEvent.SUBMIT, due) if row.state == ClaimState.GENERATED else None
    if past:
        raise InputError(past.reasons[0].text)
    _check_free(row)


def _check_free(row: Claim) -> None:
    found = stopping(blocks_of(row, clock.today()).value)
    if found:
        raise InputError(" ".join(f"{one.text} {one.way_out}" for one in found))


def _propose(row: Claim, move: ClaimMove) -> None:
    """Set what is to be certified: all that is claimed, or less with a reason."""
    _check_free(row)
    claimed = row.amount or 0
    wanted = claimed if move.amount is None else move.amount
    own = commitment_for(row)
    ruled = may_propose(Sum(claimed, wanted, remaining_of(own) if own else None, move.note))
    if not ruled.value:
        raise InputError(" ".join(reason.text for reason in ruled.reasons), field="amount")
    row.approved, row.commitment = wanted, own


def _certify(row: Claim) -> None:
    """Add the claim to its commitment, which stays locked until commit: two never exceed it together."""
    _check_free(row)
    own = Commitment.objects.select_for_update().get(pk=row.commitment_id or 0)
    approved = row.approved or 0
    held = commitment_for(row)
    if held is None or held.pk != own.pk or not charged(own, row).value:
        raise ConflictError("Åtagandet gäller inte längre. Skicka tillbaka rekvisitionen.")
    if approved > remaining_of(own):
        raise ConflictError(
            "Åtagandet räcker inte längre: en annan rekvisition har attesterats. Skicka tillbaka den"
            " här till granskaren."
        )
    if own.certified + approved < 0:
        raise ConflictError("Rättelsen är större än det som är attesterat mot åtagandet.")
    own.certified += approved
    own.save(update_fields=["certified"])


def _pay(row: Claim, event: ClaimEvent, move: ClaimMove) -> None:
    approved = row.approved or 0
    if not move.voucher.strip():
        raise InputError("Ange verifikationens nummer.", field="voucher")
    if event is ClaimEvent.PAY:
        row.paid = approved
        return
    if move.amount is None or not min(0, approved) < move.amount < max(0, approved):
        raise InputError("Ange den del som är betald, mindre än hela beloppet.", field="amount")
    row.paid = move.amount


def _step(actor: Actor, row: Claim, move: ClaimMove, file: LedgerFile | None) -> ClaimStep:
    amounts = {
        ClaimEvent.PROPOSE: row.approved,
        ClaimEvent.CERTIFY: row.approved,
        ClaimEvent.PAY: row.paid,
        ClaimEvent.PAY_PART: row.paid,
    }
    return ClaimStep.objects.create(
        claim=row,
        event=move.event,
        ledger=file,
        to_state=row.state,
        version=latest_version(row),
        note=move.note.strip(),
        amount=amounts.get(ClaimEvent(move.event)),
        voucher=move.voucher.strip(),
        **signed(actor),
    )
