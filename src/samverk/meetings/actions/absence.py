"""Before the meeting: who cannot come, and the substitute who is called in by turn."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.dispatching import NewDispatch, save_dispatch
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.actions.letters import last_calling, queue_letter, word_of
from samverk.meetings.models import (
    AnnouncedAbsence,
    CalledIn,
    Dispatch,
    DispatchKind,
    Letter,
    Meeting,
)
from samverk.meetings.queries.absence import (
    EmptySeat,
    absent_from,
    empty_seats,
    has_been_called,
    told_of,
    told_reason,
    with_called,
)
from samverk.meetings.queries.outgoing import addresses_of, outgoing_of
from samverk.meetings.queries.roster import roster_of

ABSENCE_NOTED = acts.kind("meetings.absence_noted", "Frånvaro anmäld")
ABSENCE_STRUCK = acts.kind("meetings.absence_struck", "Anmäld frånvaro struken")
CALLED_IN = acts.kind("meetings.called_in", "Ersättare inkallad")
CALL_STRUCK = acts.kind("meetings.call_struck", "Inkallelse av ersättare struken")

OWN_ABSENCE, BACK = "Kan inte komma.", "Ledamoten kan komma."


@dataclass(frozen=True, slots=True)
class NewCall:
    """Whom to call in (person) to which seat (ids), as the page showed it."""

    seat: int
    substitute: int


def note_absence(actor: Actor, meeting: Meeting, person: int, *, key: str) -> AnnouncedAbsence:
    """Note that somebody cannot come; a substitute who had been called in no longer is.

    Raises InputError for a stranger, ConflictError when it is noted already, and once the meeting has
    been opened.
    """
    act = act_on(actor, ABSENCE_NOTED, key, meeting, person)

    def note() -> AnnouncedAbsence:
        found = _planned(meeting)
        roster = roster_of(found)
        if person not in roster.seat_of_member and person not in roster.substitute_of_id:
            raise InputError("Välj en av organets ledamöter eller ersättare.", field="person")
        if found.absences.filter(person=person, struck_why="").exists():
            raise ConflictError(f"{roster.title(person)} har redan anmält frånvaro.")
        for call in found.called_in.filter(struck_why="", substitute=person):
            # Who says so needs no word of it
            call.struck_why = OWN_ABSENCE
            call.save(update_fields=["struck_why"])
        return AnnouncedAbsence.objects.create(meeting=found, person_id=person)

    return acts.carry_out(act, note)


def _planned(meeting: Meeting) -> Meeting:
    found = hold_open(meeting.pk)
    if found.opened_at:
        raise ConflictError("Sammanträdet är öppnat: anteckna närvaron i mötesrummet.")
    return found


def _struck(actor: Actor, meeting: Meeting, call: CalledIn, why: str) -> CalledIn:
    """Strike a call, and tell the substitute, or that they are to be told in another way."""
    call.struck_why, call.told_struck = why, _tell_struck(actor, meeting, call, why)
    call.tell_otherwise = call.told_struck is None and has_been_called(meeting)
    call.save(update_fields=["struck_why", "told_struck", "tell_otherwise"])
    return call


def strike_absence(
    actor: Actor, absence: AnnouncedAbsence, why: str, *, key: str
) -> AnnouncedAbsence:
    """Strike an absence: the person comes after all, and whoever was called in to the seat no longer is.

    The substitute is told as in ``strike_call``. Raises InputError without a reason; ConflictError when
    it is struck, and once the meeting has been opened.
    """
    if not why.strip():
        raise InputError("Skriv varför, till exempel att personen kan komma.", field="why")
    act = act_on(actor, ABSENCE_STRUCK, key, absence.meeting, (absence.pk, why))

    def strike() -> AnnouncedAbsence:
        meeting = _planned(absence.meeting)
        found = AnnouncedAbsence.objects.select_for_update().get(pk=absence.pk)
        if found.struck_why:
            raise ConflictError("Uppgiften är redan struken.")
        found.struck_why = why.strip()
        found.save(update_fields=["struck_why"])
        seat = roster_of(meeting).seat_of_member.get(found.person_id)
        for call in meeting.called_in.filter(struck_why="", seat=seat.id) if seat else ():
            _struck(actor, meeting, call, BACK)
        return found

    return acts.carry_out(act, strike)


def call_in(actor: Actor, meeting: Meeting, new: NewCall, *, key: str) -> CalledIn:
    """Call in the substitute whose turn it is to a seat that will be empty, and keep why.

    Where the calling has gone out, the substitute gets it in a letter of their own; where it has not,
    with everybody's. Raises InputError when it is another's turn or the seat will not be empty, and
    ConflictError once the meeting has been opened.
    """
    act = act_on(actor, CALLED_IN, key, meeting, new)

    def call() -> CalledIn:
        found = _planned(meeting)
        chosen = _in_turn(found, new)
        made = CalledIn.objects.create(
            meeting=found,
            seat_id=new.seat,
            substitute_id=new.substitute,
            whom=chosen.whom,
            reason=told_reason(chosen.why.reasons),
            called_by=actor.name,
        )
        _send(actor, found, made)
        return made

    return acts.carry_out(act, call)


def _in_turn(meeting: Meeting, new: NewCall) -> EmptySeat:
    roster = with_called(roster_of(meeting), meeting)
    rows = {row.seat: row for row in empty_seats(roster, absent_from(meeting))}
    if (found := rows.get(new.seat)) is None:
        raise InputError("Platsen är inte tom, eller har redan en inkallad ersättare.")
    if found.substitute is None:
        raise InputError(found.why.reasons[0].text)
    if found.substitute != new.substitute:
        raise InputError(
            f"Nu står {found.name} i tur. Kan den personen inte komma: anteckna det först."
        )
    return found


def _send(actor: Actor, meeting: Meeting, call: CalledIn) -> Dispatch | None:
    """Send the calling to one called in after it went out; None when it has not, or nobody is reached."""
    called = _called(meeting)
    if called is None:
        return None
    outgoing = outgoing_of(meeting)
    one = next((one for one in outgoing.reached if one.person == call.substitute_id), None)
    if one is None:
        return None
    new = NewDispatch(called.page, called.minutes, reply_to=called.reply_to)
    made = save_dispatch(actor, meeting, new, outgoing, kind=DispatchKind.CALLED_IN)
    letter = Letter.objects.create(dispatch=made, name=one.greeted, person_id=one.person)
    queue_letter(letter, one.address)
    return made


def _called(meeting: Meeting) -> Dispatch | None:
    """Find the last calling to a meeting that letters can still be sent of."""
    if not settings.EMAIL_HOST or meeting.day < clock.today():
        return None
    return last_calling(meeting)


def strike_call(actor: Actor, call: CalledIn, why: str, *, key: str) -> CalledIn:
    """Strike a call that no longer holds; a substitute who was told of it is told so in a letter.

    Raises InputError without a reason; ConflictError when it is struck, and once the meeting has been
    opened.
    """
    if not why.strip():
        raise InputError("Skriv varför inkallelsen stryks.", field="why")
    act = act_on(actor, CALL_STRUCK, key, call.meeting, (call.pk, why))

    def strike() -> CalledIn:
        meeting = _planned(call.meeting)
        found = CalledIn.objects.select_for_update().get(pk=call.pk)
        if found.struck_why:
            raise ConflictError("Inkallelsen är redan struken.")
        return _struck(actor, meeting, found, why.strip())

    return acts.carry_out(act, strike)


def _tell_struck(actor: Actor, meeting: Meeting, call: CalledIn, why: str) -> Dispatch | None:
    """Write to one whose call no longer holds; None when they were not told of it, or are not reached."""
    called = _called(meeting)
    if called is None or not told_of(call):
        return None
    address = addresses_of(meeting.body_id, [call.substitute_id]).get(call.substitute_id)
    if not address:
        return None
    made = word_of(actor, meeting, DispatchKind.CALL_STRUCK, why, called)
    letter = Letter.objects.create(
        dispatch=made, name=call.substitute.name, person_id=call.substitute_id
    )
    queue_letter(letter, address)
    return made
