"""Which item is in hand, and who presides at each: by the turns in which items are taken up."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.meetings.models import AgendaItem, Meeting


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
