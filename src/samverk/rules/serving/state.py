"""Who is present and who serves, after a series of events. Knows what follows, not what is allowed.

The trap: a substitute's service ends by itself when the member comes, or when the one for whom the
substitute stood in comes back after jäv. No event is recorded for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from samverk.rules.remote import Link
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.roster import Roster

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class State:
    """Läget i mötet. ``serving`` maps seats to persons, the others persons to what is named.

    ``aside`` holds the item for which each stepped aside, ``resumes`` the seat that each of them
    left. ``barred`` have broken off for another reason than jäv and may not serve again that day.
    ``begun`` are the substitutes who have served, ``stopped`` those who gave it up of their own.
    ``took_over`` are the members who came late and took their seat from a substitute.
    """

    day: date
    item: int = 1
    present: Mapping[int, Link] = field(default_factory=dict)
    serving: Mapping[int, int] = field(default_factory=dict)
    aside: Mapping[int, int] = field(default_factory=dict)
    resumes: Mapping[int, int] = field(default_factory=dict)
    barred: frozenset[int] = frozenset()
    begun: frozenset[int] = frozenset()
    stopped: Mapping[int, int] = field(default_factory=dict)
    took_over: frozenset[int] = frozenset()

    def seat_of(self, person: int) -> int | None:
        """Find the seat in which a person serves; None if they do not."""
        return next((seat for seat, who in self.serving.items() if who == person), None)


def follow(roster: Roster, state: State, event: Event) -> State:
    """Let one event happen. Whether it may is answered by ``admission``."""
    day = event.day or roster.day
    if day > state.day:
        # A new day is a new roll call: nobody is known to be there, and nobody is barred.
        state = State(day, event.item, begun=state.begun, stopped=state.stopped)
    state = _happen(roster, replace(state, item=event.item), event)
    return state if roster.terms.late_member_takes_over else _seat_the_waiting(roster, state)


def _happen(roster: Roster, state: State, event: Event) -> State:
    match event.kind:
        case EventKind.ARRIVED:
            return _arrived(roster, state, event)
        case EventKind.LEFT:
            return _left(roster, state, event.person)
        case EventKind.STEPPED_ASIDE:
            return _stepped_aside(state, event)
        case EventKind.RETURNED:
            return _returned(state, event.person)
        case EventKind.STARTED:
            return _started(state, event)
        case EventKind.STOPPED:
            return _stopped(state, event.person)


def _arrived(roster: Roster, state: State, event: Event) -> State:
    was_here = event.person in state.present
    state = replace(state, present={**state.present, event.person: event.link})
    seat = roster.seat_of_member.get(event.person)
    if was_here or seat is None or event.person in state.barred:
        return state
    if seat.id in state.serving and not roster.terms.late_member_takes_over:
        return state
    if seat.id in state.serving:
        state = replace(state, took_over=state.took_over | {event.person})
    return _take(state, seat.id, event.person)


def _seat_the_waiting(roster: Roster, state: State) -> State:
    """Where a late member has to wait for the substitute: serve when the seat is empty at last."""
    for seat in roster.seats:
        who = seat.person
        is_free = who in state.present and who not in state.aside and who not in state.barred
        if who is not None and is_free and seat.id not in state.serving:
            state = _take(state, seat.id, who)
    return state


def _left(roster: Roster, state: State, person: int) -> State:
    broke_off = state.seat_of(person) is not None or person in state.resumes
    is_barred = broke_off and person in roster.seat_of_member and roster.terms.broken_off_stays_out
    return replace(
        state,
        present=_without(state.present, person),
        serving={seat: who for seat, who in state.serving.items() if who != person},
        aside=_without(state.aside, person),
        resumes=_without(state.resumes, person),
        barred=state.barred | {person} if is_barred else state.barred,
    )


def _stepped_aside(state: State, event: Event) -> State:
    seat = state.seat_of(event.person)
    return replace(
        state,
        aside={**state.aside, event.person: event.item},
        resumes=state.resumes if seat is None else {**state.resumes, event.person: seat},
        serving={held: who for held, who in state.serving.items() if who != event.person},
    )


def _returned(state: State, person: int) -> State:
    seat = state.resumes.get(person)
    back = replace(state, aside=_without(state.aside, person))
    return back if seat is None else _take(back, seat, person)


def _take(state: State, seat: int, person: int) -> State:
    """Give a seat to one with a better right to it than whoever serves or waits there.

    Those who wait for a seat stand in the order they stepped aside, the member before all: who
    takes it ends the claims behind, and keeps those before.
    """
    waiting = [who for who, held in state.resumes.items() if held == seat]
    before = waiting[: waiting.index(person)] if person in waiting else []
    resumes = {who: held for who, held in state.resumes.items() if held != seat or who in before}
    return replace(state, serving={**state.serving, seat: person}, resumes=resumes)


def _started(state: State, event: Event) -> State:
    if event.seat is None:
        return state
    return replace(
        state,
        serving={**state.serving, event.seat: event.person},
        begun=state.begun | {event.person},
    )


def _stopped(state: State, person: int) -> State:
    seat = state.seat_of(person)
    if seat is None:
        return state
    return replace(
        state,
        serving=_without(state.serving, seat),
        stopped={**state.stopped, person: seat},
    )


def _without(mapping: Mapping[int, V], key: int) -> dict[int, V]:
    return {each: value for each, value in mapping.items() if each != key}
