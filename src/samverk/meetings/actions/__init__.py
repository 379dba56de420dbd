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
from samverk.meetings.actions.dispatching import (
    NewDispatch,
    assign_step,
    dispatch,
    note_addresses,
    send_again,
)
from samverk.meetings.actions.doors import may_enter, may_hold
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
from samverk.meetings.actions.proposing import take_proposal
from samverk.meetings.actions.settling import settle_item
from samverk.meetings.actions.steps import NewStep, hold_vote, take_step, undo_step

__all__ = [
    "Arrival",
    "Hidden",
    "ItemFacts",
    "NewDispatch",
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
    "assign_step",
    "call_roll",
    "cancel_meeting",
    "change_item",
    "choose_adjusters",
    "dispatch",
    "end_meeting",
    "hand_over_chair",
    "hold_vote",
    "judge_reservation",
    "make_motion",
    "may_enter",
    "may_hold",
    "move_item",
    "move_meeting",
    "note_addresses",
    "open_meeting",
    "plan_meeting",
    "record_meeting_fact",
    "record_presence",
    "reserve",
    "save_text",
    "send_again",
    "set_draft",
    "set_recipients",
    "settle_item",
    "state",
    "strike_item",
    "strike_presence",
    "support_motion",
    "take_proposal",
    "take_step",
    "take_up",
    "undo_step",
    "withdraw_motion",
]
