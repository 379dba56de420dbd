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
from samverk.meetings.queries.extracts import (
    ExtractPage,
    extract_page,
    dispatched,
    draft_of,
    extract_by_id,
    incoming_by_id,
    lately_placed,
    proposals_for,
    sheet_for,
    sorted_by,
    unplaced,
)
from samverk.meetings.queries.hall import Hall, PlaceRow, hall_of, presence_by_id, presence_of
from samverk.meetings.queries.meetings import (
    held_before,
    meeting_by_id,
    meetings_between,
    steps_waiting,
    tasks_of,
)
from samverk.meetings.queries.minutes import recipients_of, reservation_by_id
from samverk.meetings.queries.proceeding import motion_by_id, rolls_of
from samverk.meetings.queries.roster import assembly_of, events_of, roster_of, usual_chair
from samverk.meetings.queries.turns import chairs_of, item_in_hand

__all__ = [
    "AgendaGroup",
    "ExtractPage",
    "Hall",
    "ItemRow",
    "PlaceRow",
    "agenda_of",
    "assembly_of",
    "chairs_of",
    "extract_page",
    "dispatched",
    "draft_of",
    "events_of",
    "extract_by_id",
    "hall_of",
    "held_before",
    "incoming_by_id",
    "item_by_id",
    "item_in_hand",
    "item_row",
    "lately_placed",
    "meeting_by_id",
    "meetings_between",
    "motion_by_id",
    "presence_by_id",
    "presence_of",
    "proposals_for",
    "recipients_of",
    "reservation_by_id",
    "rolls_of",
    "roster_of",
    "rows_of",
    "sheet_for",
    "sorted_by",
    "steps_waiting",
    "tasks_of",
    "unplaced",
    "usual_chair",
]
