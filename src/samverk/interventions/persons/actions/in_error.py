"""What follows at the receiver when the referrer says that a referral was entered in error.

Somebody who waits leaves the queue and all statistics. Who has begun takes part in fact: that the team's
own coordinator judges, and the page of the participation says so.
"""

from __future__ import annotations

from dataclasses import replace

from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import (
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.rules.interventions.participation import ParticipationEvent, ParticipationState
from samverk.rules.interventions.queue import QueueEvent, QueueState, RemovalReason

# What a participation may be when its place in the queue is taken away
DEAD = (ParticipationState.ENTERED_IN_ERROR, ParticipationState.NEVER_STARTED)


def leave_as_error(row: QueueEntry, doing: Doing) -> None:
    """Take a locked place out of its queue and all statistics; an open offer is taken back."""
    if row.left_on is None:
        row.left_on, row.removal = doing.day, RemovalReason.ERROR
    QueuePause.objects.filter(entry=row, to_date=None).update(to_date=doing.day)
    PlaceOffer.objects.filter(entry=row, answer="").update(
        answer=OfferAnswer.TAKEN_BACK, answered_on=doing.day
    )
    move(row, QueueEvent.CORRECT, doing)
    tell_wait(row)


def drop_places(referral: Referral, doing: Doing) -> None:
    """Take every place that a referral led to out of its queue, in its open compartment.

    A participation that is only planned goes with it.
    """
    silent = replace(doing, note="")
    entries = QueueEntry.objects.select_for_update().filter(referral=referral)
    for entry in entries.exclude(state=QueueState.ENTERED_IN_ERROR).order_by("recorded_at", "pk"):
        parts = Participation.objects.select_for_update().filter(entry=entry)
        part = parts.exclude(state__in=DEAD).first()
        if part is not None:
            if part.state != ParticipationState.PLANNED:
                continue
            move(part, ParticipationEvent.CORRECT, silent)
        leave_as_error(entry, silent)
