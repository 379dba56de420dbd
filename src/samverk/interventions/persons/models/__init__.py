"""Tables of persons. Every one has a controller and stands behind forced row-level security."""

from __future__ import annotations

from samverk.interventions.persons.models.consents import Consent, ConsentReceiver, Disclosure
from samverk.interventions.persons.models.disposal import (
    DisposalCertificate,
    DisposalDecision,
    DisposalOutcome,
    DisposalStart,
    DryRun,
    DryRunLine,
    Outcome,
)
from samverk.interventions.persons.models.outcomes import (
    Attendance,
    Goal,
    Measurement,
    Point,
    Session,
)
from samverk.interventions.persons.models.participations import Hold, Participation
from samverk.interventions.persons.models.people import (
    NamedHandler,
    NumberReveal,
    Person,
    Protection,
    Sex,
)
from samverk.interventions.persons.models.queues import (
    OfferAnswer,
    PlaceOffer,
    QueueEntry,
    QueuePause,
)
from samverk.interventions.persons.models.referrals import Referral, Side
from samverk.interventions.persons.models.retention import (
    DisposalHold,
    KeptCount,
    RetentionPlan,
    RetentionRuleRow,
)
from samverk.interventions.persons.models.steps import (
    ParticipationStep,
    QueueStep,
    ReferralStep,
)
from samverk.interventions.persons.models.support import Support, SupportKind
from samverk.interventions.persons.models.teams import Team
from samverk.interventions.persons.models.waiting import WaitReport
from samverk.interventions.persons.models.what_if import WhatIf

__all__ = [
    "Attendance",
    "Consent",
    "ConsentReceiver",
    "Disclosure",
    "DisposalCertificate",
    "DisposalDecision",
    "DisposalHold",
    "DisposalOutcome",
    "DisposalStart",
    "DryRun",
    "DryRunLine",
    "Goal",
    "Hold",
    "KeptCount",
    "Measurement",
    "NamedHandler",
    "NumberReveal",
    "OfferAnswer",
    "Outcome",
    "Participation",
    "ParticipationStep",
    "Person",
    "PlaceOffer",
    "Point",
    "Protection",
    "QueueEntry",
    "QueuePause",
    "QueueStep",
    "Referral",
    "ReferralStep",
    "RetentionPlan",
    "RetentionRuleRow",
    "Session",
    "Sex",
    "Side",
    "Support",
    "SupportKind",
    "Team",
    "WaitReport",
    "WhatIf",
]
