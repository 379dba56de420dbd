"""Votes, the casting vote and lots."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from samverk.rules.body import Body
from samverk.rules.tests.strategies import TALLIES
from samverk.rules.tests.texts import told
from samverk.rules.voting import Ballot, DecidedBy, Tally, VoteResult, vote_result


@given(TALLIES)
def test_the_side_with_more_votes_wins_however_many_abstain(tally):
    result = vote_result(tally).value

    if tally.yes > tally.no:
        assert result == VoteResult(Ballot.YES, DecidedBy.MAJORITY)
    if tally.no > tally.yes:
        assert result == VoteResult(Ballot.NO, DecidedBy.MAJORITY)


@given(TALLIES)
def test_only_a_tie_waits_for_the_chair(tally):
    waits = vote_result(tally).value.decided_by is None

    assert waits == (tally.yes == tally.no)


@pytest.mark.parametrize("chair", [Ballot.YES, Ballot.NO])
def test_the_chair_has_the_casting_vote_in_a_tie(chair):
    ruling = vote_result(Tally(6, 6, 1, chair))

    assert ruling.value == VoteResult(chair, DecidedBy.CASTING_VOTE)
    assert str(ruling.reasons[0].statute) == "5 kap. 56 § kommunallagen (2017:725)"


def test_the_chairs_vote_does_not_matter_without_a_tie():
    assert vote_result(Tally(7, 5, chair=Ballot.NO)).value.outcome is Ballot.YES


def test_a_chair_who_abstains_in_a_tie_must_vote_first():
    ruling = vote_result(Tally(4, 4, 1, Ballot.ABSTAIN))

    assert ruling.value == VoteResult(None, None)
    assert str(ruling.reasons[0].statute) == "4 kap. 25 § kommunallagen (2017:725)"


def test_when_all_abstain_nothing_is_decided():
    assert vote_result(Tally(0, 0, 5)).value == VoteResult(None, None)


def test_an_election_with_a_tie_is_settled_by_lot_and_never_by_the_chair():
    ruling = vote_result(Tally(4, 4, chair=Ballot.YES), is_election=True)

    assert ruling.value == VoteResult(None, DecidedBy.LOT)
    assert "lotten" in ruling.reasons[0].text


def test_an_election_with_a_majority_needs_no_lot():
    result = vote_result(Tally(5, 4), is_election=True).value

    assert result.decided_by is DecidedBy.MAJORITY


def test_a_board_applies_the_same_rules_through_its_own_section():
    reasons = vote_result(Tally(5, 4), body=Body.BOARD).reasons

    assert str(reasons[-1].statute) == "6 kap. 33 § kommunallagen (2017:725)"


def test_abstentions_are_accounted_for_in_the_reasons():
    texts = [reason.text for reason in vote_result(Tally(2, 1, 3)).reasons]

    assert "3 avstod och räknas inte till någon sida." in texts


def test_a_vote_before_2018_cites_nothing_and_says_so():
    ruling = vote_result(Tally(2, 1), day=date(2012, 5, 1))

    assert ruling.reasons[0].statute is None
    assert "5 kap. 55 §" in ruling.remarks[0].text


def test_the_duty_to_vote_is_not_known_before_2018_and_that_is_remarked_once():
    ruling = vote_result(Tally(2, 2, 1, Ballot.ABSTAIN), day=date(2012, 5, 1))

    assert [remark.text[:38] for remark in ruling.remarks] == [
        "Den lydelse som motsvarade 4 kap. 25 §"
    ]


@pytest.mark.parametrize("votes", [(-1, 2, 0), (1, -2, 0), (1, 2, -3)])
def test_a_count_below_zero_is_refused(votes):
    with pytest.raises(ValueError, match="negativt"):
        Tally(*votes)


def test_a_vote_with_nobody_present_is_refused():
    with pytest.raises(ValueError, match="Ingen är närvarande"):
        Tally(0, 0, 0)


@pytest.mark.parametrize(
    "votes", [(0, 3, 0, Ballot.YES), (3, 0, 0, Ballot.NO), (3, 3, 0, Ballot.ABSTAIN)]
)
def test_the_chairs_vote_must_be_among_the_counted(votes):
    with pytest.raises(ValueError, match="Ordförandens röst"):
        Tally(*votes)


def test_before_2018_each_section_that_is_cited_is_remarked_once():
    ruling = vote_result(Tally(5, 3, 2), body=Body.BOARD, day=date(2017, 12, 31))
    sections = [text.split("motsvarade ")[1][:12] for text in told(ruling).splitlines()[3:]]
    assert sections == ["5 kap. 55 § ", "4 kap. 25 § ", "6 kap. 33 § "]


def test_a_tie_that_waits_for_the_chair_remarks_the_duty_to_vote_once():
    ruling = vote_result(Tally(4, 4, 1), day=date(2017, 12, 31))
    assert [str(reason.statute) for reason in ruling.reasons] == ["None", "None"]
    assert len(ruling.remarks) == 1
