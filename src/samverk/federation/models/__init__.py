"""Tables of the federation."""

from __future__ import annotations

from samverk.federation.models.agreement_follow_up import (
    ChangeProposal,
    OutsidePurchase,
    ProposalEnd,
    ProposalOutcome,
    ReportDuty,
    ReportReceived,
)
from samverk.federation.models.agreements import (
    Agreement,
    AgreementKind,
    AgreementOption,
    AgreementSignature,
    AgreementTariff,
    ClosedDays,
    PriceChoice,
    Side,
)
from samverk.federation.models.applications import Application, ApplicationStep, ApplicationVersion
from samverk.federation.models.budget import (
    BudgetDecision,
    BudgetDetail,
    BudgetRow,
    BudgetVersion,
    PlanYear,
    RowKind,
)
from samverk.federation.models.bylaws import BylawsReading, BylawsSettings, MajorityRule, SeatRule
from samverk.federation.models.claims import (
    AgreementStep,
    Claim,
    ClaimLine,
    ClaimStep,
    ClaimVersion,
    Commitment,
    CommitmentStep,
    CostRule,
)
from samverk.federation.models.contributions import DistributionKey, KeyKind, KeyWeight, StateAmount
from samverk.federation.models.equity import CeilingStep, CeilingTable, StatedEquity
from samverk.federation.models.frozen import FrozenReport
from samverk.federation.models.interventions import CountReport, Intervention, Measure, Orientation
from samverk.federation.models.membership import (
    Counting,
    FederationTerms,
    Membership,
    MembershipFact,
    MembershipFactKind,
    Share,
)
from samverk.federation.models.money import (
    Population,
    PopulationImport,
    StatedFee,
    StatedIncome,
    StatedReturn,
)
from samverk.federation.models.national import NationalReport, NationalTerms
from samverk.federation.models.outcome import (
    AccountMapping,
    AccountRule,
    Outcome,
    OutcomeImport,
    RowForecast,
    SourceKind,
    Target,
)
from samverk.federation.models.reports import YearReport
from samverk.federation.models.year import (
    CalendarLink,
    DutyNote,
    DutyReminder,
    DutyState,
    Interim,
    OwnDuty,
    YearSettings,
)

__all__ = [
    "AccountMapping",
    "AccountRule",
    "Agreement",
    "AgreementKind",
    "AgreementOption",
    "AgreementSignature",
    "AgreementStep",
    "AgreementTariff",
    "Application",
    "ApplicationStep",
    "ApplicationVersion",
    "BudgetDecision",
    "BudgetDetail",
    "BudgetRow",
    "BudgetVersion",
    "BylawsReading",
    "BylawsSettings",
    "CalendarLink",
    "CeilingStep",
    "CeilingTable",
    "ChangeProposal",
    "Claim",
    "ClaimLine",
    "ClaimStep",
    "ClaimVersion",
    "ClosedDays",
    "Commitment",
    "CommitmentStep",
    "CostRule",
    "CountReport",
    "Counting",
    "DistributionKey",
    "DutyNote",
    "DutyReminder",
    "DutyState",
    "FederationTerms",
    "FrozenReport",
    "Interim",
    "Intervention",
    "KeyKind",
    "KeyWeight",
    "MajorityRule",
    "Measure",
    "Membership",
    "MembershipFact",
    "MembershipFactKind",
    "NationalReport",
    "NationalTerms",
    "Orientation",
    "Outcome",
    "OutcomeImport",
    "OutsidePurchase",
    "OwnDuty",
    "PlanYear",
    "Population",
    "PopulationImport",
    "PriceChoice",
    "ProposalEnd",
    "ProposalOutcome",
    "ReportDuty",
    "ReportReceived",
    "RowForecast",
    "RowKind",
    "SeatRule",
    "Share",
    "Side",
    "SourceKind",
    "StateAmount",
    "StatedEquity",
    "StatedFee",
    "StatedIncome",
    "StatedReturn",
    "Target",
    "YearReport",
    "YearSettings",
]
