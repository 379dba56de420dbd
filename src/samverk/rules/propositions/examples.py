"""Worked examples of the way to a decision: two that were seen, and one of each rare turn."""

from __future__ import annotations

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.propositions.events import (
    CastingVote,
    Found,
    Gavel,
    MinorityRequested,
    OrderApproved,
    Voted,
    VoteRequested,
)
from samverk.rules.propositions.proceeding import decisions
from samverk.rules.propositions.proposals import Matter, Proposal, ProposalKind
from samverk.rules.voting import Ballot, Tally

HARRYDA = Matter(
    "kommunstyrelsens förslag",
    (
        Proposal(1, ProposalKind.REFERRAL_BACK, "en ledamot"),
        Proposal(2, ProposalKind.APPROVAL, "en annan ledamot"),
    ),
)
HARRYDA_EVENTS = (
    OrderApproved((1, 2)),
    Found("referral_back/1/find", "today"),
    VoteRequested("referral_back/1/confirm"),
    Voted("referral_back/1/vote", Tally(35, 12, 3)),
    Found("main/1/find", "base"),
    Gavel("main/1/confirm"),
)
GOTEBORG = Matter(
    "kommunstyrelsens förslag",
    (
        Proposal(1, ProposalKind.APPROVAL, "grupp A"),
        Proposal(2, ProposalKind.AMENDMENT, "grupp B"),
        Proposal(3, ProposalKind.AMENDMENT, "grupp C"),
        Proposal(4, ProposalKind.ADDITION, "grupp D"),
    ),
)
GOTEBORG_EVENTS = (
    OrderApproved((1, 2, 3, 4)),
    Found("main/1/find", "base"),
    VoteRequested("main/1/confirm"),
    Found("main/2/find", "p3"),
    VoteRequested("main/2/confirm"),
    Voted("main/2/vote", Tally(9, 29, 43)),
    Voted("main/1/vote", Tally(43, 29, 9)),
    Found("addition:4/1/find", "approve"),
    VoteRequested("addition:4/1/confirm"),
    Voted("addition:4/1/vote", Tally(38, 43)),
)
TIED = Matter("förslaget", (Proposal(1, ProposalKind.REJECTION, "en ledamot"),), body=Body.BOARD)
TIED_EVENTS = (
    OrderApproved((1,)),
    Found("main/1/find", "base"),
    VoteRequested("main/1/confirm"),
    Voted("main/1/vote", Tally(6, 6, 1)),
    CastingVote("main/1/vote/chair", Ballot.YES),
)
MINORITY_EVENTS = (
    OrderApproved((1, 2)),
    Found("referral_back/1/find", "today"),
    MinorityRequested("referral_back/1/confirm", 17, 50),
)

EXAMPLES = (
    Example(
        decisions,
        {"matter": HARRYDA, "history": HARRYDA_EVENTS},
        ("att ärendet avgörs i dag", "bifall till kommunstyrelsens förslag"),
        "Härryda KF 2020-06-15 § 128: 35-12-3",
    ),
    Example(
        decisions,
        {"matter": GOTEBORG, "history": GOTEBORG_EVENTS},
        (
            "bifall till kommunstyrelsens förslag",
            "avslag på tilläggsyrkandet från grupp D",
        ),
        "Göteborg KF 2023-11-23 § 46: 9-29-43 om motförslag, 43-29-9 och 38-43 om tillägg",
    ),
    Example(
        decisions,
        {"matter": TIED, "history": TIED_EVENTS},
        ("bifall till förslaget",),
        "Göteborg KS 2024-11-20 § 956: 6-6-1, avgjort med utslagsröst",
    ),
    Example(
        decisions,
        {"matter": HARRYDA, "history": MINORITY_EVENTS},
        ("att ärendet återremitteras",),
        "konstruerat: 17 av 50 begär återremiss utan omröstning",
    ),
)
