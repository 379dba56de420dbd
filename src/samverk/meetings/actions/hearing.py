"""Noting that a body was given time to say its word before the council decides (KL 5:27-28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_item
from samverk.meetings.models import AgendaItem, Hearing
from samverk.meetings.queries.preparing import may_be_heard

HEARD = acts.kind("meetings.heard", "Tillfälle att yttra sig antecknat")


@dataclass(frozen=True, slots=True)
class NewHearing:
    """Which body (id) was given time to say its word, and the day it was."""

    body: int
    given_on: date


def note_hearing(actor: Actor, item: AgendaItem, new: NewHearing, *, key: str) -> Hearing:
    """Note that a body was given time to say its word in an item.

    Raises InputError for a body that is not heard, or a day that has not been; ConflictError when it
    is noted already.
    """
    act = act_on(actor, HEARD, key, item.meeting, (item.pk, new))

    def write() -> Hearing:
        found = hold_item(item.pk)
        if new.body not in {one.id for one in may_be_heard(found.meeting)}:
            raise InputError("Välj en nämnd eller styrelse i organisationen.", field="body")
        if new.given_on > clock.today():
            raise InputError("Dagen har inte varit än.", field="given_on")
        if found.hearings.filter(body=new.body).exists():
            name = directory.body_ref(new.body).name
            raise ConflictError(f"{name} är redan antecknad.")
        return Hearing.objects.create(
            item=found, body_id=new.body, given_on=new.given_on, noted_by=actor.name
        )

    return acts.carry_out(act, write)
