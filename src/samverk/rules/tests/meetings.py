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
from samverk.rules.serving.state import State, follow

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
# A board whose by-laws differ from the council's rules in all that they may.
OTHERWISE = replace(
    BOARD,
    terms=OrderTerms(
        OrderKind.FIXED,
        begun_keeps_priority=False,
        late_member_takes_over=False,
        broken_off_stays_out=False,
    ),
)
ROSTERS = (COUNCIL, BOARD, BY_PARTY, FEDERATION, OTHERWISE)


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


def pick(roster: Roster, state: State, move: Move, item: int) -> Event | None:
    """Find an event of the move's kind that may happen now; None if none may."""
    kind, choice, _ = move
    starts_now = kind is EventKind.STARTED
    people = list(roster.substitute_of_id) if starts_now else [*roster.seat_of_member]
    people += [] if starts_now else [*roster.substitute_of_id]
    seats = list(roster.seat_of_id) if starts_now else [None]
    pairs = [(person, seat) for person in people for seat in seats]
    for person, seat in pairs[choice % len(pairs) :] + pairs[: choice % len(pairs)]:
        event = Event(kind, person, item, seat=seat)
        if not refusal(roster, state, event):
            return event
    return None


def played(roster: Roster, present: int, moves: list[Move]) -> tuple[Event, ...]:
    """Call the roll of the first ``present`` people from the end, then do what may be done."""
    everybody = [*roster.seat_of_member, *roster.substitute_of_id]
    events = list(arrived(*everybody[::-1][:present]))
    state = state_after(roster, events)
    item = 1
    for move in moves:
        item += move[2]
        if event := pick(roster, state, move, item):
            events.append(event)
            state = follow(roster, state, event)
    return tuple(events)


Move = tuple[EventKind, int, bool]
_BUSY = [*EventKind, EventKind.STARTED, EventKind.STARTED, EventKind.RETURNED]
MOVES = st.lists(
    st.tuples(st.sampled_from(_BUSY), st.integers(0, 127), st.booleans()), min_size=4, max_size=16
)
MEETINGS = st.tuples(st.sampled_from(ROSTERS), st.integers(3, 16), MOVES).map(
    lambda drawn: (drawn[0], played(*drawn))
)


def remote(person: int, item: int, link: Link = Link.SOUND_AND_IMAGE) -> Event:
    return Event(EventKind.ARRIVED, person, item, link=link)
