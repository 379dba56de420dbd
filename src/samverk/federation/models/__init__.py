"""Tables of the federation."""

from __future__ import annotations

from samverk.federation.models.applications import (
    Application,
    ApplicationStep,
    ApplicationVersion,
)
from samverk.federation.models.bylaws import BylawsReading, BylawsSettings, MajorityRule, SeatRule
from samverk.federation.models.contributions import (
    DistributionKey,
    KeyKind,
    KeyWeight,
    StateAmount,
)
from samverk.federation.models.frozen import FrozenReport
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
    "Application",
    "ApplicationStep",
    "ApplicationVersion",
    "BylawsReading",
    "BylawsSettings",
    "CalendarLink",
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
    "Orientation",
    "OwnDuty",
    "Population",
    "PopulationImport",
    "SeatRule",
    "Share",
    "StateAmount",
    "StatedFee",
    "StatedIncome",
    "StatedReturn",
    "YearSettings",
]
