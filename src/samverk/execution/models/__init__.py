"""What the room keeps."""

from samverk.execution.models.decisions import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterStep,
    RegisterWait,
    Sex,
)
from samverk.execution.models.published import (
    HarmTest,
    Judgement,
    PublishedQuarter,
    ToldCounts,
)
from samverk.execution.models.retention import (
    RegisterCertificate,
    RegisterDisposal,
    RegisterHold,
    RegisterPlan,
    RegisterRemoval,
    RegisterTrial,
    RegisterTrialLine,
    RemovalOutcome,
)

__all__ = [
    "GrantedDecision",
    "HarmTest",
    "Judgement",
    "PublishedQuarter",
    "RegisterCertificate",
    "RegisterDisposal",
    "RegisterHandler",
    "RegisterHold",
    "RegisterPlan",
    "RegisterProtection",
    "RegisterRemoval",
    "RegisterStep",
    "RegisterTrial",
    "RegisterTrialLine",
    "RegisterWait",
    "RemovalOutcome",
    "Sex",
    "ToldCounts",
]
