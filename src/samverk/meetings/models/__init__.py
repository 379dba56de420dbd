"""Tables of meetings."""

from __future__ import annotations

from samverk.meetings.models.agenda import AgendaItem, AgendaItemSecret, ItemDocument
from samverk.meetings.models.dispatch import (
    Dispatch,
    Letter,
    LetterStep,
    LetterStepKind,
    MailAddress,
    StepOwner,
)
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
    "Dispatch",
    "Draft",
    "ItemDocument",
    "ItemOutcome",
    "Letter",
    "LetterStep",
    "LetterStepKind",
    "MadeReservation",
    "MadeStatement",
    "MailAddress",
    "Meeting",
    "MeetingFact",
    "MeetingFactKind",
    "Motion",
    "PresenceEvent",
    "Presiding",
    "Recipients",
    "RunningText",
    "StatementKind",
    "StepOwner",
    "StepTaken",
    "Support",
]
