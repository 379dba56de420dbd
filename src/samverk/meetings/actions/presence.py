"""Opening and ending a meeting, and who comes, goes, steps aside and serves in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.models import Meeting, PresenceEvent
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.rules.remote import Link, remote_participation
from samverk.rules.serving import Event, EventKind, Roster, admission, state_after

OPENED = acts.kind("meetings.opened", "Sammanträde öppnat")
ENDED = acts.kind("meetings.ended", "Sammanträde avslutat")
PRESENCE_RECORDED = acts.kind("meetings.presence_recorded", "Närvaro antecknad")
ROLL_CALLED = acts.kind("meetings.roll_called", "Upprop hållet")
PRESENCE_STRUCK = acts.kind("meetings.presence_struck", "Närvarohändelse struken som felaktig")


@dataclass(frozen=True, slots=True)
class NewPresence:
    """Something that happened to a person's presence; ids of the directory.

    ``turn`` is the item from which it holds, None for the next one to be taken up.
    """

    kind: str
    person: int
    turn: int | None = None
    seat: int | None = None
    link: str = Link.ROOM.value
    day: date | None = None
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One who is there at the roll call, and how."""

    person: int
    link: str = Link.ROOM.value
    ground: str = ""


def open_meeting(
    actor: Actor, meeting: Meeting, chair: int | None, secretary: str, *, key: str
) -> Meeting:
    """Open a meeting with the person (id) who presides and the secretary's name.

    Raises InputError when the chair holds no seat in the body or the secretary is not named, and
    ConflictError when it is opened already or its day has not come.
    """
    if not secretary.strip():
        raise InputError("Skriv vem som är sekreterare.", field="secretary")
    act = act_on(actor, OPENED, key, meeting, (chair, secretary.strip()))
    return acts.carry_out(act, lambda: _open(meeting.pk, chair, secretary.strip()))


def _open(meeting: int, chair: int | None, secretary: str) -> Meeting:
    found = hold_open(meeting)
    if found.opened_at:
        raise ConflictError("Sammanträdet är redan öppnat.")
    if found.day > clock.today():
        raise ConflictError(f"Sammanträdet är den {found.day} och kan inte öppnas än.")
    if chair is None or chair not in _people(roster_of(found)):
        raise InputError("Välj vem som är ordförande.", field="chair")
    found.chair_id, found.secretary, found.opened_at = chair, secretary, clock.now()
    found.save(update_fields=["chair", "secretary", "opened_at"])
    return found


def _people(roster: Roster) -> frozenset[int]:
    return frozenset({*roster.seat_of_member, *roster.substitute_of_id})


def end_meeting(actor: Actor, meeting: Meeting, *, key: str) -> Meeting:
    """End a meeting. Raises ConflictError while an item waits, or when it was never opened."""
    act = act_on(actor, ENDED, key, meeting, None)

    def end() -> Meeting:
        found = hold_open(meeting.pk)
        if found.opened_at is None:
            raise ConflictError("Sammanträdet har inte öppnats.")
        waiting = _without_outcome(found)
        if waiting:
            what = "En punkt" if waiting == 1 else f"{waiting} punkter"
            raise ConflictError(
                f"{what} saknar utgång: ta upp och anteckna utgången, eller stryk ur listan."
            )
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        return found

    return acts.carry_out(act, end)


def _without_outcome(meeting: Meeting) -> int:
    """Count the items that have neither an outcome nor been struck, secret ones too."""
    with opened([meeting.body_id]):
        return meeting.items.filter(struck_on__isnull=True, outcome__isnull=True).count()


def call_roll(actor: Actor, meeting: Meeting, arrivals: Sequence[Arrival], *, key: str) -> Meeting:
    """Note all who are there from the first item, in one act.

    Raises InputError for nobody, for a stranger, and for one who may not take part as said;
    ConflictError when the roll has been called: then each who comes is noted by ``record_presence``.
    """
    if not arrivals:
        raise InputError("Markera dem som är närvarande.", field="present")
    act = act_on(actor, ROLL_CALLED, key, meeting, tuple(arrivals))

    def call() -> Meeting:
        hall = _hall(meeting.pk)
        if hall.rows:
            raise ConflictError("Upprop är redan hållet. Anteckna den som kommer eller går.")
        for one in arrivals:
            arrived = EventKind.ARRIVED.value
            new = NewPresence(arrived, one.person, 1, link=one.link, ground=one.ground)
            hall.rows.append(_made(hall, new))
        PresenceEvent.objects.bulk_create(hall.rows)
        return hall.meeting

    return acts.carry_out(act, call)


def record_presence(actor: Actor, meeting: Meeting, new: NewPresence, *, key: str) -> PresenceEvent:
    """Note that somebody came, went, stepped aside for jäv, returned, began or ceased to serve.

    Raises InputError with the rule's own reasons when it may not happen (``serving.admission``).
    """
    act = act_on(actor, PRESENCE_RECORDED, key, meeting, new)

    def record() -> PresenceEvent:
        made = _made(_hall(meeting.pk), new)
        made.save()
        return made

    return acts.carry_out(act, record)


@dataclass(frozen=True, slots=True)
class _Hall:
    """The meeting room: who may be there, and what has been noted so far, in order."""

    meeting: Meeting
    roster: Roster
    rows: list[PresenceEvent]


def _hall(meeting: int) -> _Hall:
    found = hold_open(meeting)
    if found.opened_at is None:
        raise ConflictError("Öppna sammanträdet först.")
    return _Hall(found, roster_of(found), list(found.presence.order_by("number")))


def _made(hall: _Hall, new: NewPresence) -> PresenceEvent:
    event = _event(new, new.turn or _next_turn(hall.meeting))
    _check_link(hall.roster, event, new.ground)
    _admit(hall, event)
    return PresenceEvent(
        meeting=hall.meeting,
        number=hall.rows[-1].number + 1 if hall.rows else 1,
        kind=new.kind,
        person_id=new.person,
        turn=event.item,
        seat_id=new.seat,
        link=new.link,
        day=new.day,
        ground=new.ground.strip(),
    )


def _event(new: NewPresence, turn: int) -> Event:
    try:
        kind, link = EventKind(new.kind), Link(new.link)
        return Event(kind, new.person, turn, new.seat, link, new.day)
    except ValueError as fault:
        raise InputError(str(fault)) from fault


def _next_turn(meeting: Meeting) -> int:
    """Answer the turn of the item that is being handled or, between items, of the next one."""
    turns = [turn for turn in meeting.items.values_list("turn", flat=True) if turn]
    return max(turns, default=0) + 1


def _check_link(roster: Roster, event: Event, ground: str) -> None:
    if event.kind is not EventKind.ARRIVED or event.link is Link.ROOM:
        return
    terms = replace(roster.remote, special_reasons=ground)
    found = remote_participation(roster.assembly, event.link, terms, day=roster.day)
    if not found.value:
        raise InputError(found.reasons[0].text, field="link")


def _admit(hall: _Hall, event: Event) -> None:
    try:
        found = admission(hall.roster, events_of(hall.rows), event)
    except ValueError as fault:
        raise InputError(str(fault)) from fault
    if not found.value:
        raise InputError(" ".join(reason.text for reason in found.reasons))


def strike_presence(actor: Actor, event: PresenceEvent, why: str, *, key: str) -> PresenceEvent:
    """Strike an event entered in error: it stays with its reason and counts no more.

    Raises InputError without a reason, and when what happened later would no longer be possible;
    ConflictError when it is struck already.
    """
    if not why.strip():
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    act = replace(
        act_on(actor, PRESENCE_STRUCK, key, event.meeting, (event.pk, why)), why=why.strip()
    )

    def strike() -> PresenceEvent:
        hall = _hall(event.meeting_id)
        found = next(row for row in hall.rows if row.pk == event.pk)
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        found.struck_why = why.strip()
        _check_rest(hall)
        found.save(update_fields=["struck_why"])
        return found

    return acts.carry_out(act, strike)


def _check_rest(hall: _Hall) -> None:
    try:
        state_after(hall.roster, events_of(hall.rows))
    except ValueError as fault:
        raise InputError(
            f"Det som antecknats efteråt går då inte ihop: {fault} Stryk det först."
        ) from fault
