"""Whether an event may happen, asked before it is recorded; and replaying those that did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving.cautions import cautions
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.provisions import late_member, substitute_serves, turn_decided
from samverk.rules.serving.refusals import refusal
from samverk.rules.serving.roster import Roster
from samverk.rules.serving.state import State, follow
from samverk.rules.statutes.provision import Provision, because, unknown_wordings


def states_at(roster: Roster, events: Sequence[Event], items: Iterable[int]) -> dict[int, State]:
    """Replay the events once and keep the state at the end of each of ``items``.

    Raises ValueError for an event that may not happen, or that stands out of order.
    """
    wanted = sorted(set(items))
    kept: dict[int, State] = {}
    state = State(roster.day)
    for event in events:
        _check_order(roster, state, event)
        while wanted and event.item > wanted[0]:
            kept[wanted.pop(0)] = state
        if not wanted:
            break
        state = _replayed(roster, state, event)
    return kept | dict.fromkeys(wanted, state)


def state_after(roster: Roster, events: Sequence[Event]) -> State:
    """Replay all events. Raises ValueError as ``states_at`` does."""
    state = State(roster.day)
    for event in events:
        _check_order(roster, state, event)
        state = _replayed(roster, state, event)
    return state


def _replayed(roster: Roster, state: State, event: Event) -> State:
    no = refusal(roster, state, event)
    if no:
        raise ValueError(no[0].text)
    return follow(roster, state, event)


def admission(roster: Roster, events: Sequence[Event], event: Event) -> Ruling[bool]:
    """Answer whether ``event`` may follow upon ``events``. The remarks warn but do not refuse.

    Raises ValueError for people and seats that the roster does not know, and for an event that is
    earlier than those before it.
    """
    state = state_after(roster, events)
    _check_order(roster, state, event)
    no = refusal(roster, state, event)
    if no:
        return Ruling(False, no, unknown_wordings(roster.day, substitute_serves(roster)))
    reasons = (*_granted(roster, event), *_takes_over(roster, state, event))
    return Ruling(True, reasons, cautions(roster, state, event))


def _check_order(roster: Roster, state: State, event: Event) -> None:
    roster.title(event.person)
    if event.seat is not None and event.seat not in roster.seat_of_id:
        raise ValueError("Platsen finns inte i organet.")
    if event.item < state.item or (event.day or roster.day) < state.day:
        raise ValueError("Händelserna ska stå i den ordning de inträffade.")


def _granted(roster: Roster, event: Event) -> tuple[Reason, ...]:
    name = roster.title(event.person)
    text = {
        EventKind.ARRIVED: f"{name} antecknas som närvarande.",
        EventKind.LEFT: f"{name} lämnar mötet.",
        EventKind.STEPPED_ASIDE: f"{name} deltar inte i ärendet på grund av jäv.",
        EventKind.RETURNED: f"{name} är åter efter jäv.",
        EventKind.STARTED: f"{name} börjar tjänstgöra.",
        EventKind.STOPPED: f"{name} slutar tjänstgöra.",
    }[event.kind]
    cited: dict[EventKind, Provision] = {
        EventKind.RETURNED: turn_decided(roster),
        EventKind.STARTED: substitute_serves(roster),
    }
    provision = cited.get(event.kind)
    return (because(text, provision, roster.day) if provision else Reason(text),)


def _takes_over(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    """Tell whose service ends by itself when a member comes, or one returns after jäv."""
    after = follow(roster, state, event)
    seat = after.seat_of(event.person)
    ousted = None if seat is None else state.serving.get(seat)
    if ousted is None or ousted == event.person or (event.day or roster.day) > state.day:
        return ()
    text = f"{roster.title(ousted)} slutar då tjänstgöra på den platsen."
    late = event.kind is EventKind.ARRIVED
    return (because(text, (late_member if late else turn_decided)(roster), roster.day),)
