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
from samverk.execution.models.published import (
    HarmTest,
    Judgement,
    PublishedQuarter,
    ToldCounts,
)
from samverk.execution.models.reports import KeptReport, KeptReportRow, Recipient
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
from samverk.execution.models.settings import RegisterCode, RegisterSetting

__all__ = [
    "GrantedDecision",
    "HarmTest",
    "ImportState",
    "Judgement",
    "KeptReport",
    "KeptReportRow",
    "PublishedQuarter",
    "Recipient",
    "RegisterCertificate",
    "RegisterCode",
    "RegisterDisposal",
    "RegisterHandler",
    "RegisterHold",
    "RegisterImport",
    "RegisterImportProgress",
    "RegisterPlan",
    "RegisterProtection",
    "RegisterRemoval",
    "RegisterSetting",
    "RegisterSource",
    "RegisterStep",
    "RegisterTakeover",
    "RegisterTrial",
    "RegisterTrialLine",
    "RegisterWait",
    "RemovalOutcome",
    "Sending",
    "SentDecision",
    "Sex",
    "ToldCounts",
    "WithdrawnSending",
]
