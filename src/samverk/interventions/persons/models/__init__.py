"""Tables of persons. Every one has a controller and stands behind forced row-level security."""

from __future__ import annotations

from samverk.interventions.persons.models.consents import (
    Consent,
    ConsentReceiver,
    Disclosure,
    GroundDecision,
)
from samverk.interventions.persons.models.day_ledger import ClosedMonth, DayEntry, DayLine
from samverk.interventions.persons.models.disposal import (
    DisposalCertificate,
    DisposalDecision,
    DisposalOutcome,
    DisposalStart,
    DryRun,
    DryRunLine,
    Outcome,
)
from samverk.interventions.persons.models.earlier import (
    EarlierEnd,
    EarlierResult,
    ParticipationExtent,
)
from samverk.interventions.persons.models.emergency import (
    EmergencyGrant,
    EmergencyRequest,
    EmergencyReview,
    EmergencyState,
)
from samverk.interventions.persons.models.far_waits import FarWait
from samverk.interventions.persons.models.joined import JoinedRecord
from samverk.interventions.persons.models.log_review import (
    ReviewJudgement,
    ReviewLine,
    ReviewRound,
    ReviewSignature,
    ReviewTerms,
    Verdict,
)
from samverk.interventions.persons.models.outcomes import (
    Attendance,
    Goal,
    Measurement,
    Occupation,
    Point,
    Session,
)
from samverk.interventions.persons.models.participations import Hold, Participation
from samverk.interventions.persons.models.people import (
    NamedHandler,
    NumberCorrection,
    NumberReveal,
    Person,
    Protection,
    Sex,
)
from samverk.interventions.persons.models.prepared_counts import CountsAsked, CountsComputed
from samverk.interventions.persons.models.proposals import (
    ChangeProposal,
    ProposalSide,
    ProposalStep,
)
from samverk.interventions.persons.models.published_counts import (
    InterventionCounts,
    PublishedCounts,
)
from samverk.interventions.persons.models.queues import (
    JoinedBy,
    OfferAnswer,
    PlaceOffer,
    QueueEntry,
    QueuePause,
)
from samverk.interventions.persons.models.referrals import MoveAnswer, Referral, Side
from samverk.interventions.persons.models.retention import (
    DisposalHold,
    KeptCount,
    RetentionPlan,
    RetentionRuleRow,
)
from samverk.interventions.persons.models.sent_counts import SentCounts
from samverk.interventions.persons.models.statistics_asked import (
    StatisticsAsked,
    StatisticsTried,
)
from samverk.interventions.persons.models.steps import (
    ParticipationStep,
    QueueStep,
    ReferralStep,
)
from samverk.interventions.persons.models.struck import SessionFault, Struck, StruckSession
from samverk.interventions.persons.models.subject_access import (
    IdentityCheck,
    RequestWay,
    SubjectRequest,
)
from samverk.interventions.persons.models.support import Support, SupportKind
from samverk.interventions.persons.models.teams import Team, TeamTerms
from samverk.interventions.persons.models.waiting import WaitReport
from samverk.interventions.persons.models.what_if import WhatIf, WhatIfPerson

__all__ = [
    "Attendance",
    "ChangeProposal",
    "ClosedMonth",
    "Consent",
    "ConsentReceiver",
    "CountsAsked",
    "CountsComputed",
    "DayEntry",
    "DayLine",
    "Disclosure",
    "DisposalCertificate",
    "DisposalDecision",
    "DisposalHold",
    "DisposalOutcome",
    "DisposalStart",
    "DryRun",
    "DryRunLine",
    "EarlierEnd",
    "EarlierResult",
    "EmergencyGrant",
    "EmergencyRequest",
    "EmergencyReview",
    "EmergencyState",
    "FarWait",
    "Goal",
    "GroundDecision",
    "Hold",
    "IdentityCheck",
    "InterventionCounts",
    "JoinedBy",
    "JoinedRecord",
    "KeptCount",
    "Measurement",
    "MoveAnswer",
    "NamedHandler",
    "NumberCorrection",
    "NumberReveal",
    "Occupation",
    "OfferAnswer",
    "Outcome",
    "Participation",
    "ParticipationExtent",
    "ParticipationStep",
    "Person",
    "PlaceOffer",
    "Point",
    "ProposalSide",
    "ProposalStep",
    "Protection",
    "PublishedCounts",
    "QueueEntry",
    "QueuePause",
    "QueueStep",
    "Referral",
    "ReferralStep",
    "RequestWay",
    "RetentionPlan",
    "RetentionRuleRow",
    "ReviewJudgement",
    "ReviewLine",
    "ReviewRound",
    "ReviewSignature",
    "ReviewTerms",
    "SentCounts",
    "Session",
    "SessionFault",
    "Sex",
    "Side",
    "StatisticsAsked",
    "StatisticsTried",
    "Struck",
    "StruckSession",
    "SubjectRequest",
    "Support",
    "SupportKind",
    "Team",
    "TeamTerms",
    "Verdict",
    "WaitReport",
    "WhatIf",
    "WhatIfPerson",
]
