"""Tables of meetings."""

from __future__ import annotations

from samverk.meetings.models.agenda import AgendaItem, AgendaItemSecret, ItemDocument
from samverk.meetings.models.extracts import (
    ExtractDispatch,
    Extract,
    Fate,
    FateState,
    IncomingExtract,
    LetterSent,
    PlacedExtract,
    Way,
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
    "ExtractDispatch",
    "Draft",
    "Extract",
    "Fate",
    "FateState",
    "IncomingExtract",
    "ItemDocument",
    "ItemOutcome",
    "LetterSent",
    "MadeReservation",
    "MadeStatement",
    "Meeting",
    "MeetingFact",
    "MeetingFactKind",
    "Motion",
    "PlacedExtract",
    "PresenceEvent",
    "Presiding",
    "Recipients",
    "RunningText",
    "StatementKind",
    "StepTaken",
    "Support",
    "Way",
]
