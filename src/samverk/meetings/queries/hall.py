"""The meeting room at the item being handled: who serves in each seat, and whether it is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Meeting, PresenceEvent
from samverk.meetings.queries.absence import with_called
from samverk.meetings.queries.conflict import ruled
from samverk.meetings.queries.roster import agreeing, events_of, name_in, roster_of
from samverk.meetings.queries.turns import chair_at, turn_in_hand
from samverk.rules.conflict import Conflict
from samverk.rules.quorum import Quorum
from samverk.rules.ruling import Ruling
from samverk.rules.serving import Place, Roster, Serving, item_quorum, lacks_order, serving_at


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A seat with its holder, who serves in it, and whom the turn suggests for an empty one."""

    number: int
    person: int | None
    holder: str
    place: Place
    serves: str
    suggested: str

    @property
    def why_suggested(self) -> str:
        """Why it is that substitute's turn; "" when nobody is suggested."""
        found = self.place.suggestion
        return " ".join(each.text for each in found.reasons) if found and self.suggested else ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with the § from which it holds, None for an item that is not taken up.

    ``conflict`` is what the rule says of a noted ground of jäv.
    """

    event: PresenceEvent
    paragraph: int | None
    conflict: Ruling[Conflict] | None = None


@dataclass(frozen=True, slots=True)
class Hall:
    """The room at item ``turn``: seats, those who wait, those aside, and the quorum.

    ``chair`` presides, told by name, and serves or not. ``events`` are all that have been noted,
    struck ones too, in order; ``coming`` those among them that hold from the next item.
    """

    turn: int
    roster: Roster
    serving: Ruling[Serving]
    quorum: Ruling[Quorum]
    places: tuple[PlaceRow, ...]
    waiting: tuple[str, ...]
    aside: tuple[str, ...]
    chair: str
    chair_serves: bool
    events: tuple[EventRow, ...]
    coming: tuple[PresenceEvent, ...]
    lacks_order: bool

    @property
    def suggested(self) -> int:
        """How many empty seats a substitute is suggested for."""
        return sum(bool(row.suggested) and not row.serves for row in self.places)


def presence_by_id(event: int) -> PresenceEvent:
    """Answer which event of attendance this is, with its meeting; raises NotFoundError."""
    rows = PresenceEvent.objects.select_related("meeting__body__organisation", "person")
    found = rows.filter(pk=event).first()
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found


def presence_of(meeting: Meeting) -> tuple[PresenceEvent, ...]:
    """List the events of attendance in order, struck ones too."""
    return tuple(meeting.presence.select_related("person", "seat", "conflict").order_by("number"))


def hall_of(meeting: Meeting, items: Sequence[AgendaItem], rows: Sequence[PresenceEvent]) -> Hall:
    """Look into the room at the item in hand or the next one, or at the last when the meeting is over.

    Raises InputError when the body's seats cannot be called.
    """
    roster = with_called(roster_of(meeting), meeting)
    events = events_of(rows)
    turn = turn_in_hand(items)
    if meeting.ended_at:
        turn = max(1, turn - 1)
    with agreeing():
        found = serving_at(roster, events, turn)
        quorum = item_quorum(roster, events, turn)
    chair = chair_at(meeting, turn)
    return Hall(
        turn,
        roster,
        found,
        quorum,
        tuple(_row(roster, number, p) for number, p in enumerate(found.value.places, start=1)),
        tuple(roster.title(person) for person in found.value.waiting),
        tuple(roster.title(person) for person in found.value.aside),
        name_in(roster, chair, str(meeting.chair)) if chair else "",
        chair in found.value.people,
        _told(rows, items, roster),
        tuple(row for row in rows if row.turn > turn and not row.struck_why),
        lacks_order(roster),
    )


def _told(
    rows: Sequence[PresenceEvent], items: Sequence[AgendaItem], roster: Roster
) -> tuple[EventRow, ...]:
    paragraphs = {item.turn: item.paragraph for item in items if item.turn}
    noted = {row.pk: row.conflict for row in rows if hasattr(row, "conflict")}
    rulings = {pk: ruled(roster.assembly, each, roster.day) for pk, each in noted.items()}
    return tuple(EventRow(row, paragraphs.get(row.turn), rulings.get(row.pk)) for row in rows)


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
