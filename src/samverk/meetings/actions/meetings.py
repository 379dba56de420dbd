"""Planning a meeting, moving or cancelling it, and recording what was done around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from django.db import IntegrityError, transaction

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require
from samverk.meetings.actions.doors import act_on, hold, hold_open, may_hold
from samverk.meetings.actions.fates import tell_of_agenda
from samverk.meetings.actions.letters import call_off
from samverk.meetings.actions.locks import refuse_closed
from samverk.meetings.actions.requests import check_request
from samverk.meetings.models import Meeting, MeetingFact, MeetingFactKind
from samverk.meetings.queries.roster import assembly_of
from samverk.registry import queries as registry
from samverk.rules.assembly import Assembly
from samverk.rules.clock_change import Hour, hour_of
from samverk.rules.extra_meeting import Asker

PLANNED = acts.kind("meetings.planned", "Sammanträde planerat")
MOVED = acts.kind("meetings.moved", "Sammanträde ändrat")
DOORS_SET = acts.kind("meetings.doors_set", "Angivet om sammanträdet är offentligt")
CANCELLED = acts.kind("meetings.cancelled", "Sammanträde inställt")
FACT_RECORDED = acts.kind("meetings.fact_recorded", "Händelse kring sammanträdet registrerad")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where and how a body meets. ``public`` None where nobody has decided.

    ``asker`` is who asked for an extra meeting (``rules.extra_meeting``), ``requesting`` how many members.
    """

    day: date
    starts_at: time
    place: str
    distance_link: str = ""
    extra: bool = False
    asker: str = ""
    requesting: int | None = None
    asked_by: str = ""
    public: bool | None = None


def plan_meeting(actor: Actor, body: int, new: Occasion, *, key: str) -> Meeting:
    """Plan a meeting of a body (id).

    Raises InputError without a place, for an extra meeting that nobody asked for, for a council behind
    closed doors, or at an hour that the change of the clock takes away or gives twice; ConflictError when
    the body meets at that hour already.
    """
    found = directory.body_ref(body)
    require(may_hold(actor, found))
    act = acts.Act(
        actor,
        PLANNED,
        key,
        found.organisation,
        effective_on=new.day,
        content=(body, new),
        body=body,
    )
    return acts.carry_out(act, lambda: _save(Meeting(body_id=body), new))


def move_meeting(actor: Actor, meeting: Meeting, new: Occasion, *, key: str) -> Meeting:
    """Change when, where or how a meeting is held, before it is opened.

    Raises InputError and ConflictError as ``plan_meeting``, and ConflictError once it is opened.
    """
    act = act_on(actor, MOVED, key, meeting, new)

    def move() -> Meeting:
        found = hold_open(meeting.pk)
        if found.opened_at:
            raise ConflictError("Sammanträdet har öppnats: tid och plats kan inte längre ändras.")
        before = found.day
        moved = _save(found, new)
        if moved.day != before:
            _tell_of_all(moved)
        return moved

    return acts.carry_out(act, move)


def _tell_of_all(meeting: Meeting) -> None:
    """Tell those who sent the extracts behind its items that the day is another, or none."""
    for item in meeting.items.filter(case__isnull=False, struck_on__isnull=True):
        item.meeting = meeting
        tell_of_agenda(item)


def _save(meeting: Meeting, new: Occasion) -> Meeting:
    for name in ("day", "starts_at", "distance_link", "extra", "public"):
        setattr(meeting, name, getattr(new, name))
    # What was said of a request goes with it
    meeting.asker = new.asker if new.extra else ""
    meeting.requesting = new.requesting if meeting.asker == Asker.MEMBERS.value else None
    meeting.place, meeting.asked_by = new.place.strip(), new.asked_by.strip() if new.extra else ""
    _check(meeting, new)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as fault:
        raise ConflictError(
            f"Organet sammanträder redan {new.day} klockan {new.starts_at:%H:%M}."
        ) from fault
    return meeting


def _check(meeting: Meeting, new: Occasion) -> None:
    hour = hour_of(new.day, new.starts_at)
    if hour.value is not Hour.ONCE:
        raise InputError(" ".join(reason.text for reason in hour.reasons), field="starts_at")
    if not meeting.place:
        raise InputError("Skriv var sammanträdet hålls.", field="place")
    _check_doors(meeting)
    if new.extra:
        check_request(meeting)


def _check_doors(meeting: Meeting) -> None:
    if meeting.public is False and assembly_of(meeting.body.kind) is Assembly.COUNCIL:
        raise InputError(
            "Fullmäktiges sammanträden är offentliga. Ska ett ärende behandlas bakom stängda dörrar: "
            "ange det på dess punkt.",
            field="public",
        )


def set_doors(actor: Actor, meeting: Meeting, *, public: bool, key: str) -> Meeting:
    """Say whether a meeting is public, also while it goes on and until its minutes are sent.

    Raises InputError for a council behind closed doors; ConflictError for a meeting that is cancelled, and
    when its minutes are out for adjustment or adjusted.
    """
    act = act_on(actor, DOORS_SET, key, meeting, public)

    def write() -> Meeting:
        found = hold(meeting.pk)
        refuse_closed(found)
        found.public = public
        _check_doors(found)
        found.save(update_fields=["public"])
        return found

    return acts.carry_out(act, write)


def cancel_meeting(actor: Actor, meeting: Meeting, why: str, *, key: str) -> Meeting:
    """Cancel a meeting that has not been opened: it stays, with the reason.

    Everybody whom a calling may have reached by e-mail gets word, and it leaves their calendars.

    Raises InputError without a reason, ConflictError for one that is opened or cancelled already.
    """
    if not why.strip():
        raise InputError("Skriv varför sammanträdet ställs in.", field="why")
    act = replace(act_on(actor, CANCELLED, key, meeting, why.strip()), why=why.strip())

    def cancel() -> Meeting:
        found = hold(meeting.pk)
        if found.opened_at:
            raise ConflictError("Sammanträdet har öppnats och kan inte ställas in.")
        found.cancelled_on, found.cancelled_why = clock.today(), why.strip()
        found.save(update_fields=["cancelled_on", "cancelled_why"])
        call_off(actor, found)
        _tell_of_all(found)
        return found

    return acts.carry_out(act, cancel)


@dataclass(frozen=True, slots=True)
class NewMeetingFact:
    """What was done around a meeting on a day; ``paper`` (id) is the document that shows it."""

    kind: str
    happened_on: date
    paper: int | None = None
    note: str = ""


def record_meeting_fact(
    actor: Actor, meeting: Meeting, new: NewMeetingFact, *, key: str
) -> MeetingFact:
    """Record that a meeting was announced, called or its papers sent.

    Raises InputError for a day that has not been, one after the meeting, or another body's paper;
    ConflictError when it is recorded already. That it was late is no fault here: the rules tell it.
    """
    act = act_on(actor, FACT_RECORDED, key, meeting, new)
    return acts.carry_out(act, lambda: _record(meeting.pk, new))


def _record(meeting: int, new: NewMeetingFact) -> MeetingFact:
    found = hold(meeting)
    _check_fact(found, new)
    try:
        with transaction.atomic():
            return MeetingFact.objects.create(
                meeting=found,
                kind=new.kind,
                happened_on=new.happened_on,
                paper_id=new.paper,
                note=new.note.strip(),
            )
    except IntegrityError as fault:
        raise ConflictError("Det är redan registrerat för den dagen.") from fault


def _check_fact(meeting: Meeting, new: NewMeetingFact) -> None:
    if new.kind not in MeetingFactKind.values:
        raise InputError("Välj vad som gjordes.", field="kind")
    if new.happened_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="happened_on")
    if new.happened_on > meeting.day:
        raise InputError(
            f"Sammanträdet hålls {meeting.day}: dagen är efter det.", field="happened_on"
        )
    if new.paper and registry.document_by_id(new.paper).case.body_id != meeting.body_id:
        raise InputError("Handlingen hör till ett annat organs diarium.", field="paper")
