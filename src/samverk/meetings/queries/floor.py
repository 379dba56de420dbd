"""What is the same for all items of a meeting: the roll, and what was noted of people's presence."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.meetings.models import Meeting, PresenceEvent
from samverk.meetings.queries.roster import events_of, roster_of
from samverk.rules.serving import Event, Roster


@dataclass(frozen=True, slots=True)
class Floor:
    """The roll of a meeting's day, and the presence noted: as ``rows``, and as the rules replay it."""

    roster: Roster
    rows: tuple[PresenceEvent, ...]
    events: tuple[Event, ...]


def floor_of(meeting: Meeting) -> Floor:
    """Gather who may take part. Raises InputError when the body has no seats."""
    rows = tuple(meeting.presence.select_related("conflict__decided").order_by("number"))
    return Floor(roster_of(meeting), rows, events_of(rows))
