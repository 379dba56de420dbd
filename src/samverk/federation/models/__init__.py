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
from samverk.federation.models.contributions import (
    DistributionKey,
    KeyKind,
    KeyWeight,
    StateAmount,
)
from samverk.federation.models.interventions import (
    CountReport,
    Intervention,
    Measure,
    Orientation,
)
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

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementOption",
    "AgreementSignature",
    "AgreementStep",
    "AgreementTariff",
    "BylawsReading",
    "BylawsSettings",
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
    "FederationTerms",
    "Intervention",
    "KeyKind",
    "KeyWeight",
    "MajorityRule",
    "Measure",
    "Membership",
    "MembershipFact",
    "MembershipFactKind",
    "Orientation",
    "OutsidePurchase",
    "Population",
    "PopulationImport",
    "PriceChoice",
    "ProposalEnd",
    "ProposalOutcome",
    "ReportDuty",
    "ReportReceived",
    "SeatRule",
    "Share",
    "Side",
    "StateAmount",
    "StatedFee",
    "StatedIncome",
    "StatedReturn",
]
