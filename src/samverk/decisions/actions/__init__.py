"""Writes of decisions."""

from __future__ import annotations

from samverk.decisions.actions.assignments import report_assignment
from samverk.decisions.actions.force import NewForceFact, record_force_fact
from samverk.decisions.actions.register import (
    NewAssignment,
    NewCitation,
    NewDecision,
    register_decision,
)
from samverk.decisions.actions.steps import NewStep, add_citations, add_source, add_step

__all__ = [
    "NewAssignment",
    "NewCitation",
    "NewDecision",
    "NewForceFact",
    "NewStep",
    "add_citations",
    "add_source",
    "add_step",
    "record_force_fact",
    "register_decision",
    "report_assignment",
]
