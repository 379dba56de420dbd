"""What the room keeps."""

from samverk.execution.models.decisions import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterStep,
    RegisterTakeover,
    RegisterWait,
    Sex,
)
from samverk.execution.models.importing import (
    ImportState,
    RegisterImport,
    RegisterImportProgress,
    RegisterSource,
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
    "ImportState",
    "RegisterCertificate",
    "RegisterDisposal",
    "RegisterHandler",
    "RegisterHold",
    "RegisterImport",
    "RegisterImportProgress",
    "RegisterPlan",
    "RegisterProtection",
    "RegisterRemoval",
    "RegisterSource",
    "RegisterStep",
    "RegisterTakeover",
    "RegisterTrial",
    "RegisterTrialLine",
    "RegisterWait",
    "RemovalOutcome",
    "Sex",
]
