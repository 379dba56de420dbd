"""Who serves at one item: for each seat the member, a substitute or nobody, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.remote import Link
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.serving.admission import states_at
from samverk.rules.serving.events import Event
from samverk.rules.serving.provisions import (
    broken_off,
    doubts,
    late_member,
    may_fill,
    order_decided,
    substitute_serves,
    turn_decided,
)
from samverk.rules.serving.roster import Roster, Seat
from samverk.rules.serving.state import State
from samverk.rules.serving.turn import Suggestion, suggestions
from samverk.rules.statutes.finsam import FINSAM_SAME_MEMBER
from samverk.rules.statutes.kl import KL_SUBSTITUTE_RIGHTS
from samverk.rules.statutes.provision import because, unknown_wordings


class Holder(StrEnum):
    """Who sits in a seat at an item (tjänstgörande)."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    NOBODY = "nobody"


class Absence(StrEnum):
    """Why a seat's member does not serve (frånvaroskäl)."""

    VACANT = "vacant"
    NOT_NOTED = "not_noted"
    CONFLICT = "conflict"
    BROKEN_OFF = "broken_off"
    GAVE_WAY = "gave_way"


@dataclass(frozen=True, slots=True)
class Place:
    """En plats vid ett ärende.

    ``absence`` is the member's, also where a substitute serves; None when the member does.
    ``empty_for_conflict`` says that the seat stands empty because of jäv in this item.
    ``suggestion`` is given for an empty seat.
    """

    seat: int
    person: int | None
    holder: Holder
    link: Link | None
    absence: Absence | None
    empty_for_conflict: bool
    reasons: tuple[Reason, ...]
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """Tjänstgörande vid ett ärende. ``aside`` are those out for jäv, ``waiting`` present others."""

    item: int
    places: tuple[Place, ...]
    aside: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Those who serve, in the order of the seats: they alone vote and decide."""
        return tuple(place.person for place in self.places if place.person is not None)

    @property
    def empty_for_conflict(self) -> int:
        """How many seats stand empty because of jäv."""
        return sum(place.empty_for_conflict for place in self.places)


def serving_at(roster: Roster, events: Sequence[Event], item: int) -> Ruling[Serving]:
    """Answer who serves at ``item``, counted in the order the items are handled.

    Raises ValueError for events that may not happen; ask ``admission`` before they are recorded.
    """
    return serving_through(roster, events, (item,))[item]


def serving_through(
    roster: Roster, events: Sequence[Event], items: Iterable[int]
) -> dict[int, Ruling[Serving]]:
    """Answer who serves at each of ``items``, replaying the events once."""
    states = states_at(roster, events, items)
    # Items between two events have one state, and the same places.
    distinct = {id(state): state for state in states.values()}
    places = {key: _places(roster, state) for key, state in distinct.items()}
    return {item: _serving(roster, s, places[id(s)], item) for item, s in states.items()}


def _places(roster: Roster, state: State) -> tuple[Place, ...]:
    suggested = suggestions(roster, state)
    return tuple(_place(roster, state, seat, suggested.get(seat.id)) for seat in roster.seats)


def _serving(roster: Roster, state: State, places: tuple[Place, ...], item: int) -> Ruling[Serving]:
    serving = set(state.serving.values())
    waiting = tuple(who for who in state.present if who not in serving | state.aside.keys())
    value = Serving(item, places, tuple(state.aside), waiting)
    return Ruling(value, _summary(roster, value), _remarks(roster, state, item))


def _place(roster: Roster, state: State, seat: Seat, suggestion: Suggestion | None) -> Place:
    person = state.serving.get(seat.id)
    absence = None if person == seat.person is not None else _absence(state, seat)
    reasons = [] if absence is None else [_why_absent(roster, seat, absence)]
    holder = Holder.NOBODY
    if person is not None and absence is None:
        holder = Holder.MEMBER
        reasons.append(_member_serves(roster, state, seat))
    elif person is not None:
        holder = Holder.SUBSTITUTE
        reasons.append(_substitute_serves(roster, seat, person))
    is_empty_for_conflict = person is None and seat.id in state.resumes.values()
    return Place(
        seat.id,
        person,
        holder,
        None if person is None else state.present[person],
        absence,
        is_empty_for_conflict,
        tuple(reasons),
        suggestion,
    )


def _member_serves(roster: Roster, state: State, seat: Seat) -> Reason:
    if seat.person not in state.took_over:
        return Reason(f"{seat.holder} tjänstgör på sin plats.")
    text = f"{seat.holder} kom sedan en ersättare hade börjat tjänstgöra, och har tagit över."
    return because(text, late_member(roster), roster.day)


def _substitute_serves(roster: Roster, seat: Seat, person: int) -> Reason:
    whom = f"för {seat.holder}" if seat.person is not None else "på den vakanta platsen"
    text = f"{roster.title(person)} tjänstgör {whom}."
    return because(text, substitute_serves(roster), roster.day)


def _absence(state: State, seat: Seat) -> Absence:
    if seat.person is None:
        return Absence.VACANT
    if seat.person in state.aside:
        return Absence.CONFLICT
    if seat.person in state.barred:
        return Absence.BROKEN_OFF
    return Absence.GAVE_WAY if seat.person in state.present else Absence.NOT_NOTED


def _why_absent(roster: Roster, seat: Seat, absence: Absence) -> Reason:
    name = seat.holder
    match absence:
        case Absence.VACANT if roster.assembly is Assembly.FEDERATION:
            text = (
                "Platsen är vakant. Har ledamoten avgått träder en ersättare för samma medlem in "
                "för resten av mandattiden; finns ingen utser medlemmen en ny ledamot."
            )
            return because(text, FINSAM_SAME_MEMBER, roster.day)
        case Absence.VACANT:
            return Reason("Platsen är vakant.")
        case Absence.NOT_NOTED:
            return Reason(f"{name} är inte antecknad som närvarande.")
        case Absence.CONFLICT:
            return Reason(f"{name} deltar inte på grund av jäv.")
        case Absence.GAVE_WAY:
            text = f"{name} kom sedan en ersättare hade börjat tjänstgöra, och tar inte över."
            return because(text, late_member(roster), roster.day)
        case Absence.BROKEN_OFF:
            text = (
                f"{name} har avbrutit tjänstgöringen av annat skäl än jäv och får inte tjänstgöra "
                "mer i dag."
            )
            return because(text, broken_off(roster), roster.day)


def _summary(roster: Roster, found: Serving) -> tuple[Reason, ...]:
    count, empty = len(found.people), roster.base - len(found.people)
    text = f"{count} av {roster.base} platser har tjänstgörande"
    first = Reason(f"{text}; {empty} är tomma." if empty else f"{text}.")
    if all(place.holder is not Holder.SUBSTITUTE for place in found.places):
        return (first,)
    text = "En tjänstgörande ersättare har samma rättigheter som en ledamot."
    if roster.assembly is Assembly.FEDERATION:
        return first, Reason(f"{text} Förbundets lag säger det inte; det är Samverks läsning.")
    return first, because(text, KL_SUBSTITUTE_RIGHTS, roster.day)


def _remarks(roster: Roster, state: State, item: int) -> tuple[Reason, ...]:
    still_out = [
        Reason(
            f"{roster.title(who)} deltog inte i ett tidigare ärende på grund av jäv och är inte "
            "antecknad som åter. Anteckna återkomsten eller jävet i det här ärendet."
        )
        for who, since in state.aside.items()
        if since < item
    ]
    cited = [substitute_serves(roster), turn_decided(roster), order_decided(roster)]
    cited += [late_member(roster), broken_off(roster), may_fill(roster)]
    cited += [KL_SUBSTITUTE_RIGHTS] * (roster.assembly is not Assembly.FEDERATION)
    unknown = unknown_wordings(roster.day, *dict.fromkeys(cited))
    return (*still_out, *doubts(roster), *unknown)
