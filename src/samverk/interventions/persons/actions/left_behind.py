"""Ends, as the coordinator, what goes on or never began where the delivery is given no more."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.ending import check_ending, closed
from samverk.interventions.persons.actions.proposing import held_of_both, withdraw_all
from samverk.interventions.persons.actions.queueing import Removal, check_removal
from samverk.interventions.persons.actions.steps import (
    Doing,
    check_day,
    done,
    locked,
    move,
    step_kind,
)
from samverk.interventions.persons.actions.taking_part import Ending, leave_queue
from samverk.interventions.persons.models import Hold, Measurement, Participation, Point
from samverk.interventions.persons.models.outcomes import Missing
from samverk.interventions.persons.queries.measured import measured_in_turn, number_of_next
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.participation import EndReason, ParticipationEvent
from samverk.rules.interventions.queue import NEVER_BEGUN_REASONS, QueueEvent, RemovalReason
from samverk.rules.wording import running_date

ENDED = step_kind("left_behind_ended", "Deltagande avslutat efter verksamhetens slut")
NEVER_BEGUN = step_kind(
    "never_begun_ended", "Planerat deltagande avslutat efter verksamhetens slut"
)


def end_left_behind(  # noqa: PLR0913
    actor: Actor,
    body: int,
    participation: uuid.UUID,
    ending: Ending,
    *,
    key: str,
    missing: str = "",
) -> Participation:
    """End a participation whose delivery has ended, early and for a coded reason.

    There may be no case worker left to measure the status at the end: then it is said why it is
    ``missing``. An open proposal to the referrer comes to nothing. Raises ConflictError while the delivery
    is given, InputError for what an ending lacks, and a day after the delivery's last.
    """
    check_ending(ending)
    if not ending.reason:
        raise InputError("Välj varför deltagandet slutade i förtid.", field="how")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, ending.day)

        def work() -> Participation:
            row = held_of_both(participation)
            _check_ended(row, ending)
            withdraw_all(row, doing)
            _leave_unmeasured(row, ending, missing)
            return closed(row, ending, doing)

        return done(ENDED, doing, key, (str(participation), asdict(ending), missing), work)


def end_never_begun(  # noqa: PLR0913
    actor: Actor, body: int, participation: uuid.UUID, why: Removal, day: date, *, key: str
) -> Participation:
    """End a planned participation whose delivery has ended: it never began, for a coded reason.

    The place in the queue is left with it, for the same reason, and who referred is told. Raises
    ConflictError while the delivery is given, InputError for no reason and a day that it cannot be.
    """
    check_removal(why, NEVER_BEGUN_REASONS, day)
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        doing = Doing(actor, Hand.COORDINATOR, home, day, why.reason, why.note)

        def work() -> Participation:
            row = locked(Participation, participation)
            _check_given_no_more(row)
            check_day(row, day)
            row.ended_on = day
            move(row, ParticipationEvent.NO_SHOW, _coded(doing))
            leave_queue(row, QueueEvent.NO_SHOW, doing, why.reason)
            return row

        return done(NEVER_BEGUN, doing, key, (str(participation), asdict(why), day), work)


def _coded(doing: Doing) -> Doing:
    """Give the reason of a participation: that a queue was shut is that its provider left."""
    if doing.reason != RemovalReason.INTAKE_CLOSED:
        return doing
    return replace(doing, reason=EndReason.PROVIDER_LEFT.value)


def _check_given_no_more(row: Participation) -> date:
    """Answer the last day of a participation's delivery. Raises ConflictError while it is given."""
    last = row.delivery.to_date
    if last is None or last >= clock.today():
        raise ConflictError(
            f"{row.delivery} ges fortfarande. Deltagaransvarig avslutar deltagandet."
        )
    return last


def _check_ended(row: Participation, ending: Ending) -> None:
    last = _check_given_no_more(row)
    # Only a pause that was noted later may need a later day: an end is never before it
    later = Hold.objects.filter(participation=row, from_date__gt=last).exists()
    if ending.day > last and not later:
        raise InputError(
            f"{row.delivery} gavs till och med {running_date(last)}. Ingen deltog efter den dagen.",
            field="day",
        )


def _leave_unmeasured(row: Participation, ending: Ending, missing: str) -> None:
    """Say why the status at the end is missing, unless it is measured."""
    if measured_in_turn(row, Point.EXIT).exists():
        return
    if missing not in set(Missing):
        raise InputError("Välj varför status vid avslut saknas.", field="missing")
    Measurement.objects.create(
        controller_id=row.controller_id,
        person_id=row.person_id,
        participation=row,
        point=Point.EXIT,
        turn=row.turn,
        number=number_of_next(row, Point.EXIT),
        measured_on=ending.day,
        missing=missing,
        source="",
    )
