"""Writes of meetings, one function per use case."""

from __future__ import annotations

from samverk.meetings.actions.agenda import (
    Hidden,
    ItemFacts,
    add_item,
    add_paper,
    change_item,
    move_item,
    strike_item,
    take_up,
)
from samverk.meetings.actions.doors import may_enter, may_hold
from samverk.meetings.actions.extracts import send_extract, send_extract_letter, take_received_proposal
from samverk.meetings.actions.incoming import may_place, open_case_for, place_extract
from samverk.meetings.actions.meetings import (
    NewMeetingFact,
    Occasion,
    cancel_meeting,
    move_meeting,
    plan_meeting,
    record_meeting_fact,
)
from samverk.meetings.actions.minutes import (
    NewReservation,
    NewStatement,
    NewText,
    choose_adjusters,
    judge_reservation,
    reserve,
    save_text,
    set_recipients,
    state,
)
from samverk.meetings.actions.motions import (
    NewMotion,
    make_motion,
    set_draft,
    support_motion,
    withdraw_motion,
)
from samverk.meetings.actions.opening import end_meeting, hand_over_chair, open_meeting
from samverk.meetings.actions.presence import (
    Arrival,
    NewPresence,
    call_roll,
    record_presence,
    strike_presence,
)
from samverk.meetings.actions.settling import settle_item
from samverk.meetings.actions.steps import NewStep, hold_vote, take_step, undo_step

__all__ = [
    "Arrival",
    "Hidden",
    "ItemFacts",
    "NewMeetingFact",
    "NewMotion",
    "NewPresence",
    "NewReservation",
    "NewStatement",
    "NewStep",
    "NewText",
    "Occasion",
    "add_item",
    "add_paper",
    "call_roll",
    "cancel_meeting",
    "change_item",
    "choose_adjusters",
    "end_meeting",
    "hand_over_chair",
    "hold_vote",
    "judge_reservation",
    "make_motion",
    "may_enter",
    "may_hold",
    "may_place",
    "move_item",
    "move_meeting",
    "open_case_for",
    "open_meeting",
    "place_extract",
    "plan_meeting",
    "record_meeting_fact",
    "record_presence",
    "reserve",
    "save_text",
    "send_extract",
    "send_extract_letter",
    "set_draft",
    "set_recipients",
    "settle_item",
    "state",
    "strike_item",
    "strike_presence",
    "support_motion",
    "take_received_proposal",
    "take_step",
    "take_up",
    "undo_step",
    "withdraw_motion",
]
