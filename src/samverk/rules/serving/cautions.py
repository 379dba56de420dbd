"""What to warn of when an event is recorded: the turn passed by, swapping, and no way back."""

from __future__ import annotations

from samverk.rules.ruling import Reason
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.provisions import broken_off, doubts, substitute_serves, turn_decided
from samverk.rules.serving.roster import Roster
from samverk.rules.serving.state import State
from samverk.rules.serving.turn import in_turn, suggestions
from samverk.rules.statutes.provision import because, unknown_wordings


def cautions(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    """List what speaks against an event that may happen all the same."""
    match event.kind:
        case EventKind.STARTED:
            found = (*_passes_by(roster, state, event), *_alternates(roster, state, event))
            return (*found, *doubts(roster), *_unknown(roster, event))
        case EventKind.LEFT if _breaks_off(roster, state, event):
            text = (
                f"{roster.title(event.person)} får sedan inte tjänstgöra mer i dag. Beror det på "
                "jäv ska det antecknas som jäv."
            )
            return (because(text, broken_off(roster), roster.day), *_unknown(roster, event))
        case EventKind.STOPPED:
            return (
                _no_alternating(f"{roster.title(event.person)} slutar utan att ledamoten är åter."),
            )
        case _:
            return ()


def _unknown(roster: Roster, event: Event) -> tuple[Reason, ...]:
    left = event.kind is EventKind.LEFT
    return unknown_wordings(roster.day, (broken_off if left else substitute_serves)(roster))


def _breaks_off(roster: Roster, state: State, event: Event) -> bool:
    is_member = event.person in roster.seat_of_member
    serves = state.seat_of(event.person) is not None or event.person in state.resumes
    return is_member and serves and roster.terms.broken_off_stays_out


def _passes_by(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    """Warn when somebody else stands before in the turn, and is not wanted in another seat."""
    if event.seat is None:
        return ()
    first = in_turn(roster, state, roster.seat_of_id[event.seat])[0]
    suggested = suggestions(roster, state)[event.seat].person
    if event.person in (first.person, suggested):
        return ()
    text = (
        f"{first.title} står före i turordningen. Anteckna varför {roster.title(event.person)} "
        "tjänstgör, eller kalla in den som står i tur."
    )
    return (because(text, turn_decided(roster), roster.day),)


def _alternates(roster: Roster, state: State, event: Event) -> tuple[Reason, ...]:
    """Warn of swapping back and forth (växeltjänstgöring)."""
    name = roster.title(event.person)
    if event.person in state.stopped:
        return (_no_alternating(f"{name} har redan slutat tjänstgöra en gång under mötet."),)
    gave_up = [who for who, seat in state.stopped.items() if seat == event.seat]
    if not gave_up:
        return ()
    return (_no_alternating(f"{roster.title(gave_up[-1])} har nyss lämnat samma plats."),)


def _no_alternating(text: str) -> Reason:
    return Reason(
        f"{text} Växeltjänstgöring, att byta fram och tillbaka, godtas inte i praxis annat än "
        "vid jäv. Någon bestämmelse säger det inte; källan är kommuners egna vägledningar."
    )
