"""Reads of meetings."""

from __future__ import annotations

from samverk.meetings.queries.agenda import (
    AgendaGroup,
    ItemRow,
    agenda_of,
    item_by_id,
    item_row,
    rows_of,
)
from samverk.meetings.queries.hall import Hall, PlaceRow, hall_of, presence_by_id, presence_of
from samverk.meetings.queries.meetings import (
    held_before,
    meeting_by_id,
    meetings_between,
)
from samverk.meetings.queries.minutes import recipients_of, reservation_by_id
from samverk.meetings.queries.proceeding import motion_by_id, rolls_of
from samverk.meetings.queries.roster import assembly_of, events_of, roster_of, usual_chair
from samverk.meetings.queries.tasks import owners_of, steps_waiting, tasks_of
from samverk.meetings.queries.turns import chairs_of, item_in_hand

__all__ = [
    "AgendaGroup",
    "Hall",
    "ItemRow",
    "PlaceRow",
    "agenda_of",
    "assembly_of",
    "chairs_of",
    "events_of",
    "hall_of",
    "held_before",
    "item_by_id",
    "item_in_hand",
    "item_row",
    "meeting_by_id",
    "meetings_between",
    "motion_by_id",
    "owners_of",
    "presence_by_id",
    "presence_of",
    "recipients_of",
    "reservation_by_id",
    "rolls_of",
    "roster_of",
    "rows_of",
    "steps_waiting",
    "tasks_of",
    "usual_chair",
]
