"""Doing what was offered after a record was confirmed, one press for each."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import require
from samverk.intake.access import may_review
from samverk.intake.models import ReadRecord
from samverk.intake.next_steps.offered import next_steps

SENT_AGAIN = "steget var redan gjort"


def take_step(actor: Actor, record: ReadRecord, step: str, *, key: str) -> str:
    """Do one offered step, by its id, and say what was done; the room that writes asks for its own right.

    Raises ConflictError when it is offered no more; doing one that is done changes nothing. A press
    sent again is no fault, though its step is offered no more since the first press did it.
    """
    require(may_review(actor, record.source))
    found = next((one for one in next_steps(record, actor) if one.id == step), None)
    whole = f"{key}/{step}"
    if found is None:
        if acts.was_carried_out(actor, whole):
            return SENT_AGAIN
        raise ConflictError("Steget erbjuds inte längre. Ladda om sidan och se vad som gäller nu.")
    require(found.permission)
    if found.take is not None:
        found.take(whole)
    return found.text
