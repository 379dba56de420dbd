"""Who comes to a meeting, goes, steps aside for jäv and serves in another's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.conflict import NewConflict, check_conflict, keep_how
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.actions.locks import refuse_closed
from samverk.meetings.models import AgendaItem, CastBallot, Meeting, PresenceEvent, StepTaken
from samverk.meetings.queries.absence import with_called
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.meetings.queries.turns import GONE, item_in_hand, turn_in_hand
from samverk.rules.remote import Link, remote_participation
from samverk.rules.serving import (
    Event,
    EventKind,
    Roster,
    admission,
    serving_at,
    serving_through,
    state_after,
)
from samverk.rules.wording import NO_BREAK

PRESENCE_RECORDED = acts.kind("meetings.presence_recorded", "Närvaro antecknad")
ROLL_CALLED = acts.kind("meetings.roll_called", "Upprop hållet")
SUBSTITUTES_SEATED = acts.kind("meetings.substitutes_seated", "Ersättare börjar tjänstgöra")
PRESENCE_STRUCK = acts.kind("meetings.presence_struck", "Närvarohändelse struken som felaktig")


# What belongs to one item and cannot be put off to the next
OF_THE_ITEM = (EventKind.STEPPED_ASIDE.value, EventKind.RETURNED.value)


@dataclass(frozen=True, slots=True)
class NewPresence:
    """Something that happened to a person's presence; ids of the directory.

    ``turn`` is the item in hand, or the next one, as the page showed it; None for whichever it is.
    ``conflict`` is the ground of jäv by the body's own law; ``ground`` then a note in free words.
    """

    kind: str
    person: int
    turn: int | None = None
    seat: int | None = None
    link: str = Link.ROOM.value
    day: date | None = None
    ground: str = ""
    conflict: NewConflict | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One who is there at the roll call, and how."""

    person: int
    link: str = Link.ROOM.value
    ground: str = ""


def call_roll(actor: Actor, meeting: Meeting, arrivals: Sequence[Arrival], *, key: str) -> Meeting:
    """Note all who are there, from the item in hand or the first one, in one act.

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
            new = NewPresence(arrived, one.person, link=one.link, ground=one.ground)
            hall.rows.append(_made(hall, new))
        PresenceEvent.objects.bulk_create(hall.rows)
        return hall.meeting

    return acts.carry_out(act, call)


def record_presence(actor: Actor, meeting: Meeting, new: NewPresence, *, key: str) -> PresenceEvent:
    """Note that somebody came, went, stepped aside for jäv, returned, began or ceased to serve.

    It holds from the item in hand; once a vote has been held there, from the next one. Raises
    InputError with the rule's own reasons when it may not happen (``serving.admission``), for jäv
    in an item that has been voted on, and when the meeting has gone on to another item.
    """
    act = act_on(actor, PRESENCE_RECORDED, key, meeting, new)

    def record() -> PresenceEvent:
        hall = _hall(meeting.pk)
        made = _made(hall, new)
        noted = new.conflict and check_conflict(
            hall.roster, events_of(hall.rows), made, new.conflict
        )
        made.save()
        if new.conflict and noted:
            noted.save()
            in_hand = next((each for each in hall.items if each.turn == made.turn), None)
            keep_how(actor, noted, new.conflict, in_hand)
        return made

    return acts.carry_out(act, record)


def seat_substitutes(
    actor: Actor, meeting: Meeting, chosen: Sequence[tuple[int, int]], *, turn: int, key: str
) -> Meeting:
    """Let substitutes begin to serve in one act: seats with persons (ids), as the turn suggests them.

    ``turn`` is the item in hand, or the next, as the page showed it. Raises InputError for nobody and as
    ``record_presence``; ConflictError when the turn no longer suggests one of them for that seat.
    """
    if not chosen:
        raise InputError("Välj minst en ersättare.", field="chosen")
    act = act_on(actor, SUBSTITUTES_SEATED, key, meeting, (tuple(chosen), turn))

    def seat() -> Meeting:
        hall = _hall(meeting.pk)
        roster = with_called(hall.roster, hall.meeting)
        places = serving_at(roster, events_of(hall.rows), turn).value.places
        suggested = {(p.seat, p.suggestion.person) for p in places if p.suggestion}
        if not set(chosen) <= suggested:
            raise ConflictError(
                "Vem som står i tur har ändrats sedan sidan visades. Läs in den igen."
            )
        made = []
        for number, person in chosen:
            new = NewPresence(EventKind.STARTED.value, person, turn=turn, seat=number)
            made.append(_made(hall, new))
            hall.rows.append(made[-1])
        PresenceEvent.objects.bulk_create(made)
        return hall.meeting

    return acts.carry_out(act, seat)


@dataclass(frozen=True, slots=True)
class _Hall:
    """The meeting room: who may be there, and what has been noted so far, in order."""

    meeting: Meeting
    roster: Roster
    rows: list[PresenceEvent]
    items: list[AgendaItem]


def _hall(meeting: int) -> _Hall:
    found = hold_open(meeting)
    if found.opened_at is None:
        raise ConflictError("Öppna sammanträdet först.")
    rows = list(found.presence.order_by("number"))
    return _Hall(found, roster_of(found), rows, list(found.items.all()))


def _made(hall: _Hall, new: NewPresence) -> PresenceEvent:
    event = _event(new, _turn_of(hall, new))
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


def _turn_of(hall: _Hall, new: NewPresence) -> int:
    """Answer from which item it holds: who has voted in the one in hand has served in it."""
    now, item = turn_in_hand(hall.items), item_in_hand(hall.items)
    if new.turn is not None and new.turn != now and not (item and new.turn == now + 1):
        raise InputError("Mötet har gått vidare sedan sidan visades. Läs in den igen.")
    if item is None or new.turn == now + 1 or not _is_voted(item):
        return new.turn or now
    if new.kind in OF_THE_ITEM:
        raise InputError(
            f"En omröstning är hållen i §{NO_BREAK}{item.paragraph}. Gäller det jäv i den punkten:"
            " ångra omröstningen först. Gäller det nästa punkt: anteckna det när den här är klar."
        )
    return now + 1


def _is_voted(item: AgendaItem) -> bool:
    with opened([item.meeting.body_id]):
        return StepTaken.objects.filter(item=item, kind="Voted", undone=False).exists()


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

    Raises InputError without a reason, and when what happened later would no longer be possible or
    a vote would no longer agree with who served; ConflictError when it is struck already.
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
        refuse_closed(hall.meeting, [i for i in hall.items if (i.turn or 0) >= found.turn])
        found.struck_why = why.strip()
        _check_rest(hall)
        _check_votes(hall, from_turn=found.turn)
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


def _check_votes(hall: _Hall, *, from_turn: int) -> None:
    """Refuse when those who voted in an item would no longer be those who served in it."""
    voted: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    with opened([hall.meeting.body_id]):
        rows = CastBallot.objects.filter(
            vote__item__meeting=hall.meeting, vote__undone=False, vote__item__turn__gte=from_turn
        )
        names = ("vote", "vote__item__turn", "vote__item__paragraph", "person")
        for vote, turn, paragraph, person in rows.values_list(*names):
            voted[vote, turn, paragraph].add(person)
    turns = {turn for _, turn, _ in voted}
    serving = serving_through(hall.roster, events_of(hall.rows), turns)
    for (_, turn, paragraph), people in voted.items():
        served, gone = set(serving[turn].value.people), _left_after(hall.rows, turn)
        if not served - gone <= people <= served:
            raise InputError(
                f"Då stämmer inte omröstningen i §{NO_BREAK}{paragraph} med vilka som tjänstgjorde."
                " Ångra den först, om punkten inte är avgjord."
            )


def _left_after(rows: Sequence[PresenceEvent], turn: int) -> set[int]:
    """List who left between two votes of one item: noted from the next, and asked in the first alone."""
    return {r.person_id for r in rows if r.turn == turn + 1 and r.kind in GONE}
