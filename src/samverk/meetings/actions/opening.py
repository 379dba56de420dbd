"""Opening a meeting, ending it, and who presides in between."""

from __future__ import annotations

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.models import Meeting, Presiding
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.meetings.queries.turns import turn_in_hand
from samverk.rules.serving import Roster, serving_at

OPENED = acts.kind("meetings.opened", "Sammanträde öppnat")
ENDED = acts.kind("meetings.ended", "Sammanträde avslutat")
HANDED_OVER = acts.kind("meetings.chair_handed_over", "Ordförandeskap överlämnat")


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
    """Count the items that have neither an outcome nor been struck."""
    return meeting.items.filter(struck_on__isnull=True, settled_at__isnull=True).count()


def hand_over_chair(actor: Actor, meeting: Meeting, person: int | None, *, key: str) -> Presiding:
    """Note that another (id) presides, from the item in hand or the next one.

    Raises InputError for one who does not serve there, ConflictError before the meeting is opened
    and when it has ended.
    """
    act = act_on(actor, HANDED_OVER, key, meeting, person)

    def hand_over() -> Presiding:
        found = hold_open(meeting.pk)
        if found.opened_at is None:
            raise ConflictError("Öppna sammanträdet först.")
        turn = turn_in_hand(found.items.all())
        events = events_of(found.presence.order_by("number"))
        with agreeing():
            serving = serving_at(roster_of(found), events, turn).value
        if person not in serving.people:
            raise InputError(
                "Bara den som tjänstgör i punkten kan vara ordförande.", field="person"
            )
        return Presiding.objects.create(meeting=found, person_id=person, turn=turn)

    return acts.carry_out(act, hand_over)
