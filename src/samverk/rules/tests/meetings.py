"""A small cast for tests of meetings: a council, a board and a federation's board."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from samverk.rules.assembly import Assembly
from samverk.rules.remote import Link, RemoteTerms
from samverk.rules.serving import (
    Event,
    EventKind,
    OrderKind,
    OrderTerms,
    Roster,
    Seat,
    Substitute,
    state_after,
)
from samverk.rules.serving.examples import COUNCIL as COUNCIL
from samverk.rules.serving.examples import FEDERATION as FEDERATION
from samverk.rules.serving.refusals import refusal
from samverk.rules.serving.state import follow

DAY = date(2024, 3, 20)
NEXT_DAY = date(2024, 3, 21)
DECIDED = RemoteTerms(is_allowed=True, source="10 § reglementet")
BOARD = Roster(
    Assembly.BOARD,
    DAY,
    (
        Seat(1, 1, "Ek", "A"),
        Seat(2, 2, "Dal", "A"),
        Seat(3, 3, "Sten", "B"),
        Seat(4, None, party="B"),
        Seat(5, 5, "Vik", "C"),
    ),
    (
        Substitute(11, "Berg", "A", order=1),
        Substitute(12, "Fors", "B", order=2),
        Substitute(13, "Lind", "C", order=3),
    ),
    OrderTerms(OrderKind.FIXED, source="8 § reglementet"),
    DECIDED,
)
BY_PARTY = replace(
    BOARD,
    terms=OrderTerms(
        OrderKind.FIXED,
        parties={"A": ("A", "C"), "B": ("B", "A"), "C": ("C",)},
        source="8 § reglementet",
    ),
)
ROSTERS = (COUNCIL, BOARD, BY_PARTY, FEDERATION)


def arrived(*people: int, item: int = 1) -> tuple[Event, ...]:
    return tuple(Event(EventKind.ARRIVED, person, item) for person in people)


def left(person: int, item: int) -> Event:
    return Event(EventKind.LEFT, person, item)


def aside(person: int, item: int) -> Event:
    return Event(EventKind.STEPPED_ASIDE, person, item)


def back(person: int, item: int) -> Event:
    return Event(EventKind.RETURNED, person, item)


def starts(person: int, seat: int, item: int) -> Event:
    return Event(EventKind.STARTED, person, item, seat=seat)


def stops(person: int, item: int) -> Event:
    return Event(EventKind.STOPPED, person, item)


def proposals(roster: Roster) -> st.SearchStrategy[list[tuple[EventKind, int, int, bool]]]:
    """Draw what somebody might want to record: kind, person, seat, and if a new item begins."""
    people = [s.person for s in roster.seats if s.person is not None]
    people += [each.person for each in roster.substitutes]
    kinds = st.sampled_from([*EventKind, EventKind.ARRIVED, EventKind.STARTED])
    seats = st.sampled_from([seat.id for seat in roster.seats])
    one = st.tuples(kinds, st.sampled_from(people), seats, st.booleans())
    return st.lists(one, max_size=40)


def only_admitted(
    roster: Roster, wanted: list[tuple[EventKind, int, int, bool]]
) -> tuple[Event, ...]:
    """Record what may be recorded, in order. What ``admission`` says is tested for itself."""
    events: list[Event] = []
    state = state_after(roster, ())
    item = 1
    for kind, person, seat, moves_on in wanted:
        item += moves_on
        event = Event(kind, person, item, seat=seat if kind is EventKind.STARTED else None)
        if not refusal(roster, state, event):
            state = follow(roster, state, event)
            events.append(event)
    return tuple(events)


MEETINGS = st.sampled_from(ROSTERS).flatmap(
    lambda roster: st.tuples(
        st.just(roster), proposals(roster).map(lambda wanted: only_admitted(roster, wanted))
    )
)


def remote(person: int, item: int, link: Link = Link.SOUND_AND_IMAGE) -> Event:
    return Event(EventKind.ARRIVED, person, item, link=link)
