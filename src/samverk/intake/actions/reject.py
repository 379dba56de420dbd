"""Rejecting a record: what was read is not what the paper says, or not to be registered."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require
from samverk.intake.access import may_review
from samverk.intake.actions.confirm import locked_record
from samverk.intake.models import ReadRecord, RecordState

RECORD_REJECTED = acts.kind("intake.rejected", "Läst post avvisad")


def reject(actor: Actor, record: ReadRecord, reason: str, *, key: str) -> ReadRecord:
    """Reject a record and say why. It can still be confirmed later; nothing is registered now."""
    require(may_review(actor, record.source))
    if not reason.strip():
        raise InputError("Skriv varför posten avvisas.", field="reason")
    act = acts.Act(
        actor,
        RECORD_REJECTED,
        key,
        record.source.organisation_id,
        why=reason,
        content=(record.pk, reason),
        body=record.source.body_id,
    )
    return acts.carry_out(act, lambda: _reject(record.pk, reason.strip()))


def _reject(pk: int, reason: str) -> ReadRecord:
    record = locked_record(pk)
    if record.state == RecordState.CONFIRMED:
        raise ConflictError("Posten är redan bekräftad och registrerad: den kan inte avvisas.")
    record.state, record.reason = RecordState.REJECTED, reason
    record.save(update_fields=["state", "reason"])
    return record
