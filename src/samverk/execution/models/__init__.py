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
from samverk.execution.models.settings import RegisterCode, RegisterSetting

__all__ = [
    "GrantedDecision",
    "RegisterCertificate",
    "RegisterCode",
    "RegisterDisposal",
    "RegisterHandler",
    "RegisterHold",
    "RegisterPlan",
    "RegisterProtection",
    "RegisterRemoval",
    "RegisterSetting",
    "RegisterStep",
    "RegisterTrial",
    "RegisterTrialLine",
    "RegisterWait",
    "RemovalOutcome",
    "Sex",
]
