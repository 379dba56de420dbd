"""Doing what was offered after a record was confirmed, one press for each."""

from __future__ import annotations

from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import require
from samverk.intake.access import may_review
from samverk.intake.models import ReadRecord
from samverk.intake.next_steps.offered import next_steps
from samverk.intake.next_steps.step import NextStep


def take_step(actor: Actor, record: ReadRecord, step: str, *, key: str) -> NextStep:
    """Do one offered step, by its id; the room that owns what it writes asks for its own right.

    Raises ConflictError when it is offered no more; doing one that is done changes nothing.
    """
    require(may_review(actor, record.source))
    found = next((one for one in next_steps(record, actor) if one.id == step), None)
    if found is None:
        raise ConflictError("Steget erbjuds inte längre. Ladda om sidan och se vad som gäller nu.")
    require(found.permission)
    if found.take is not None:
        found.take(key)
    return found
