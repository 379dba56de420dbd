"""Reads of meetings."""

from __future__ import annotations

from samverk.meetings.queries.adjustment import (
    Stage,
    adjustment_by_id,
    awaiting,
    left_to_adjust,
    may_adjust,
    print_of,
    remarks_on,
    stage_by_id,
    stage_with,
    stages_of,
)
from samverk.meetings.queries.agenda import (
    AgendaGroup,
    ItemRow,
    agenda_of,
    item_by_id,
    item_row,
    rows_of,
)
from samverk.meetings.queries.boards import BOARDS, boards_kept_here, is_kept_here
from samverk.meetings.queries.expediting import expediting_of
from samverk.meetings.queries.extracts import (
    ExtractPage,
    dispatched,
    draft_of,
    extract_by_id,
    extract_dispatch_by_id,
    extract_page,
    sheet_for,
)
from samverk.meetings.queries.hall import Hall, PlaceRow, hall_of, presence_by_id, presence_of
from samverk.meetings.queries.incoming import (
    course_told,
    incoming_by_id,
    lately_placed,
    proposals_for,
    sorted_by,
    unplaced,
)
from samverk.meetings.queries.letters import other_than_now
from samverk.meetings.queries.meetings import (
    announced_by,
    held_before,
    meeting_as_called,
    meeting_by_id,
    meetings_between,
    unfinished_before,
)
from samverk.meetings.queries.minutes import recipients_of
from samverk.meetings.queries.notes import note_of, notes_of
from samverk.meetings.queries.notices import (
    NoticeRow,
    PostingRow,
    decisions_under,
    fact_by_id,
    notice_by_id,
    notices_left,
    notices_of,
    notices_on,
    notices_once_on,
    posting_by_id,
)
from samverk.meetings.queries.present import official_by_id
from samverk.meetings.queries.proceeding import motion_by_id, rolls_of
from samverk.meetings.queries.reach import bodies_reached, meeting_holders
from samverk.meetings.queries.reserving import reservation_by_id
from samverk.meetings.queries.roster import assembly_of, events_of, roster_of, usual_chair
from samverk.meetings.queries.seals import (
    Sealed,
    last_checkpoint,
    locked_in,
    record_by_id,
    records_under,
    sealed_for_export,
)
from samverk.meetings.queries.tasks import owners_of, steps_waiting, tasks_of
from samverk.meetings.queries.treated import Treated, treated_between
from samverk.meetings.queries.turns import chairs_of, item_in_hand

__all__ = [
    "BOARDS",
    "AgendaGroup",
    "ExtractPage",
    "Hall",
    "ItemRow",
    "NoticeRow",
    "PlaceRow",
    "PostingRow",
    "Sealed",
    "Stage",
    "Treated",
    "adjustment_by_id",
    "agenda_of",
    "announced_by",
    "assembly_of",
    "awaiting",
    "boards_kept_here",
    "bodies_reached",
    "chairs_of",
    "course_told",
    "decisions_under",
    "dispatched",
    "draft_of",
    "events_of",
    "expediting_of",
    "extract_by_id",
    "extract_dispatch_by_id",
    "extract_page",
    "fact_by_id",
    "hall_of",
    "held_before",
    "incoming_by_id",
    "is_kept_here",
    "item_by_id",
    "item_in_hand",
    "item_row",
    "last_checkpoint",
    "lately_placed",
    "left_to_adjust",
    "locked_in",
    "may_adjust",
    "meeting_as_called",
    "meeting_by_id",
    "meeting_holders",
    "meetings_between",
    "motion_by_id",
    "note_of",
    "notes_of",
    "notice_by_id",
    "notices_left",
    "notices_of",
    "notices_on",
    "notices_once_on",
    "official_by_id",
    "other_than_now",
    "owners_of",
    "posting_by_id",
    "presence_by_id",
    "presence_of",
    "print_of",
    "proposals_for",
    "recipients_of",
    "record_by_id",
    "records_under",
    "remarks_on",
    "reservation_by_id",
    "rolls_of",
    "roster_of",
    "rows_of",
    "sealed_for_export",
    "sheet_for",
    "sorted_by",
    "stage_by_id",
    "stage_with",
    "stages_of",
    "steps_waiting",
    "tasks_of",
    "treated_between",
    "unfinished_before",
    "unplaced",
    "usual_chair",
]
