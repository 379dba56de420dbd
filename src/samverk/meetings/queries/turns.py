"""Which item is in hand, and who presides at each: by the turns in which items are taken up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.meetings.models import AgendaItem, Meeting, PresenceEvent
from samverk.rules.serving import EventKind


def item_in_hand(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Answer which item is taken up and has no outcome yet: one at most."""
    return next((item for item in items if item.turn and item.settled_at is None), None)


def turn_in_hand(items: Iterable[AgendaItem]) -> int:
    """Answer the turn of the item in hand or, between items, of the next one to be taken up."""
    given = list(items)
    found = item_in_hand(given)
    if found and found.turn:
        return found.turn
    return max((item.turn or 0 for item in given), default=0) + 1


def chair_at(meeting: Meeting, turn: int) -> int | None:
    """Answer who (id) presides at a turn: the last who took over by then, else who opened it."""
    taken_over = [one for one in meeting.presided.all() if one.turn <= turn]
    last = max(taken_over, key=lambda one: (one.turn, one.pk), default=None)
    return last.person_id if last else meeting.chair_id


GONE = {EventKind.LEFT.value, EventKind.STOPPED.value}
BACK = {EventKind.ARRIVED.value, EventKind.STARTED.value}


def away_from(item: AgendaItem, rows: Iterable[PresenceEvent]) -> frozenset[int]:
    """Answer who (ids) left the item in hand after a vote in it, and is not asked in the next one.

    Such an event holds from the next item: they served in this one, and took part in what was
    decided before they left. A settled item has no more to decide, so nobody is away from it.
    """
    if item.turn is None or item.settled_at:
        return frozenset()
    gone: set[int] = set()
    for row in rows:
        if row.turn == item.turn + 1 and not row.struck_why:
            gone |= {row.person_id} if row.kind in GONE else set()
            gone -= {row.person_id} if row.kind in BACK else set()
    return frozenset(gone)


@dataclass(frozen=True, slots=True)
class ChairRow:
    """One who presided, and the § from which; None from the start, or for an item not taken up."""

    name: str
    paragraph: int | None


def chairs_of(meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[ChairRow, ...]:
    """List who presided, in order."""
    paragraphs = {item.turn: item.paragraph for item in items if item.turn}
    changes = meeting.presided.select_related("person").order_by("id") if meeting.chair else ()
    later = (ChairRow(str(one.person), paragraphs.get(one.turn)) for one in changes)
    return (ChairRow(str(meeting.chair), None), *later) if meeting.chair else ()
