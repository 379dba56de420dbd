"""What the room keeps."""

from samverk.execution.models.decisions import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterStep,
    RegisterWait,
    Sex,
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
from samverk.execution.models.sendings import Sending, SentDecision, WithdrawnSending

__all__ = [
    "GrantedDecision",
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
    "Sending",
    "SentDecision",
    "Sex",
    "WithdrawnSending",
]
