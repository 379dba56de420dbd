"""How a person gets a place in a queue: by a referral, or moved from another queue.

One person has one place in one queue. Whoever refers them once more has their referral tied to it, and
the earliest clock counts. All of it holds the queue, so that two who do it at once wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samverk.foundation.errors import ConflictError
from samverk.foundation.numbering import hold_series, next_number
from samverk.interventions.models import Delivery, PriorityClass
from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.steps import Doing, locked, move
from samverk.interventions.persons.models import (
    JoinedBy,
    OfferAnswer,
    Participation,
    PlaceOffer,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.queries.rule_held import rule_held
from samverk.interventions.persons.queries.standing import place_of, takes_part_since
from samverk.interventions.persons.records import sealed, text_of
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import ParticipationEvent, ParticipationState
from samverk.rules.interventions.queue import QueueEvent, QueueState
from samverk.rules.wording import running_date


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How a referral is accepted: to which priority class (id), on which ground, and the opinion.

    ``conditions`` are what the place rests on, and are told to the referrer. ``assessed_on`` is the day
    of the assessment, None for today.
    """

    opinion: str
    priority: int | None = None
    priority_ground: str = ""
    conditions: str = ""
    assessed_on: date | None = None

    def __repr__(self) -> str:
        """Leave out the opinion and the conditions."""
        return f"Acceptance({self.priority})"


@dataclass(frozen=True, slots=True)
class CarriedPause:
    """Days that did not count where a place stood before (paus); ``to_date`` None while it lasts."""

    from_date: date
    to_date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes with a place from where it stood (det som följer med): its clock, pauses and ground.

    ``priority`` is the name of its class, "" for none. ``origin`` is how it came here, and
    ``seen_from`` when, for one who waited before the system.
    """

    clock_start: date
    confirmed_on: date
    priority: str = ""
    priority_ground: str = ""
    pauses: tuple[CarriedPause, ...] = ()
    origin: str = JoinedBy.TRANSFER.value
    seen_from: date | None = None

    def __repr__(self) -> str:
        """Leave out the ground: it may tell of the person."""
        return f"Carried({self.clock_start})"


def join(
    row: Referral, how: Acceptance, doing: Doing, carried: Carried | None = None
) -> QueueEntry:
    """Put an accepted referral in its delivery's queue, or tie it to the place the person has there.

    What is ``carried`` from elsewhere is kept: the clock, the pauses, and when the wait was confirmed.
    Raises ConflictError for somebody who takes part in the delivery already.
    """
    hold_series(f"queue/{row.delivery_id}")
    since = takes_part_since(row.person_id, row.delivery_id)
    if since is not None:
        raise ConflictError(
            f"Personen deltar redan i {row.delivery} sedan {running_date(since)}."
            " Återremittera med skälet ”redan remitterad”."
        )
    there = place_of(row.person_id, row.delivery_id)
    clock = min(clock_of(row), carried.clock_start) if carried else clock_of(row)
    if there is not None:
        return _tied(row, locked(QueueEntry, there.pk), (how, clock), doing)
    entry = QueueEntry(
        controller_id=row.controller_id,
        person_id=row.person_id,
        referral=row,
        delivery_id=row.delivery_id,
        number=next_number(f"queue/{row.delivery_id}"),
        priority_id=how.priority,
        clock_start=clock,
        joined_on=doing.day,
        confirmed_on=carried.confirmed_on if carried else doing.day,
        origin=carried.origin if carried else JoinedBy.REFERRAL,
        seen_from=carried.seen_from if carried else None,
        rule=rule_held(row.delivery_id, doing.day),
    )
    write_ground(entry, how.priority_ground)
    move(entry, QueueEvent.JOIN, doing)
    _carry(carried.pauses if carried else (), entry, doing)
    tell_wait(entry)
    return entry


def clock_of(row: Referral) -> date:
    """Give when a referral's clock started; a sent referral always has one."""
    if row.clock_start is None:
        raise ValueError("a referral that was received has a clock")
    return row.clock_start


def _tied(
    row: Referral, entry: QueueEntry, by: tuple[Acceptance, date], doing: Doing
) -> QueueEntry:
    how, clock = by
    row.tied_to = entry
    row.save(update_fields=["tied_to"])
    entry.clock_start = min(entry.clock_start, clock)
    if how.priority is not None:
        given = PriorityClass.objects.get(pk=how.priority)
        _keep_best(entry, given, how.priority_ground)
    move(entry, QueueEvent.JOIN_AGAIN, doing)
    tell_wait(entry)
    return entry


def _keep_best(entry: QueueEntry, given: PriorityClass | None, ground: str) -> None:
    """Let the class that goes first count, with its own ground."""
    if given is not None and (entry.priority is None or given.rank < entry.priority.rank):
        entry.priority = given
        write_ground(entry, ground)


def write_ground(entry: QueueEntry, ground: str) -> None:
    """Seal why a place has its priority class for that place; the row is not saved."""
    text = ground.strip()
    entry.priority_ground = sealed(entry.person, entry, {"text": text}) if text else b""


def moved(row: QueueEntry, to: Delivery, doing: Doing) -> QueueEntry:
    """Move a locked entry to another queue of the same authority, with all that belongs to it.

    The clock, the priority class with its ground, the pauses and the last confirmation go with it. A
    person who has a place there has one still: the earliest clock counts. Raises ConflictError for one
    who is offered a place, or has said yes, in a delivery that is still given.
    """
    hold_series(f"queue/{to.pk}")
    there = place_of(row.person_id, to.pk)
    group = _class_there(row, to)
    pauses = list(row.pauses.order_by("from_date"))
    leave_for_another(row, doing)
    by_system = Doing(doing.actor, Hand.SYSTEM, doing.home, doing.day)
    if there is not None:
        new = locked(QueueEntry, there.pk)
        new.clock_start = min(new.clock_start, row.clock_start)
        _keep_best(new, group, text_of(row.person, row, "priority_ground"))
        move(new, QueueEvent.JOIN_AGAIN, by_system)
    else:
        new = _new_place(row, to, group, by_system)
        _carry(pauses, new, by_system)
    _retie(row, new)
    tell_wait(new)
    return new


def leave_for_another(row: QueueEntry, doing: Doing) -> None:
    """Let a locked entry leave its queue for another one. Raises ConflictError, as ``moved`` does."""
    _let_go(row, doing)
    row.left_on = doing.day
    move(row, QueueEvent.TRANSFER, doing)


def _let_go(row: QueueEntry, doing: Doing) -> None:
    """End what hangs on a place that is moved: its pause, its offer, and what was planned on a yes."""
    QueuePause.objects.filter(entry=row, to_date=None).update(to_date=doing.day)
    if row.state not in (QueueState.OFFERED, QueueState.STARTING):
        return
    last = row.delivery.to_date
    if last is None or last >= doing.day:
        raise ConflictError(
            "Personen är erbjuden en plats eller har tackat ja. Vänta på svaret, eller på starten."
        )
    PlaceOffer.objects.filter(entry=row, answer="").update(
        answer=OfferAnswer.TAKEN_BACK, answered_on=doing.day
    )
    planned = Participation.objects.filter(entry=row, state=ParticipationState.PLANNED)
    for part in planned.select_for_update(of=("self",)):
        part.ended_on = doing.day
        move(
            part, ParticipationEvent.NO_SHOW, Doing(doing.actor, Hand.SYSTEM, doing.home, doing.day)
        )


def _new_place(
    row: QueueEntry, to: Delivery, group: PriorityClass | None, doing: Doing
) -> QueueEntry:
    new = QueueEntry(
        controller_id=row.controller_id,
        person_id=row.person_id,
        referral_id=row.referral_id,
        delivery=to,
        number=next_number(f"queue/{to.pk}"),
        priority=group,
        clock_start=row.clock_start,
        joined_on=doing.day,
        confirmed_on=row.confirmed_on,
        moved_from=row,
        rule=rule_held(to.pk, doing.day),
    )
    write_ground(new, text_of(row.person, row, "priority_ground"))
    move(new, QueueEvent.JOIN, doing)
    return new


def _class_there(row: QueueEntry, to: Delivery) -> PriorityClass | None:
    """Give the class of the same name there, or else the one that the person has: it is not lost."""
    if row.priority is None:
        return None
    same = PriorityClass.objects.filter(delivery=to, name=row.priority.name).first()
    return same or row.priority


def _carry(pauses: Iterable[QueuePause | CarriedPause], new: QueueEntry, doing: Doing) -> None:
    """Write the pauses of a place that was moved at the new one: what did not count does not there."""
    every = list(pauses)
    for one in every:
        QueuePause.objects.create(
            controller_id=new.controller_id,
            person_id=new.person_id,
            entry=new,
            from_date=one.from_date,
            to_date=one.to_date,
            reason=one.reason,
        )
    lasting = next((one for one in every if one.to_date is None), None)
    if lasting is not None:
        since = max(lasting.from_date, doing.day)
        again = Doing(doing.actor, doing.hand, doing.home, since, lasting.reason)
        move(new, QueueEvent.PAUSE, again)


def _retie(row: QueueEntry, new: QueueEntry) -> None:
    """Let the referrals that stood behind a place that was moved stand behind the new one."""
    Referral.objects.filter(tied_to=row).update(tied_to=new)
    if new.referral_id != row.referral_id:
        Referral.objects.filter(pk=row.referral_id).update(tied_to=new)
