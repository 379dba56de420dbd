"""A participation: it starts, stands still, goes on, ends with a report, and is followed up."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions.case_work import What, work_on
from samverk.interventions.persons.actions.earlier import keep_end, set_terms
from samverk.interventions.persons.actions.ending import check_ending, closed
from samverk.interventions.persons.actions.far_waits import tell_wait
from samverk.interventions.persons.actions.lasting import check_return, check_stay
from samverk.interventions.persons.actions.measured_whole import check_whole
from samverk.interventions.persons.actions.measuring import (
    check_measured,
    check_time,
)
from samverk.interventions.persons.actions.places import (
    check_first_day,
    check_given,
    check_once,
    take_place,
)
from samverk.interventions.persons.actions.planning import set_facts
from samverk.interventions.persons.actions.queueing import Removal, check_removal
from samverk.interventions.persons.actions.steps import (
    Doing,
    check_day,
    locked,
    move,
    step_kind,
)
from samverk.interventions.persons.models import (
    ChangeProposal,
    Goal,
    Hold,
    Measurement,
    Participation,
    Point,
    QueueEntry,
)
from samverk.interventions.persons.queries.candidates import starting
from samverk.interventions.persons.queries.measured import number_of_next
from samverk.interventions.persons.records import sealed
from samverk.interventions.queries import rules_of
from samverk.rules.interventions.eligibility import TestDay, try_candidate
from samverk.rules.interventions.participation import (
    HoldReason,
    ParticipationEvent,
    Reactivation,
    may_end_on,
    may_reactivate,
)
from samverk.rules.interventions.proposal import ProposalState
from samverk.rules.interventions.queue import NO_SHOW_REASONS, QueueEvent
from samverk.rules.wording import running_date

WHOLE = 100
STARTED = step_kind("participation_started", "Deltagande påbörjat")
NEVER_STARTED = step_kind("participation_never_started", "Deltagande aldrig påbörjat")
INTERRUPTED = step_kind("participation_interrupted", "Uppehåll påbörjat")
RESUMED = step_kind("participation_resumed", "Uppehåll avslutat")
CHANGED = step_kind("participation_changed", "Deltagande ändrat")
ENDED = step_kind("participation_ended", "Deltagande avslutat")
REACTIVATED = step_kind("participation_reactivated", "Deltagande återupptaget")
MEASURED = step_kind("participation_measured", "Status mätt")
GOAL_SET = step_kind("goal_set", "Mål satt")


@dataclass(frozen=True, slots=True)
class NewMeasurement:
    """A status at one point: all of it, or why it is missing. See :class:`Measurement`."""

    point: str
    measured_on: date
    occupation: str = ""
    hours: int | None = None
    livelihood: str = ""
    education: str = ""
    missing: str = ""
    blank: str = ""
    source: str = "self"
    share: int | None = None
    second: str = ""
    second_share: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a participation ends: as planned, or early for a coded reason; the report; the goals.

    ``goals`` maps a goal's id to how far it was reached. ``is_own`` when the person wanted it to end early.
    """

    day: date
    report: str
    reason: str = ""
    goals: tuple[tuple[str, str], ...] = ()
    is_own: bool = False

    def __repr__(self) -> str:
        """Leave out the report."""
        return f"Ending({self.day}, {self.reason})"


@dataclass(frozen=True, slots=True)
class NewHold:
    """A pause of a participation: why, until when it is planned, and whether the place is kept."""

    reason: str
    planned_return: date
    keeps_place: bool = True


def measure_status(
    actor: Actor, body: int, participation: uuid.UUID, new: NewMeasurement, *, key: str
) -> Measurement:
    """Register a person's status at one point; a late follow-up is kept but does not count.

    Raises ConflictError when it is there already, InputError for a day that cannot be.
    """
    check_whole(new)

    def work(row: Participation, _: Doing) -> Measurement:
        late = check_time(row, new.point, new.measured_on, is_missing=bool(new.missing))
        return Measurement.objects.create(
            controller_id=body,
            person_id=row.person_id,
            participation=row,
            # The start is the same in every turn
            turn=1 if new.point == Point.ENTRY else row.turn,
            number=number_of_next(row, new.point),
            is_late=late,
            **asdict(new) | ({"source": ""} if new.missing else {}),
        )

    return work_on((actor, body), participation, What(MEASURED, new), key, work)


def set_goal(actor: Actor, body: int, participation: uuid.UUID, text: str, *, key: str) -> Goal:
    """Write down what a person wants to reach."""
    if not text.strip():
        raise InputError("Skriv målet.", field="text")

    def work(row: Participation, _: Doing) -> Goal:
        goal = Goal(controller_id=body, person_id=row.person_id, participation=row)
        goal.sealed = sealed(row.person, goal, {"text": text.strip()})
        goal.save(force_insert=True)
        return goal

    return work_on((actor, body), participation, What(GOAL_SET, text), key, work)


def start_participation(
    actor: Actor, body: int, participation: uuid.UUID, day: date, *, key: str
) -> Participation:
    """Start a participation: the clock of the wait stops. The entry measurement is done first."""

    def work(row: Participation, doing: Doing) -> Participation:
        check_measured(row, Point.ENTRY, doing.day)
        check_given(row.delivery, doing.day)
        check_first_day(row, doing.day)
        tried = try_candidate(starting(row), rules_of(row.delivery_id), TestDay.START, doing.day)
        if tried.value.blocks:
            raise InputError(" ".join(reason.text for reason in tried.reasons))
        row.starts_on = doing.day
        if row.responsible_id is None:
            row.responsible_id = doing.actor.user
        set_facts(row, doing.day)
        move(row, ParticipationEvent.START, doing)
        leave_queue(row, QueueEvent.START, doing)
        return row

    return work_on((actor, body), participation, What(STARTED, day=day), key, work)


def leave_queue(row: Participation, event: QueueEvent, doing: Doing, removal: str = "") -> None:
    """Let the place behind a participation be left, if there is one, and tell who referred."""
    if row.entry_id is None:
        return
    entry = locked(QueueEntry, row.entry_id)
    if doing.day < entry.joined_on:
        raise InputError(f"Personen ställdes i kö {running_date(entry.joined_on)}.", field="day")
    entry.left_on = doing.day
    entry.removal = removal
    move(entry, event, doing)
    tell_wait(entry)


def note_no_show(  # noqa: PLR0913
    actor: Actor,
    body: int,
    participation: uuid.UUID,
    why: Removal,
    *,
    key: str,
    day: date | None = None,
) -> Participation:
    """Note that a person never came: the place is free, and the wait ended without a start.

    The reason is coded; that somebody was not reached needs two dated attempts in the note. It is from
    today, or from a ``day`` before.
    """
    check_removal(why, NO_SHOW_REASONS, day or clock.today())

    def work(row: Participation, doing: Doing) -> Participation:
        check_day(row, doing.day)
        row.ended_on = doing.day
        coded = replace(doing, reason=why.reason)
        move(row, ParticipationEvent.NO_SHOW, coded)
        leave_queue(row, QueueEvent.NO_SHOW, coded, why.reason)
        return row

    what = What(NEVER_STARTED, why, note=why.note, day=day)
    return work_on((actor, body), participation, what, key, work)


def interrupt_participation(  # noqa: PLR0913
    actor: Actor,
    body: int,
    participation: uuid.UUID,
    new: NewHold,
    *,
    key: str,
    day: date | None = None,
) -> Participation:
    """Let a participation stand still for a while, from today or a ``day`` before.

    Raises InputError for a planned return before that, or later than the longest pause allows.
    """
    if new.reason not in set(HoldReason):
        raise InputError("Välj varför.", field="reason")

    def work(row: Participation, doing: Doing) -> Participation:
        check_day(row, doing.day)
        check_return(row, new.planned_return, doing.day)
        move(row, ParticipationEvent.INTERRUPT, doing)
        Hold.objects.create(
            controller_id=body,
            person_id=row.person_id,
            participation=row,
            from_date=doing.day,
            **asdict(new),
        )
        return row

    return work_on((actor, body), participation, What(INTERRUPTED, new, day=day), key, work)


def resume_participation(
    actor: Actor, body: int, participation: uuid.UUID, *, key: str, day: date | None = None
) -> Participation:
    """Let a participation go on, from today or a ``day`` before.

    A place that was let go is to be free now: who has it is not asked to leave. Raises ConflictError
    after the delivery's last day.
    """

    def work(row: Participation, doing: Doing) -> Participation:
        check_day(row, doing.day)
        check_given(row.delivery, doing.day)
        if Hold.objects.filter(participation=row, to_date=None, keeps_place=False).exists():
            take_place(row.delivery_id, clock.today())
        move(row, ParticipationEvent.RESUME, doing)
        Hold.objects.filter(participation=row, to_date=None).update(to_date=doing.day)
        return row

    return work_on((actor, body), participation, What(RESUMED, day=day), key, work)


@dataclass(frozen=True, slots=True)
class NewTerms:
    """A participation's extent in percent and planned end from now on, and why."""

    extent: int
    planned_end: date | None
    why: str = ""

    def __repr__(self) -> str:
        """Leave out why."""
        return f"NewTerms({self.extent}, {self.planned_end})"


def change_participation(
    actor: Actor, body: int, participation: uuid.UUID, terms: NewTerms, *, key: str
) -> Participation:
    """Change a participation's extent and planned end. Raises InputError for a day that cannot be."""
    if not 1 <= terms.extent <= WHOLE:
        raise InputError("Omfattningen är mellan 1 och 100 procent.", field="extent")

    def work(row: Participation, doing: Doing) -> Participation:
        check_none_open(row)
        if terms.planned_end and terms.planned_end != row.planned_end:
            check_end(row, terms.planned_end, doing.day)
        set_terms(row, (terms.extent, terms.planned_end), doing.day)
        move(row, ParticipationEvent.CHANGE, doing)
        return row

    return work_on((actor, body), participation, What(CHANGED, terms, note=terms.why), key, work)


def check_none_open(row: Participation) -> None:
    """Raise ConflictError while the referrer has a proposal to answer: what it is of would be another."""
    if ChangeProposal.objects.filter(participation=row, state=ProposalState.OPEN).exists():
        raise ConflictError(
            "Remittenten har ett förslag att svara på. Vänta på svaret, eller ta tillbaka förslaget."
        )


def check_end(row: Participation, planned_end: date, day: date) -> None:
    """Raise InputError for a planned end that cannot be, or later than the longest stay allows."""
    check_stay(row, planned_end)
    ruling = may_end_on(row.starts_on, planned_end, day)
    if not ruling.value:
        raise InputError(ruling.reasons[0].text, field="planned_end")


def end_participation(
    actor: Actor, body: int, participation: uuid.UUID, ending: Ending, *, key: str
) -> Participation:
    """End a participation with its report, how far the goals were reached, and the exit status.

    Raises InputError for a missing report, reason, exit measurement, or goal without a result.
    """
    check_ending(ending)

    def work(row: Participation, doing: Doing) -> Participation:
        check_none_open(row)
        return closed(row, ending, doing)

    what = What(ENDED, ending, day=ending.day)
    return work_on((actor, body), participation, what, key, work)


def reactivate_participation(
    actor: Actor, body: int, participation: uuid.UUID, why: str, *, key: str
) -> Participation:
    """Go on with a participation that ended not long ago, with a reason; the earlier end is kept."""

    def work(row: Participation, doing: Doing) -> Participation:
        newer = Participation.objects.filter(
            person=row.person_id, delivery=row.delivery_id, recorded_at__gt=row.recorded_at
        )
        ended = row.ended_on or doing.day
        ruling = may_reactivate(Reactivation(ended, doing.day, why, newer.exists()))
        if not ruling.value:
            raise InputError(" ".join(reason.text for reason in ruling.reasons), field="why")
        check_given(row.delivery, doing.day)
        check_once(row)
        take_place(row.delivery_id, doing.day)
        keep_end(row)
        move(row, ParticipationEvent.REACTIVATE, doing)
        return row

    return work_on((actor, body), participation, What(REACTIVATED, note=why), key, work)
