"""Tables of meetings."""

from __future__ import annotations

from samverk.meetings.models.agenda import AgendaItem, AgendaItemSecret, ItemDocument
from samverk.meetings.models.meeting import Meeting, MeetingFact, MeetingFactKind
from samverk.meetings.models.minutes import (
    Adjuster,
    MadeReservation,
    MadeStatement,
    Recipients,
    RunningText,
    StatementKind,
)
from samverk.meetings.models.presence import PresenceEvent, Presiding
from samverk.meetings.models.proceeding import (
    CastBallot,
    Draft,
    ItemOutcome,
    Motion,
    StepTaken,
    Support,
)

__all__ = [
    "Adjuster",
    "AgendaItem",
    "AgendaItemSecret",
    "CastBallot",
    "Draft",
    "ItemDocument",
    "ItemOutcome",
    "MadeReservation",
    "MadeStatement",
    "Meeting",
    "MeetingFact",
    "MeetingFactKind",
    "Motion",
    "PresenceEvent",
    "Presiding",
    "Recipients",
    "RunningText",
    "StatementKind",
    "StepTaken",
    "Support",
]
