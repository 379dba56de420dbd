"""What follows at the receiver when the referrer says that a referral was entered in error.

Somebody who waits leaves the queue and all statistics. Who has begun takes part in fact: that the team's
own coordinator judges, and the page of the participation says so.
"""

from __future__ import annotations

from dataclasses import replace

from samverk.foundation.numbering import next_number
from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.joining import write_ground
from samverk.interventions.persons.actions.steps import Doing, move
from samverk.interventions.persons.models import (
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.queries.standing import accepted_behind
from samverk.interventions.persons.records import text_of
from samverk.rules.interventions.hands import Hand
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

    A participation that is only planned goes with it. Whoever else refers the person keeps a place for
    them, with the day of their own referral.
    """
    silent = replace(doing, note="")
    _untie(referral, silent)
    entries = QueueEntry.objects.select_for_update().filter(referral=referral)
    for entry in entries.exclude(state=QueueState.ENTERED_IN_ERROR).order_by("recorded_at", "pk"):
        parts = Participation.objects.select_for_update().filter(entry=entry)
        part = parts.exclude(state__in=DEAD).first()
        if part is not None:
            if part.state != ParticipationState.PLANNED:
                continue
            move(part, ParticipationEvent.CORRECT, silent)
        stand_for_others(entry, silent)


def _untie(referral: Referral, doing: Doing) -> None:
    """Let a place stand without a referral that was tied to it, and without the day it brought."""
    tied = referral.tied_to_id
    if tied is None:
        return
    place = QueueEntry.objects.select_for_update().get(pk=tied)
    referral.tied_to = None
    referral.save(update_fields=["tied_to"])
    days = [row.clock_start for row in accepted_behind(place) if row.clock_start]
    brought = referral.clock_start == place.clock_start and place.clock_start < min(
        days, default=place.clock_start
    )
    if brought and place.state in (QueueState.WAITING, QueueState.PAUSED):
        stand_for_others(place, doing)


def stand_for_others(place: QueueEntry, doing: Doing) -> None:
    """Take a locked place away as an error, and make a right one for the other referrals behind it."""
    rest = accepted_behind(place)
    paused = QueuePause.objects.filter(entry=place, to_date=None).first()
    leave_as_error(place, doing)
    if not rest:
        return
    first = min(rest, key=lambda row: (row.clock_start or doing.day, row.recorded_at))
    new = QueueEntry(
        controller_id=place.controller_id,
        person_id=place.person_id,
        referral=first,
        delivery_id=place.delivery_id,
        number=next_number(f"queue/{place.delivery_id}"),
        priority_id=place.priority_id,
        clock_start=first.clock_start or doing.day,
        joined_on=doing.day,
        confirmed_on=place.confirmed_on,
        rule=place.rule,
    )
    write_ground(new, text_of(place.person, place, "priority_ground"))
    told = replace(doing, hand=Hand.SYSTEM)
    move(new, QueueEvent.JOIN, told)
    _tie(rest, first, new)
    _keep_pauses(place, new)
    if paused is not None:
        move(new, QueueEvent.PAUSE, replace(told, reason=paused.reason))
        QueuePause.objects.create(
            controller_id=new.controller_id,
            person_id=new.person_id,
            entry=new,
            from_date=doing.day,
            reason=paused.reason,
        )
    tell_wait(new)


def _tie(rest: list[Referral], first: Referral, new: QueueEntry) -> None:
    others = [row.pk for row in rest if row.pk != first.pk]
    Referral.objects.filter(pk__in=others).update(tied_to=new)
    Referral.objects.filter(pk=first.pk).update(tied_to=None)


def _keep_pauses(place: QueueEntry, new: QueueEntry) -> None:
    """Write the days that the person paused at the right place too."""
    for one in QueuePause.objects.filter(entry=place):
        QueuePause.objects.create(
            controller_id=new.controller_id,
            person_id=new.person_id,
            entry=new,
            from_date=one.from_date,
            to_date=one.to_date,
            reason=one.reason,
        )
