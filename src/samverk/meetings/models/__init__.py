"""Tables of meetings."""

from __future__ import annotations

from samverk.meetings.models.absence import AnnouncedAbsence, CalledIn
from samverk.meetings.models.adjustment import (
    AdjustedItem,
    Adjustment,
    AdjustmentStep,
    Capacity,
    Method,
    MinutesPrint,
    MinutesVersion,
    Remark,
    Signer,
)
from samverk.meetings.models.agenda import AgendaItem, AgendaItemSecret, ItemDocument
from samverk.meetings.models.asked import Reopened, UnanimityAsked, UnanimityQuestion
from samverk.meetings.models.board_texts import AppealWords, LawNotice, LawNoticeFact
from samverk.meetings.models.conflict import (
    ConflictDecided,
    ConflictQuestion,
    ConflictSettled,
    NotedConflict,
)
from samverk.meetings.models.devices import DeviceBallot, DeviceVote
from samverk.meetings.models.dispatch import (
    Dispatch,
    DispatchKind,
    Letter,
    LetterStep,
    LetterStepKind,
    MailAddress,
    StepOwner,
)
from samverk.meetings.models.elections import ElectionHeld, ElectionRequested
from samverk.meetings.models.extracts import (
    Extract,
    ExtractDispatch,
    ExtractEnclosure,
    ExtractHandover,
    Fate,
    FateState,
    IncomingExtract,
    PlacedEnclosure,
    PlacedExtract,
    Way,
)
from samverk.meetings.models.follow_up import CarriedOut, DelegatedDecision, RaisedMatter
from samverk.meetings.models.handing_over import HandedOver, SafeWay
from samverk.meetings.models.meeting import Meeting, MeetingFact, MeetingFactKind
from samverk.meetings.models.minutes import (
    Adjuster,
    MadeReservation,
    MadeStatement,
    Recipients,
    RunningText,
    StatementKind,
)
from samverk.meetings.models.notes import PrivateNote
from samverk.meetings.models.notices import (
    AdjustmentNotice,
    BoardPosting,
    PostingFact,
    PostingFactKind,
)
from samverk.meetings.models.numbering import NumberingStart
from samverk.meetings.models.officials import OfficialPresent
from samverk.meetings.models.paper_text import PaperPage, PaperRead
from samverk.meetings.models.preparing import Hearing
from samverk.meetings.models.presence import PresenceEvent, Presiding
from samverk.meetings.models.proceeding import (
    CastBallot,
    Draft,
    ItemOutcome,
    Motion,
    StepTaken,
    Support,
)
from samverk.meetings.models.questions import (
    AnswerWay,
    NotTakingPart,
    Question,
    QuestionHandled,
)
from samverk.meetings.models.refusals import MotionRefusal
from samverk.meetings.models.seals import (
    SealCheckpoint,
    SealedKind,
    SealedRecord,
    SealedSecret,
)

__all__ = [
    "AdjustedItem",
    "Adjuster",
    "Adjustment",
    "AdjustmentNotice",
    "AdjustmentStep",
    "AgendaItem",
    "AgendaItemSecret",
    "AnnouncedAbsence",
    "AnswerWay",
    "AppealWords",
    "BoardPosting",
    "CalledIn",
    "Capacity",
    "CarriedOut",
    "CastBallot",
    "ConflictDecided",
    "ConflictQuestion",
    "ConflictSettled",
    "DelegatedDecision",
    "DeviceBallot",
    "DeviceVote",
    "Dispatch",
    "DispatchKind",
    "Draft",
    "ElectionHeld",
    "ElectionRequested",
    "Extract",
    "ExtractDispatch",
    "ExtractEnclosure",
    "ExtractHandover",
    "Fate",
    "FateState",
    "HandedOver",
    "Hearing",
    "IncomingExtract",
    "ItemDocument",
    "ItemOutcome",
    "LawNotice",
    "LawNoticeFact",
    "Letter",
    "LetterStep",
    "LetterStepKind",
    "MadeReservation",
    "MadeStatement",
    "MailAddress",
    "Meeting",
    "MeetingFact",
    "MeetingFactKind",
    "Method",
    "MinutesPrint",
    "MinutesVersion",
    "Motion",
    "MotionRefusal",
    "NotTakingPart",
    "NotedConflict",
    "NumberingStart",
    "OfficialPresent",
    "PaperPage",
    "PaperRead",
    "PlacedEnclosure",
    "PlacedExtract",
    "PostingFact",
    "PostingFactKind",
    "PresenceEvent",
    "Presiding",
    "PrivateNote",
    "Question",
    "QuestionHandled",
    "RaisedMatter",
    "Recipients",
    "Remark",
    "Reopened",
    "RunningText",
    "SafeWay",
    "SealCheckpoint",
    "SealedKind",
    "SealedRecord",
    "SealedSecret",
    "Signer",
    "StatementKind",
    "StepOwner",
    "StepTaken",
    "Support",
    "UnanimityAsked",
    "UnanimityQuestion",
    "Way",
]
