"""Whom to call in before a meeting, for those who have said that they cannot come.

Everybody else is taken to come. The turn is the one that holds at the meeting, so that the roll then
finds the same substitute.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from samverk.rules.remote import Link
from samverk.rules.ruling import Reason
from samverk.rules.serving.roster import Roster, Seat
from samverk.rules.serving.state import State
from samverk.rules.serving.turn import Suggestion, for_whom, suggestions


def to_call_in(roster: Roster, absent: Collection[int]) -> dict[int, Suggestion]:
    """Suggest whom to call in to each seat that will be empty, by the seats' numbers.

    ``absent`` are the persons who cannot come. A seat that somebody is called in to already
    (``Seat.called``) is not among them, unless that substitute cannot come either.
    """
    coming = {p: Link.ROOM for p in _people(roster) if p not in absent}
    taken = {seat.id: seat.called for seat in roster.seats if seat.called in coming}
    members = {seat.id: seat.person for seat in roster.seats if seat.person in coming}
    serving = {seat: who for seat, who in (taken | members).items() if who is not None}
    free = replace(roster, seats=tuple(replace(seat, called=None) for seat in roster.seats))
    found = suggestions(free, State(roster.day, present=coming, serving=serving))
    return {
        seat: one if one.person is not None else Suggestion(None, (_nobody(roster, seat),))
        for seat, one in found.items()
    }


def _people(roster: Roster) -> list[int]:
    members = [seat.person for seat in roster.seats if seat.person is not None]
    return [*members, *(each.person for each in roster.substitutes)]


def _nobody(roster: Roster, seat: int) -> Reason:
    found: Seat = roster.seat_of_id[seat]
    return Reason(f"Ingen ersättare finns kvar att kalla in{for_whom(found)}.")
