"""What is done with persons in a party's own work."""

from __future__ import annotations

from samverk.interventions.persons.actions.answering import answer_for_person
from samverk.interventions.persons.actions.asking import NewQuestion, ask_what_if
from samverk.interventions.persons.actions.asking_statistics import (
    ask_intervention,
    ask_statistics,
)
from samverk.interventions.persons.actions.assigning import (
    assign_participation,
    assign_participations,
    assign_referral,
)
from samverk.interventions.persons.actions.booking_days import MonthAsked, book_days
from samverk.interventions.persons.actions.confirming import Confirmation, confirm_wait
from samverk.interventions.persons.actions.consents import (
    NewConsent,
    give_consent,
    withdraw_consent,
)
from samverk.interventions.persons.actions.coordinating import QueueMove, move_queue, name_team
from samverk.interventions.persons.actions.correcting import (
    correct_participation,
    correct_queue_entry,
)
from samverk.interventions.persons.actions.counting import CountsAsked, Taken, take_counts
from samverk.interventions.persons.actions.deciding import answer_proposal
from samverk.interventions.persons.actions.deciding_grounds import NewGroundDecision, decide_ground
from samverk.interventions.persons.actions.disclosing import Basis
from samverk.interventions.persons.actions.disposal import (
    NewDecision,
    decide_disposal,
    try_plan,
)
from samverk.interventions.persons.actions.disposing import (
    MOST_AT_ONCE,
    carry_out_disposal,
    finish_disposals,
)
from samverk.interventions.persons.actions.dropping import remove_drafts, remove_emergencies
from samverk.interventions.persons.actions.emergency import (
    NewEmergency,
    approve_emergency,
    ask_emergency,
    refuse_emergency,
)
from samverk.interventions.persons.actions.emergency_reading import NewReview, review_emergency
from samverk.interventions.persons.actions.importing import (
    Fault,
    NewWaiting,
    enter_waiting,
)
from samverk.interventions.persons.actions.joining import Acceptance, CarriedPause
from samverk.interventions.persons.actions.leaving import leave_for_person
from samverk.interventions.persons.actions.left_behind import end_left_behind, end_never_begun
from samverk.interventions.persons.actions.log_rounds import (
    NewJudgement,
    draw_round,
    draw_rounds,
    judge_reading,
    set_review_terms,
    sign_round,
)
from samverk.interventions.persons.actions.moving import refuse_move
from samverk.interventions.persons.actions.numbers import RightNumber, correct_number
from samverk.interventions.persons.actions.offering import NewOffer
from samverk.interventions.persons.actions.pausing import (
    pause_for_person,
    pause_wait,
    resume_for_person,
    resume_wait,
)
from samverk.interventions.persons.actions.people import (
    NewPerson,
    ask_to_lift,
    change_person,
    end_handler,
    lift_protection,
    name_handler,
    protect_person,
    register_person,
)
from samverk.interventions.persons.actions.planning import NewPlan, plan_without_referral
from samverk.interventions.persons.actions.preparing_counts import prepare_counts, send_prepared
from samverk.interventions.persons.actions.proposing import (
    NewProposal,
    Reply,
    propose_change,
    withdraw_proposal,
)
from samverk.interventions.persons.actions.proving import prove_log
from samverk.interventions.persons.actions.publishing import (
    YearAsked,
    publish_statistics,
)
from samverk.interventions.persons.actions.publishing_interventions import (
    InterventionYear,
    publish_intervention,
)
from samverk.interventions.persons.actions.queueing import (
    Answer,
    Removal,
    answer_offer,
    confirm_with_person,
    lapse_offer,
    move_in_queue,
    offer_place,
    remove_from_queue,
    take_back_offer,
)
from samverk.interventions.persons.actions.receiving import (
    Redirection,
    Return,
    accept_referral,
    ask_referrer,
    redirect_referral,
    return_referral,
    take_up_referral,
)
from samverk.interventions.persons.actions.records import Joining, join_records
from samverk.interventions.persons.actions.referrals import (
    Content,
    NewReferral,
    answer_question,
    correct_referral,
    draft_referral,
    save_referral,
    submit_referral,
    withdraw_referral,
)
from samverk.interventions.persons.actions.retention import (
    NewDisposalHold,
    NewRetentionPlan,
    decide_plan,
    hold_back,
    let_go,
)
from samverk.interventions.persons.actions.revealing import reveal_number
from samverk.interventions.persons.actions.sending_again import send_again
from samverk.interventions.persons.actions.sending_counts import send_counts
from samverk.interventions.persons.actions.sessions import (
    NewSession,
    hold_session,
    note_attendance,
)
from samverk.interventions.persons.actions.sharing import end_shares
from samverk.interventions.persons.actions.striking import (
    strike_goal,
    strike_measurement,
    strike_session,
    strike_support,
)
from samverk.interventions.persons.actions.subject_access import (
    NewSubjectRequest,
    answer_request,
    extend_request,
    take_request,
)
from samverk.interventions.persons.actions.support import NewSupport, note_support
from samverk.interventions.persons.actions.taking_part import (
    Ending,
    NewHold,
    NewMeasurement,
    NewTerms,
    change_participation,
    end_participation,
    interrupt_participation,
    measure_status,
    note_no_show,
    reactivate_participation,
    resume_participation,
    set_goal,
    start_participation,
)
from samverk.interventions.persons.actions.team_terms import NewTerms as NewTeamTerms
from samverk.interventions.persons.actions.team_terms import change_team
from samverk.interventions.persons.actions.telling_waits import send_waits
from samverk.interventions.persons.actions.waiting import ToMeasure, measure_all, measure_waits

__all__ = [
    "MOST_AT_ONCE",
    "Acceptance",
    "Answer",
    "Basis",
    "CarriedPause",
    "Confirmation",
    "Content",
    "CountsAsked",
    "Ending",
    "Fault",
    "InterventionYear",
    "Joining",
    "MonthAsked",
    "NewConsent",
    "NewDecision",
    "NewDisposalHold",
    "NewEmergency",
    "NewGroundDecision",
    "NewHold",
    "NewJudgement",
    "NewMeasurement",
    "NewOffer",
    "NewPerson",
    "NewPlan",
    "NewProposal",
    "NewQuestion",
    "NewReferral",
    "NewRetentionPlan",
    "NewReview",
    "NewSession",
    "NewSubjectRequest",
    "NewSupport",
    "NewTeamTerms",
    "NewTerms",
    "NewWaiting",
    "QueueMove",
    "Redirection",
    "Removal",
    "Reply",
    "Return",
    "RightNumber",
    "Taken",
    "ToMeasure",
    "YearAsked",
    "accept_referral",
    "answer_for_person",
    "answer_offer",
    "answer_proposal",
    "answer_question",
    "answer_request",
    "approve_emergency",
    "ask_emergency",
    "ask_intervention",
    "ask_referrer",
    "ask_statistics",
    "ask_to_lift",
    "ask_what_if",
    "assign_participation",
    "assign_participations",
    "assign_referral",
    "book_days",
    "carry_out_disposal",
    "change_participation",
    "change_person",
    "change_team",
    "confirm_wait",
    "confirm_with_person",
    "correct_number",
    "correct_participation",
    "correct_queue_entry",
    "correct_referral",
    "decide_disposal",
    "decide_ground",
    "decide_plan",
    "draft_referral",
    "draw_round",
    "draw_rounds",
    "end_handler",
    "end_left_behind",
    "end_never_begun",
    "end_participation",
    "end_shares",
    "enter_waiting",
    "extend_request",
    "finish_disposals",
    "give_consent",
    "hold_back",
    "hold_session",
    "interrupt_participation",
    "join_records",
    "judge_reading",
    "lapse_offer",
    "leave_for_person",
    "let_go",
    "lift_protection",
    "measure_all",
    "measure_status",
    "measure_waits",
    "move_in_queue",
    "move_queue",
    "name_handler",
    "name_team",
    "note_attendance",
    "note_no_show",
    "note_support",
    "offer_place",
    "pause_for_person",
    "pause_wait",
    "plan_without_referral",
    "prepare_counts",
    "propose_change",
    "protect_person",
    "prove_log",
    "publish_intervention",
    "publish_statistics",
    "reactivate_participation",
    "redirect_referral",
    "refuse_emergency",
    "refuse_move",
    "register_person",
    "remove_drafts",
    "remove_emergencies",
    "remove_from_queue",
    "resume_for_person",
    "resume_participation",
    "resume_wait",
    "return_referral",
    "reveal_number",
    "review_emergency",
    "save_referral",
    "send_again",
    "send_counts",
    "send_prepared",
    "send_waits",
    "set_goal",
    "set_review_terms",
    "sign_round",
    "start_participation",
    "strike_goal",
    "strike_measurement",
    "strike_session",
    "strike_support",
    "submit_referral",
    "take_back_offer",
    "take_counts",
    "take_request",
    "take_up_referral",
    "try_plan",
    "withdraw_consent",
    "withdraw_proposal",
    "withdraw_referral",
]
