"""Proposals, the order of propositions, and the way from them to a decision."""

from samverk.rules.propositions.admission import Admission, Objection, admission
from samverk.rules.propositions.arranging import (
    arranged,
    judged,
    may_rearrange,
    placed_in,
    put_order,
)
from samverk.rules.propositions.events import (
    CastingVote,
    Event,
    Found,
    Gavel,
    LotDrawn,
    MinorityRequested,
    OrderApproved,
    Step,
    StepKind,
    Voted,
    VoteRequested,
)
from samverk.rules.propositions.order import (
    Alternative,
    Order,
    Placed,
    Question,
    QuestionKind,
    proposition_order,
)
from samverk.rules.propositions.proceeding import decisions, next_step, replay
from samverk.rules.propositions.proposals import Matter, MatterKind, Proposal, ProposalKind
from samverk.rules.propositions.settled import How, Progress, Settled, VoteHeld

__all__ = [
    "Admission",
    "Alternative",
    "CastingVote",
    "Event",
    "Found",
    "Gavel",
    "How",
    "LotDrawn",
    "Matter",
    "MatterKind",
    "MinorityRequested",
    "Objection",
    "Order",
    "OrderApproved",
    "Placed",
    "Progress",
    "Proposal",
    "ProposalKind",
    "Question",
    "QuestionKind",
    "Settled",
    "Step",
    "StepKind",
    "VoteHeld",
    "VoteRequested",
    "Voted",
    "admission",
    "arranged",
    "decisions",
    "judged",
    "may_rearrange",
    "next_step",
    "placed_in",
    "proposition_order",
    "put_order",
    "replay",
]
