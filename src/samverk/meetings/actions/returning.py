"""Jäv is over with its item: who stood aside from it is back when the next one is taken up."""

from __future__ import annotations

from samverk.meetings.models import AgendaItem, PresenceEvent
from samverk.meetings.queries.roster import agreeing, events_of, roster_of
from samverk.rules.serving import EventKind, serving_at


def let_back(item: AgendaItem) -> None:
    """Note that those who stood aside from an earlier item are back, at an item just taken up.

    Whoever has left is not, nor one whose jäv in this very item is noted already.
    """
    assert item.turn is not None
    rows = list(item.meeting.presence.order_by("number"))
    since = {
        row.person_id: row.turn
        for row in rows
        if row.kind == EventKind.STEPPED_ASIDE.value and not row.struck_why
    }
    if not since:
        return
    with agreeing():
        found = serving_at(roster_of(item.meeting), events_of(rows), item.turn).value
    back = [person for person in found.aside if since[person] < item.turn]
    PresenceEvent.objects.bulk_create(
        PresenceEvent(
            meeting=item.meeting,
            number=number,
            kind=EventKind.RETURNED.value,
            person_id=person,
            turn=item.turn,
        )
        for number, person in enumerate(back, start=rows[-1].number + 1)
    )
