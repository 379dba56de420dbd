"""Tables of the federation."""

from __future__ import annotations

from samverk.federation.models.bylaws import BylawsReading, BylawsSettings, MajorityRule, SeatRule
from samverk.federation.models.contributions import (
    DistributionKey,
    KeyKind,
    KeyWeight,
    StateAmount,
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
)

__all__ = [
    "BylawsReading",
    "BylawsSettings",
    "Counting",
    "DistributionKey",
    "FederationTerms",
    "KeyKind",
    "KeyWeight",
    "MajorityRule",
    "Membership",
    "MembershipFact",
    "MembershipFactKind",
    "Population",
    "PopulationImport",
    "SeatRule",
    "Share",
    "StateAmount",
    "StatedFee",
    "StatedIncome",
]
