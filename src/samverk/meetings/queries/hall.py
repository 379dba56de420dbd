"""The meeting room at the item being handled: who serves in each seat, and whether it is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, PresenceEvent
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.rules.quorum import Quorum
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Place, Roster, Serving, item_quorum, serving_at


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A seat with its holder, who serves in it, and whom the turn suggests for an empty one."""

    number: int
    person: int | None
    holder: str
    place: Place
    serves: str
    suggested: str


@dataclass(frozen=True, slots=True)
class Hall:
    """The room at item ``turn``: seats, those who wait, those aside, and the quorum.

    ``events`` are all that have been noted, struck ones too, in order.
    """

    turn: int
    roster: Roster
    serving: Ruling[Serving]
    quorum: Ruling[Quorum]
    places: tuple[PlaceRow, ...]
    waiting: tuple[str, ...]
    aside: tuple[str, ...]
    events: tuple[PresenceEvent, ...]


def presence_by_id(event: int) -> PresenceEvent:
    """Answer which event of attendance this is, with its meeting; raises NotFoundError."""
    rows = PresenceEvent.objects.select_related("meeting__body__organisation", "person")
    found = rows.filter(pk=event).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def hall_of(meeting: Meeting, items: Sequence[AgendaItem]) -> Hall:
    """Look into the room at the item being handled, or the next one between items.

    Raises InputError when the body has no seats.
    """
    roster = roster_of(meeting)
    rows = tuple(meeting.presence.select_related("person", "seat").order_by("number"))
    events = events_of(rows)
    turn = max(1, *(item.turn or 0 for item in items), *(e.item for e in events)) if items else 1
    serving = serving_at(roster, events, turn)
    return Hall(
        turn,
        roster,
        serving,
        item_quorum(roster, events, turn),
        tuple(_row(roster, number, p) for number, p in enumerate(serving.value.places, start=1)),
        tuple(roster.title(person) for person in serving.value.waiting),
        tuple(roster.title(person) for person in serving.value.aside),
        rows,
    )


def _row(roster: Roster, number: int, place: Place) -> PlaceRow:
    seat = roster.seat_of_id[place.seat]
    suggestion = place.suggestion.person if place.suggestion else None
    return PlaceRow(
        number,
        seat.person,
        seat.holder if seat.person is not None else "vakant",
        place,
        roster.title(place.person) if place.person is not None else "",
        roster.title(suggestion) if suggestion is not None else "",
    )
