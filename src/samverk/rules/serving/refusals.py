"""Why an event may not happen: each refusal with its rule and the way out."""

from __future__ import annotations

from samverk.rules.remote import Link, remote_participation
from samverk.rules.ruling import Reason
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.provisions import may_fill, substitute_serves, turn_decided
from samverk.rules.serving.roster import OrderKind, Roster, Seat, Substitute
from samverk.rules.serving.state import State
from samverk.rules.serving.turn import can_fill, for_whom
from samverk.rules.statutes.provision import because


def refusal(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    """Say why the event may not happen, and the way out; empty when it may."""
    day = event.day or roster.day
    if day > state.day:
        state = State(day, event.item, begun=state.begun)
    match event.kind:
        case EventKind.ARRIVED:
            return _no_arrival(roster, state, event)
        case EventKind.STARTED:
            return _no_start(roster, state, event)
        case EventKind.RETURNED:
            return _no_return(roster, state, event)
        case EventKind.STOPPED:
            return _no_stop(roster, state, event)
        case EventKind.LEFT | EventKind.STEPPED_ASIDE:
            return _no_departure(roster, state, event)


def _no_arrival(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    name = roster.title(event.person)
    if event.person in state.aside:
        return (Reason(f"{name} är ute för jäv: anteckna i stället att personen är åter."),)
    if state.present.get(event.person) is event.link:
        return (Reason(f"{name} är redan antecknad som närvarande."),)
    if event.link is Link.ROOM:
        return ()
    remote = remote_participation(
        roster.assembly, event.link, roster.remote, day=event.day or roster.day
    )
    return () if remote.value else remote.reasons


def _no_departure(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    name = roster.title(event.person)
    if event.person not in state.present:
        return (Reason(f"{name} är inte antecknad som närvarande."),)
    if event.kind is EventKind.STEPPED_ASIDE and state.aside.get(event.person) == event.item:
        return (Reason(f"{name} är redan ute för jäv i ärendet."),)
    return ()


def _no_return(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    name = roster.title(event.person)
    if event.person not in state.aside:
        return (Reason(f"{name} är inte antecknad som ute för jäv."),)
    if event.item > state.aside[event.person]:
        return ()
    text = f"{name} är ute för jäv och får komma åter först när ärendet har handlagts."
    return (because(text, turn_decided(roster), roster.day),)


def _no_stop(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    name = roster.title(event.person)
    if state.seat_of(event.person) is None:
        return (Reason(f"{name} tjänstgör inte."),)
    if event.person in roster.seat_of_member:
        text = f"{name} är ledamot: anteckna i stället att ledamoten har lämnat mötet."
        return (Reason(text),)
    return ()


def _no_start(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    substitute = roster.substitute_of_id.get(event.person)
    if substitute is None or event.seat is None:
        text = f"{roster.title(event.person)} är ledamot och kan inte tjänstgöra som ersättare."
        return (Reason(text),)
    seat = roster.seat_of_id[event.seat]
    if not can_fill(roster, seat, substitute):
        text = f"{substitute.title} kan inte tjänstgöra{for_whom(seat)}. {_whose(roster)}"
        return (because(text, may_fill(roster), roster.day),)
    return _taken(roster, state, seat, substitute) or _away(roster, state, substitute)


def _taken(roster: Roster, state: State, seat: Seat, substitute: Substitute) -> tuple[Reason, ...]:
    """One person in one seat: refuse a second of either."""
    held, serves = state.serving.get(seat.id), state.seat_of(substitute.person)
    if serves is not None:
        whom = for_whom(roster.seat_of_id[serves])
        text = f"{substitute.title} tjänstgör redan{whom}: en person kan bara ha en plats."
    elif held is not None:
        text = f"På platsen tjänstgör redan {roster.title(held)}: en plats kan bara ha en person."
    else:
        return ()
    return (because(text, substitute_serves(roster), roster.day),)


def _away(roster: Roster, state: State, substitute: Substitute) -> tuple[Reason, ...]:
    name = substitute.title
    if substitute.person not in state.present:
        return (Reason(f"{name} är inte antecknad som närvarande: anteckna ankomsten först."),)
    if substitute.person not in state.aside:
        return ()
    text = f"{name} är ute för jäv och kan inte tjänstgöra förrän ärendet har handlagts."
    return (because(text, turn_decided(roster), roster.day),)


def _whose(roster: Roster) -> str:
    return {
        OrderKind.PARTY_LIST: "Bara ersättare från samma parti träder in; annars lämnas platsen tom.",
        OrderKind.SAME_MEMBER: "Bara ersättare för samma medlem träder in; annars lämnas platsen tom.",
        OrderKind.FIXED: "Ersättarens parti står inte i turordningen för platsen.",
    }[roster.terms.kind]
