"""Marks a place in a queue or a participation as entered in error: it leaves all statistics."""

from __future__ import annotations

import uuid
from dataclasses import replace

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.in_error import DEAD, leave_as_error
from samverk.interventions.persons.actions.proposing import held_of_both, withdraw_all
from samverk.interventions.persons.actions.steps import Doing, done, locked, move, step_kind
from samverk.interventions.persons.models import Hold, Participation, QueueEntry
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent
from samverk.rules.interventions.queue import QueueState

QUEUE_CORRECTED = step_kind("queue_corrected", "Köplats markerad som felregistrerad")
PARTICIPATION_CORRECTED = step_kind(
    "participation_corrected", "Deltagande markerat som felregistrerat"
)


def correct_queue_entry(
    actor: Actor, body: int, entry: uuid.UUID, why: str, *, key: str
) -> QueueEntry:
    """Mark a place in a queue as entered in error; an open offer is taken back.

    Raises ConflictError while a participation hangs on it: that is corrected first.
    """
    _check(why)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today(), note=why)

        def work() -> QueueEntry:
            row = locked(QueueEntry, entry)
            if Participation.objects.filter(entry=row).exclude(state__in=DEAD).exists():
                raise ConflictError(
                    "Köplatsen har ett deltagande. Markera det som felregistrerat först."
                )
            leave_as_error(row, doing)
            return row

        return done(QUEUE_CORRECTED, doing, key, str(entry), work)


def correct_participation(
    actor: Actor, body: int, participation: uuid.UUID, why: str, *, key: str
) -> Participation:
    """Mark a participation as entered in error; the place is free.

    The place in the queue that it came from leaves all statistics with it: nobody's wait ended there.
    """
    _check(why)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, clock.today(), note=why)

        def work() -> Participation:
            row = held_of_both(participation)
            Hold.objects.filter(participation=row, to_date=None).update(to_date=doing.day)
            withdraw_all(row, doing)
            move(row, ParticipationEvent.CORRECT, doing)
            _leave_queue(row, doing)
            return row

        return done(PARTICIPATION_CORRECTED, doing, key, str(participation), work)


def _leave_queue(row: Participation, doing: Doing) -> None:
    if row.entry_id is None:
        return
    entry = locked(QueueEntry, row.entry_id)
    # Who never came has left the queue for a reason of their own
    if entry.state in (QueueState.STARTING, QueueState.STARTED):
        leave_as_error(entry, replace(doing, note=""))


def _check(why: str) -> None:
    if not why.strip():
        raise InputError("Skriv vad som blev fel.", field="why")
