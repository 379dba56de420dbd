"""How a question was settled, in words: what decided a vote, and on what ground a matter was put off."""

from __future__ import annotations

import pytest

from samverk.rules.propositions import (
    CastingVote,
    Found,
    LotDrawn,
    Matter,
    MatterKind,
    MinorityRequested,
    OrderApproved,
    Proposal,
    ProposalKind,
    Voted,
    VoteRequested,
    replay,
)
from samverk.rules.propositions.told import told
from samverk.rules.voting import Ballot, Tally

AT = "referral_back/1"


def matter(**more):
    return Matter("förslaget", (Proposal(1, ProposalKind.REFERRAL_BACK, "Ek"),), **more)


def course(given, *events):
    (settled, *_) = replay(given, (OrderApproved((1,)), *events)).value.settled
    return told(given, settled)


def main(tally, *more, **of):
    given = Matter("förslaget", (Proposal(1, ProposalKind.REJECTION, "Ek"),), **of)
    found, asked = Found("main/1/find", "base"), VoteRequested("main/1/confirm", "Ek")
    return course(given, found, asked, Voted("main/1/vote", tally), *more)[1]


def put_off(tally, *, requesters=None, **more):
    given = matter(**more)
    found, asked = Found(f"{AT}/find", "today"), VoteRequested(f"{AT}/confirm", "Ek")
    return course(given, found, asked, Voted(f"{AT}/vote", tally, requesters))


def test_a_majority_a_casting_vote_and_a_lot_are_told_apart():
    assert main(Tally(3, 2)).endswith("Majoriteten avgjorde: bifall till förslaget.")
    assert "utslagsröst avgjorde: avslag" in main(Tally(2, 2, 0, Ballot.NO))
    lot = LotDrawn("main/1/vote/lot", Ballot.YES)
    assert "lotten avgjorde: bifall" in main(Tally(2, 2), lot, kind=MatterKind.EMPLOYMENT)


def test_a_chair_who_abstained_and_then_voted_is_told_of():
    later = CastingVote("main/1/vote/chair", Ballot.NO)
    line = main(Tally(2, 2, 1, Ballot.ABSTAIN), later)
    assert "2 ja, 2 nej, 1 avstår. Ordföranden avstod först och röstade sedan nej." in line


def test_a_minority_is_the_ground_with_how_many_of_how_many():
    lines = put_off(Tally(40, 29, 12))
    assert "En minoritet fick sin begäran igenom" in lines[1]
    assert lines[2] == (
        "Grund: begäran av en minoritet, 29 av 81 närvarande. Minst en tredjedel, 27, krävs."
    )


@pytest.mark.parametrize(
    ("tally", "more", "words"),
    [
        (Tally(40, 41), {}, "Grund: majoritet. 41 av 81 närvarande begärde det."),
        (Tally(35, 12, 3), {}, "färre än en tredjedel, 17"),
        (Tally(43, 38), {"earlier_minority": True}, "redan skjutits upp av en minoritet"),
        (Tally(30, 3, 17), {"requesters": 17}, "begäran av en minoritet, 17 av 50"),
    ],
)
def test_the_ground_of_putting_off_or_not_is_told(tally, more, words):
    assert words in put_off(tally, **more)[-1]


def test_a_request_without_a_vote_is_told_with_its_numbers():
    given = matter()
    lines = course(given, Found(f"{AT}/find", "today"), MinorityRequested(f"{AT}/confirm", 17, 50))
    assert "17 av 50 närvarande" in lines[-1]
