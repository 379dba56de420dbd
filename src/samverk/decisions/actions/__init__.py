"""Writes of decisions."""

from __future__ import annotations

from samverk.decisions.actions.assignments import (
    NewAssignment,
    add_assignment,
    report_assignment,
)
from samverk.decisions.actions.citing import link_citation, may_link
from samverk.decisions.actions.force import NewForceFact, record_force_fact, strike_force_fact
from samverk.decisions.actions.marking import confirm_reading, may_confirm_reading, may_speak_for
from samverk.decisions.actions.permission import may_register
from samverk.decisions.actions.proceedings import (
    NewAmount,
    NewMotion,
    NewProceedings,
    NewRecipient,
    NewReservation,
    NewVote,
    NewVoteEvent,
    record_proceedings,
)
from samverk.decisions.actions.reading import (
    CitingDocument,
    Completion,
    cite_from_document,
    complete_decision,
)
from samverk.decisions.actions.register import (
    ActsOn,
    NewCitation,
    NewDecision,
    register_decision,
)
from samverk.decisions.actions.steps import NewSource, NewStep, add_citations, add_source, add_step

__all__ = [
    "ActsOn",
    "CitingDocument",
    "Completion",
    "NewAmount",
    "NewAssignment",
    "NewCitation",
    "NewDecision",
    "NewForceFact",
    "NewMotion",
    "NewProceedings",
    "NewRecipient",
    "NewReservation",
    "NewSource",
    "NewStep",
    "NewVote",
    "NewVoteEvent",
    "add_assignment",
    "add_citations",
    "add_source",
    "add_step",
    "cite_from_document",
    "complete_decision",
    "confirm_reading",
    "link_citation",
    "may_confirm_reading",
    "may_link",
    "may_register",
    "may_speak_for",
    "record_force_fact",
    "record_proceedings",
    "register_decision",
    "report_assignment",
    "strike_force_fact",
]
