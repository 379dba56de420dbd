"""Promising money for an agreement, and moving the promise: each step by another person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.federation.actions.capacity import capacity, signed, who
from samverk.federation.models import Claim, Commitment, CommitmentStep
from samverk.federation.queries.agreements import agreement_by_id, commitment_by_id
from samverk.federation.queries.claims import overlapping
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.agreements.agreement import AgreementState
from samverk.rules.agreements.claim import UNDER_WAY
from samverk.rules.agreements.commitment import (
    COMMITMENT,
    CommitmentEvent,
    CommitmentFacts,
    CommitmentState,
    commitment_step,
)
from samverk.rules.agreements.stretches import Span

COMMITMENT_ADDED = acts.kind("federation.commitment_added", "Åtagande registrerat")
COMMITMENT_MOVED = acts.kind("federation.commitment_moved", "Åtagandet fick nytt läge")


@dataclass(frozen=True, slots=True)
class NewCommitment:
    """What is promised at most for some days, in öre."""

    agreement: int
    from_date: date
    to_date: date
    amount: int
    note: str = ""


def add_commitment(actor: Actor, new: NewCommitment, *, key: str) -> Commitment:
    """Register a commitment that waits for somebody else's approval.

    Raises InputError for days outside the agreement, ConflictError for days that are promised already.
    """
    found = agreement_by_id(new.agreement)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    if new.amount < 1:
        raise InputError("Beloppet ska vara större än 0.", field="amount")
    if new.to_date < new.from_date:
        raise InputError("Sista dagen är före den första. Rätta en av dem.", field="to_date")
    if new.from_date < found.starts_on or new.to_date > found.ends_on:
        told = f"Överenskommelsen gäller {found.starts_on} till {found.ends_on}."
        raise InputError(f"{told} Välj dagar inom den.", field="from_date")
    if found.state in (AgreementState.DRAFT, AgreementState.PROPOSED):
        raise ConflictError("Överenskommelsen är inte beslutad. Registrera beslutet först.")
    act = acts.Act(actor, COMMITMENT_ADDED, key, found.federation_id, content=new)
    return acts.carry_out(act, lambda: _add(actor, new))


def _add(actor: Actor, new: NewCommitment) -> Commitment:
    try:
        with transaction.atomic():
            made = Commitment.objects.create(
                agreement_id=new.agreement,
                from_date=new.from_date,
                to_date=new.to_date,
                amount=new.amount,
                note=new.note.strip(),
            )
    except IntegrityError as fault:
        raise ConflictError(
            "Ett annat åtagande gäller redan några av dagarna. Slutreglera eller makulera det först."
        ) from fault
    _step(actor, made, CommitmentEvent.CREATE, new.note)
    return made


def move_commitment(
    actor: Actor, commitment: int, event: str, note: str = "", *, key: str
) -> Commitment:
    """Take a step of a commitment. Raises InputError with the reason when it may not be taken."""
    found = commitment_by_id(commitment)
    if event not in set(CommitmentEvent) - {CommitmentEvent.CREATE}:
        raise InputError("Välj ett steg.")
    step, state = CommitmentEvent(event), CommitmentState(found.state)
    capacity(actor, COMMITMENT, state, step, found.agreement)
    act = acts.Act(
        actor,
        COMMITMENT_MOVED,
        key,
        found.agreement.federation_id,
        note.strip(),
        content=(commitment, event, note),
    )
    return acts.carry_out(act, lambda: _move(actor, commitment, step, note))


def _move(actor: Actor, commitment: int, event: CommitmentEvent, note: str) -> Commitment:
    row = Commitment.objects.select_for_update().get(pk=commitment)
    now = CommitmentState(row.state)
    last = CommitmentStep.objects.filter(commitment=row).order_by("id").last()
    facts = CommitmentFacts(
        who(actor),
        last.who if last else "",
        row.certified,
        _under_way(row),
    )
    doer = capacity(actor, COMMITMENT, now, event, row.agreement)
    ruled = commitment_step(now, event, doer, facts)
    if ruled.value is None:
        raise InputError(" ".join(reason.text for reason in ruled.reasons))
    row.state = ruled.value
    row.save(update_fields=["state"])
    _step(actor, row, event, note)
    return row


def _under_way(row: Commitment) -> int:
    """Count the claims for its days that are not through, corrections among them."""
    span = Span(row.from_date, row.to_date)
    mine = [one for one in overlapping(row.agreement_id, span) if one.state in UNDER_WAY]
    corrections = Claim.objects.filter(
        agreement=row.agreement_id,
        corrects__isnull=False,
        state__in=[*UNDER_WAY],
        from_date__gte=row.from_date,
        to_date__lte=row.to_date,
    )
    return len(mine) + corrections.count()


def _step(actor: Actor, row: Commitment, event: CommitmentEvent, note: str) -> None:
    CommitmentStep.objects.create(
        commitment=row, event=event, to_state=row.state, note=note.strip(), **signed(actor)
    )
