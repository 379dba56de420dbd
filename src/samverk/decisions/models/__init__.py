"""Tables of decisions."""

from __future__ import annotations

from samverk.decisions.models.decision import (
    AppealForm,
    Decision,
    DecisionKind,
    DecisionSource,
    ForceFact,
    ForceFactKind,
)
from samverk.decisions.models.follow_up import Assignment
from samverk.decisions.models.lineage import Citation, Lineage, Relation
from samverk.decisions.models.proceedings import (
    Motion,
    MotionKind,
    Proceedings,
    Recipient,
    Reservation,
    StatedAmount,
    Vote,
    VoteEvent,
    VoteOption,
)

__all__ = [
    "AppealForm",
    "Assignment",
    "Citation",
    "Decision",
    "DecisionKind",
    "DecisionSource",
    "ForceFact",
    "ForceFactKind",
    "Lineage",
    "Motion",
    "MotionKind",
    "Proceedings",
    "Recipient",
    "Relation",
    "Reservation",
    "StatedAmount",
    "Vote",
    "VoteEvent",
    "VoteOption",
]
