"""Writes of meetings, one function per use case."""

from __future__ import annotations

from samverk.meetings.actions.absence import (
    NewCall,
    call_in,
    note_absence,
    strike_absence,
    strike_call,
)
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
from samverk.meetings.actions.asking import ask_unanimity, reopen_item
from samverk.meetings.actions.board_texts import (
    NewAppealWords,
    NewLawNotice,
    make_law_notice,
    may_strike_law_fact,
    note_law_notice,
    set_appeal_words,
    strike_law_notice_fact,
    tend_law_notices,
)
from samverk.meetings.actions.carrying import carry_over
from samverk.meetings.actions.conflict import NewConflict
from samverk.meetings.actions.conflict_questions import (
    NewConflictQuestion,
    decide_conflict,
    strike_conflict_question,
)
from samverk.meetings.actions.devices import (
    break_off_device_vote,
    cast_ballot,
    close_device_vote,
    may_lead,
    may_take_part,
    open_device_vote,
)
from samverk.meetings.actions.dispatching import (
    NewDispatch,
    assign_step,
    dispatch,
    note_addresses,
)
from samverk.meetings.actions.doors import (
    may_enter,
    may_follow_item,
    may_hold,
    may_read_along,
    may_read_draft,
    may_see_agenda,
)
from samverk.meetings.actions.elections import (
    Group,
    NewElection,
    NewElectionRequest,
    hold_election,
    request_election,
)
from samverk.meetings.actions.executing import note_carried_out
from samverk.meetings.actions.extract_handing import NewExtractHandover, note_extract_handover
from samverk.meetings.actions.extracts import (
    send_extract,
    take_received_proposal,
)
from samverk.meetings.actions.follow_up import (
    NewDelegated,
    NewMatter,
    note_delegated,
    note_matter,
    raise_matter,
    record_delegated,
)
from samverk.meetings.actions.handing_over import NewHandOver, hand_over
from samverk.meetings.actions.hearing import NewHearing, note_hearing
from samverk.meetings.actions.incoming import may_place, open_case_for, place_extract
from samverk.meetings.actions.inside import may_follow, may_handle, note_kept_out
from samverk.meetings.actions.letters import send_letter_again
from samverk.meetings.actions.meetings import (
    NewMeetingFact,
    Occasion,
    cancel_meeting,
    move_meeting,
    plan_meeting,
    record_meeting_fact,
    set_doors,
)
from samverk.meetings.actions.minutes import (
    NewReservation,
    NewReservations,
    NewStatement,
    NewText,
    choose_adjusters,
    judge_reservation,
    reserve,
    reserve_together,
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
from samverk.meetings.actions.notes import (
    NewNote,
    may_keep_note,
    remove_note,
    save_note,
)
from samverk.meetings.actions.numbering import NewStart, begin_numbering
from samverk.meetings.actions.officials import note_official, strike_official
from samverk.meetings.actions.opening import end_meeting, hand_over_chair, open_meeting
from samverk.meetings.actions.participation import (
    NewStandingOut,
    note_standing_out,
    strike_standing_out,
)
from samverk.meetings.actions.posting import (
    FOLLOWS,
    NewPostingFact,
    may_strike,
    note_posting,
    strike_posting_fact,
    tend_boards,
)
from samverk.meetings.actions.presence import (
    Arrival,
    NewPresence,
    call_roll,
    record_presence,
    seat_substitutes,
    strike_presence,
)
from samverk.meetings.actions.proposing import take_proposal
from samverk.meetings.actions.questions import (
    NewHandling,
    NewQuestion,
    hand_in_question,
    handle_question,
    may_have_questions,
    strike_handling,
)
from samverk.meetings.actions.refusals import (
    NewRefusal,
    decide_refusal,
    refuse_motion,
    strike_refusal,
)
from samverk.meetings.actions.sealing import correct_paragraph, make_checkpoint
from samverk.meetings.actions.secret_reading import read_item_file
from samverk.meetings.actions.settling import settle_item
from samverk.meetings.actions.signing import (
    NewRemark,
    note_signature,
    read_secret_minutes,
    return_minutes,
    sign_minutes,
)
from samverk.meetings.actions.steps import NewStep, Roll, hold_vote, take_step, undo_step
from samverk.meetings.actions.submitting import (
    adjust_at_once,
    recall_minutes,
    send_again,
    send_for_adjustment,
)

__all__ = [
    "FOLLOWS",
    "Arrival",
    "Group",
    "Hidden",
    "ItemFacts",
    "NewAppealWords",
    "NewCall",
    "NewConflict",
    "NewConflictQuestion",
    "NewDelegated",
    "NewDispatch",
    "NewElection",
    "NewElectionRequest",
    "NewExtractHandover",
    "NewHandOver",
    "NewHandling",
    "NewHearing",
    "NewLawNotice",
    "NewMatter",
    "NewMeetingFact",
    "NewMotion",
    "NewNote",
    "NewPostingFact",
    "NewPresence",
    "NewQuestion",
    "NewRefusal",
    "NewRemark",
    "NewReservation",
    "NewReservations",
    "NewStandingOut",
    "NewStart",
    "NewStatement",
    "NewStep",
    "NewText",
    "Occasion",
    "Roll",
    "add_item",
    "add_paper",
    "adjust_at_once",
    "ask_unanimity",
    "assign_step",
    "begin_numbering",
    "break_off_device_vote",
    "call_in",
    "call_roll",
    "cancel_meeting",
    "carry_over",
    "cast_ballot",
    "change_item",
    "choose_adjusters",
    "close_device_vote",
    "correct_paragraph",
    "decide_conflict",
    "decide_refusal",
    "dispatch",
    "end_meeting",
    "hand_in_question",
    "hand_over",
    "hand_over_chair",
    "handle_question",
    "hold_election",
    "hold_vote",
    "judge_reservation",
    "make_checkpoint",
    "make_law_notice",
    "make_motion",
    "may_enter",
    "may_follow",
    "may_follow_item",
    "may_handle",
    "may_have_questions",
    "may_hold",
    "may_keep_note",
    "may_lead",
    "may_place",
    "may_read_along",
    "may_read_draft",
    "may_see_agenda",
    "may_strike",
    "may_strike_law_fact",
    "may_take_part",
    "move_item",
    "move_meeting",
    "note_absence",
    "note_addresses",
    "note_carried_out",
    "note_delegated",
    "note_extract_handover",
    "note_hearing",
    "note_kept_out",
    "note_law_notice",
    "note_matter",
    "note_official",
    "note_posting",
    "note_signature",
    "note_standing_out",
    "open_case_for",
    "open_device_vote",
    "open_meeting",
    "place_extract",
    "plan_meeting",
    "raise_matter",
    "read_item_file",
    "read_secret_minutes",
    "recall_minutes",
    "record_delegated",
    "record_meeting_fact",
    "record_presence",
    "refuse_motion",
    "remove_note",
    "reopen_item",
    "request_election",
    "reserve",
    "reserve_together",
    "return_minutes",
    "save_note",
    "save_text",
    "seat_substitutes",
    "send_again",
    "send_extract",
    "send_for_adjustment",
    "send_letter_again",
    "set_appeal_words",
    "set_doors",
    "set_draft",
    "set_recipients",
    "settle_item",
    "sign_minutes",
    "state",
    "strike_absence",
    "strike_call",
    "strike_conflict_question",
    "strike_handling",
    "strike_item",
    "strike_law_notice_fact",
    "strike_official",
    "strike_posting_fact",
    "strike_presence",
    "strike_refusal",
    "strike_standing_out",
    "support_motion",
    "take_proposal",
    "take_received_proposal",
    "take_step",
    "take_up",
    "tend_boards",
    "tend_law_notices",
    "undo_step",
    "withdraw_motion",
]
