"""Whose turn it is: the order in which substitutes are called to a seat, and who that gives now.

The trap: one who has begun serving goes before the order, but never into a seat that the
substitute could not fill: another party's in the council, another member's in a federation.
"""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.ruling import Reason
from samverk.rules.serving.provisions import (
    may_fill,
    order_decided,
    substitute_serves,
    turn_decided,
)
from samverk.rules.serving.roster import OrderKind, Roster, Seat, Substitute
from samverk.rules.serving.state import State
from samverk.rules.statutes.provision import because

_LAST = 10**6

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Förslag på ersättare för en plats. ``person`` is None when nobody present can serve."""

    person: int | None
    reasons: tuple[Reason, ...]


def can_fill(roster: Roster, seat: Seat, substitute: Substitute) -> bool:
    """Answer whether a substitute can serve in a seat at all, whatever the turn."""
    match roster.terms.kind:
        case OrderKind.PARTY_LIST:
            return substitute.party == seat.party
        case OrderKind.SAME_MEMBER:
            return substitute.organisation == seat.organisation
        case OrderKind.FIXED:
            turns = roster.terms.parties.get(seat.party)
            is_own = substitute.person in seat.substitutes
            return is_own or turns is None or substitute.party in turns


def place_in_turn(roster: Roster, seat: Seat, substitute: Substitute) -> Key:
    """Rank a substitute for a seat by the order alone; the lowest is called first."""
    own = _index(seat.substitutes, substitute.person)
    last = (substitute.order, substitute.person)
    match roster.terms.kind:
        case OrderKind.PARTY_LIST:
            return (*_by_lists(roster, seat, substitute, own), *last)
        case OrderKind.SAME_MEMBER:
            return (own, *last)
        case OrderKind.FIXED:
            turns = roster.terms.parties.get(seat.party, ())
            return (own, _index(turns, substitute.party), *last)


def _by_lists(roster: Roster, seat: Seat, substitute: Substitute, own: int) -> Key:
    """Rank by the council's lists (5:21): the member's own, the constituency's, then the others'."""
    near = substitute.constituency == seat.constituency
    if near and own < _LAST:
        return (0, 0, 0, own)
    where = roster.terms.constituencies.get(seat.party, ())
    lists = [
        (each.rank, _index(each.substitutes, substitute.person))
        for each in roster.seats
        if each.party == substitute.party
        and each.constituency == substitute.constituency
        and substitute.person in each.substitutes
    ]
    rank, at = min(lists, default=(_LAST, _LAST))
    return (1, 0, rank, at) if near else (2, _index(where, substitute.constituency), rank, at)


def _index(order: tuple[int, ...] | tuple[str, ...], what: int | str) -> int:
    return order.index(what) if what in order else _LAST


def in_turn(roster: Roster, state: State, seat: Seat) -> list[Substitute]:
    """List those who could be called to a seat now, first in turn first."""
    serving = set(state.serving.values())
    free = (
        each
        for each in roster.substitutes
        if each.person in state.present
        and each.person not in state.aside
        and each.person not in serving
        and can_fill(roster, seat, each)
    )
    return sorted(free, key=lambda each: _key(roster, state, seat, each))


def _key(roster: Roster, state: State, seat: Seat, substitute: Substitute) -> Key:
    if substitute.person == seat.called:
        return (-1,)
    has_begun = roster.terms.begun_keeps_priority and substitute.person in state.begun
    return (0 if has_begun else 1, *place_in_turn(roster, seat, substitute))


def suggestions(roster: Roster, state: State) -> dict[int, Suggestion]:
    """Suggest who is to be called to each empty seat, by the seats' numbers.

    Nobody is suggested twice. Where two seats compete, the substitute who ranks best in one of
    them goes there, so that one of the same constituency is not spent on another's seat.
    """
    empty = [seat for seat in roster.seats if seat.id not in state.serving]
    pairs = sorted(
        (_key(roster, state, seat, each), at, seat.id, each.person)
        for at, seat in enumerate(empty)
        for each in in_turn(roster, state, seat)
    )
    chosen: dict[int, int] = {}
    for _, _, seat_id, person in pairs:
        if seat_id not in chosen and person not in chosen.values():
            chosen[seat_id] = person
    return {seat.id: _suggested(roster, state, seat, chosen.get(seat.id)) for seat in empty}


def _suggested(roster: Roster, state: State, seat: Seat, person: int | None) -> Suggestion:
    if person is None:
        return Suggestion(None, (_nobody(roster, seat),))
    substitute = roster.substitute_of_id[person]
    if person == seat.called:
        return Suggestion(person, (_called(seat, substitute),))
    serves = f"{substitute.title} står i tur att tjänstgöra{for_whom(seat)}."
    reasons = (
        because(serves, substitute_serves(roster), roster.day),
        why_in_turn(roster, state, seat, substitute),
    )
    return Suggestion(person, reasons)


def _called(seat: Seat, substitute: Substitute) -> Reason:
    return Reason(
        f"{substitute.title} kallades in före mötet att tjänstgöra{for_whom(seat)}, som den som då"
        " stod i tur."
    )


def for_whom(seat: Seat) -> str:
    """Name the seat in a text, with the blank before."""
    return f" för {seat.holder}" if seat.person is not None else " på den vakanta platsen"


def _nobody(roster: Roster, seat: Seat) -> Reason:
    match roster.terms.kind:
        case OrderKind.PARTY_LIST:
            text = f"Ingen ledig ersättare för {seat.party} är närvarande: platsen lämnas tom."
        case OrderKind.SAME_MEMBER:
            text = (
                f"Ingen ledig ersättare för {seat.organisation} är närvarande: platsen lämnas tom, "
                "för en medlem kan inte företrädas av en annan."
            )
        case OrderKind.FIXED:
            text = "Ingen ledig ersättare som kan tjänstgöra på platsen är närvarande."
    return because(text, may_fill(roster), roster.day)


def why_in_turn(roster: Roster, state: State, seat: Seat, substitute: Substitute) -> Reason:
    """Say by what a substitute stands where they do in the turn to a seat."""
    if roster.terms.begun_keeps_priority and substitute.person in state.begun:
        text = "Den som har börjat tjänstgöra går före turordningen."
        return because(text, turn_decided(roster), roster.day)
    match roster.terms.kind:
        case OrderKind.PARTY_LIST:
            text = _by_which_list(roster, seat, substitute)
        case OrderKind.SAME_MEMBER:
            text = f"Ersättare för {seat.organisation}, i den ordning som bestämdes vid valet."
        case OrderKind.FIXED:
            text = "Den första lediga i den bestämda ordningen."
            if substitute.person in seat.substitutes:
                text = "Ersättare för just den ledamoten, i den bestämda ordningen."
    return because(text, order_decided(roster), roster.day)


def _by_which_list(roster: Roster, seat: Seat, substitute: Substitute) -> str:
    tier, _, rank, _ = _by_lists(
        roster, seat, substitute, _index(seat.substitutes, substitute.person)
    )
    if tier == 0:
        return "Ersättare för just den ledamoten, och från samma valkrets."
    of_seat = f" och ersättare för partiets plats nummer {rank} där" if 0 < rank < _LAST else ""
    if tier == 1:
        return (
            f"Från samma valkrets{of_seat}." if seat.constituency else f"Från samma parti{of_seat}."
        )
    return f"Från en annan valkrets, {substitute.constituency}{of_seat}."
