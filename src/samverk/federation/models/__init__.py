"""Tables of the federation."""

from __future__ import annotations

from samverk.federation.models.membership import (
    Counting,
    FederationTerms,
    Membership,
    MembershipFact,
    MembershipFactKind,
    Share,
)
from samverk.federation.models.money import Population, StatedFee, StatedIncome

__all__ = [
    "Counting",
    "FederationTerms",
    "Membership",
    "MembershipFact",
    "MembershipFactKind",
    "Population",
    "Share",
    "StatedFee",
    "StatedIncome",
]
