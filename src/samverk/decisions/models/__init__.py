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
    "Relation",
]
