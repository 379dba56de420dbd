"""Tabling and referral back, with and without a minority's right."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given

from samverk.rules.body import Body
from samverk.rules.deferral import Deferral, DeferralOutcome, deferral
from samverk.rules.tests.strategies import TALLIES
from samverk.rules.tests.texts import told
from samverk.rules.voting import Ballot, Tally

DECIDED, MINORITY, MAJORITY = (
    DeferralOutcome.DECIDED_TODAY,
    DeferralOutcome.MINORITY,
    DeferralOutcome.MAJORITY,
)


def _outcome(*votes, body=Body.COUNCIL, **terms):
    return deferral(Tally(*votes), body=body, **terms).value.outcome


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((35, 12, 3), DECIDED),
        ((43, 38, 0), MINORITY),
        ((40, 29, 12), MINORITY),
        ((65, 9, 5), DECIDED),
        ((40, 41, 0), MAJORITY),
        ((61, 20, 0), DECIDED),
        ((47, 33, 0), MINORITY),
    ],
)
def test_real_votes_come_out_as_their_minutes_say(votes, outcome):
    assert _outcome(*votes) is outcome


@pytest.mark.parametrize(
    ("votes", "outcome"), [((20, 10, 0), MINORITY), ((21, 10, 0), DECIDED), ((34, 17, 0), MINORITY)]
)
def test_exactly_a_third_is_enough_and_less_is_not(votes, outcome):
    assert _outcome(*votes) is outcome


def test_abstaining_members_are_present_and_raise_the_need():
    value = deferral(Tally(20, 10, 1), body=Body.COUNCIL).value

    assert value == Deferral(DECIDED, 31, 11)


def test_a_second_deferral_needs_a_majority():
    assert _outcome(43, 38, earlier_minority=True) is DECIDED
    assert _outcome(38, 43, earlier_minority=True) is MAJORITY


def test_the_used_up_right_is_named_as_the_reason():
    ruling = deferral(Tally(43, 38), body=Body.COUNCIL, earlier_minority=True)

    assert any("redan skjutits upp av en minoritet" in reason.text for reason in ruling.reasons)


@given(TALLIES)
def test_a_board_never_defers_at_a_minoritys_request(tally):
    value = deferral(tally, body=Body.BOARD).value

    assert value.outcome is not MINORITY
    assert value.minority_needs is None


@given(TALLIES)
def test_an_election_is_never_deferred_by_a_minority(tally):
    value = deferral(tally, body=Body.COUNCIL, is_election=True).value

    assert value.outcome is not MINORITY
    assert value.minority_needs is None


@given(TALLIES)
def test_the_need_is_the_least_number_that_is_a_third(tally):
    value = deferral(tally, body=Body.COUNCIL).value

    assert value.minority_needs is not None
    assert 3 * value.minority_needs >= value.present > 3 * (value.minority_needs - 1)


@given(TALLIES)
def test_more_against_than_for_always_defers_by_majority(tally):
    is_majority = deferral(tally, body=Body.COUNCIL).value.outcome is MAJORITY

    assert is_majority == (tally.no > tally.yes)


def test_a_board_cites_its_own_section():
    ruling = deferral(Tally(8, 5), body=Body.BOARD)

    assert str(ruling.reasons[0].statute) == "6 kap. 33 § kommunallagen (2017:725)"


@pytest.mark.parametrize(("chair", "outcome"), [(Ballot.NO, MAJORITY), (Ballot.YES, DECIDED)])
def test_a_tie_in_a_board_is_the_chairs(chair, outcome):
    ruling = deferral(Tally(6, 6, chair=chair), body=Body.BOARD)

    assert ruling.value.outcome is outcome
    assert ruling.remarks == ()


@pytest.mark.parametrize(
    ("tally", "body", "earlier"),
    [
        (Tally(6, 6), Body.BOARD, False),
        (Tally(6, 6, 1, Ballot.ABSTAIN), Body.BOARD, False),
        (Tally(20, 20), Body.COUNCIL, True),
    ],
)
def test_a_tie_without_the_chairs_vote_has_no_outcome(tally, body, earlier):
    ruling = deferral(tally, body=body, earlier_minority=earlier)

    assert ruling.value.outcome is None
    assert "Ordförandens röst är inte angiven" in ruling.remarks[0].text


def test_a_tie_in_the_council_is_a_minoritys_third_already():
    assert _outcome(6, 6) is MINORITY


def test_a_win_while_most_abstain_is_remarked_as_disputed():
    ruling = deferral(Tally(0, 14, 17), body=Body.COUNCIL)

    assert ruling.value.outcome is MAJORITY
    assert "omtvistat" in ruling.remarks[0].text


def test_nobody_asking_is_no_minority_even_among_few():
    assert _outcome(1, 0) is DECIDED
    assert _outcome(0, 0, 1) is DECIDED


def test_a_vote_before_2002_has_no_known_wording():
    ruling = deferral(Tally(20, 10), body=Body.COUNCIL, day=date(2001, 5, 1))

    assert ruling.reasons[0].statute is None
    assert len(ruling.remarks) == 1


def test_a_tie_that_the_chair_turns_is_the_majoritys_and_leaves_the_right_unused():
    ruling = deferral(Tally(6, 6, chair=Ballot.NO), body=Body.COUNCIL)

    assert ruling.value == Deferral(MAJORITY, 12, 4)
    assert str(ruling.reasons[-1].statute) == "5 kap. 56 § kommunallagen (2017:725)"
    assert "omtvistat" in told(ruling)


def test_a_tie_with_the_chair_for_deciding_is_the_minoritys():
    ruling = deferral(Tally(6, 6, chair=Ballot.YES), body=Body.COUNCIL)

    assert ruling.value.outcome is MINORITY
    assert ruling.remarks == ()


def test_a_tie_in_the_council_with_an_unknown_chair_warns_of_the_basis():
    assert "minoritetens rätt är inte förbrukad" in told(deferral(Tally(6, 6), body=Body.COUNCIL))


@pytest.mark.parametrize(
    ("votes", "body", "is_disputed"),
    [
        ((10, 15, 5), Body.COUNCIL, True),
        ((10, 16, 5), Body.COUNCIL, False),
        ((8, 10, 12), Body.COUNCIL, True),
        ((8, 9, 13), Body.COUNCIL, False),
        ((0, 14, 17), Body.BOARD, False),
    ],
)
def test_the_basis_is_disputed_from_a_third_to_half_in_the_council(votes, body, is_disputed):
    ruling = deferral(Tally(*votes), body=body)

    assert ruling.value.outcome is MAJORITY
    assert ("omtvistat" in told(ruling)) is is_disputed


@pytest.mark.parametrize(
    ("body", "day", "is_told"),
    [
        (Body.COUNCIL, None, True),
        (Body.COUNCIL, date(2011, 1, 1), True),
        (Body.COUNCIL, date(2010, 12, 31), False),
        (Body.BOARD, None, False),
    ],
)
def test_an_extra_election_is_told_to_be_another_matter(body, day, is_told):
    ruling = deferral(Tally(5, 2), body=body, is_election=True, day=day)

    assert ("bordläggs alltid första gången" in told(ruling)) is is_told


@pytest.mark.parametrize(
    ("votes", "sections"),
    [
        ((20, 10), []),
        ((10, 20), ["5 kap. 55 §"]),
        ((30, 2), ["5 kap. 55 §"]),
        ((0, 0, 9), ["5 kap. 56 §"]),
    ],
)
def test_before_2018_each_section_not_read_is_remarked(votes, sections):
    ruling = deferral(Tally(*votes), body=Body.COUNCIL, day=date(2017, 5, 1))
    unread = [each for each in ruling.remarks if "finns inte i Samverks tabell" in each.text]

    assert [re.findall(r"5 kap\. \d+ §", each.text)[0] for each in unread] == sections


def test_too_few_asking_are_told_how_many_it_takes():
    assert "12 begär det, färre än 17." in told(deferral(Tally(35, 12, 3), body=Body.COUNCIL))


def test_an_election_names_no_third():
    text = told(deferral(Tally(5, 2), body=Body.COUNCIL, is_election=True))

    assert "Ett val skjuts upp bara med enkel majoritet." in text
    assert "färre än" not in text


def test_a_tie_with_the_right_used_up_is_told_as_the_chairs():
    ruling = deferral(Tally(6, 6, chair=Ballot.YES), body=Body.COUNCIL, earlier_minority=True)

    assert ruling.value.outcome is DECIDED
    assert "Lika röstetal, 6 mot 6: ordförandens utslagsröst avgör." in told(ruling)
    assert "majoriteten avgör" not in told(ruling)


@pytest.mark.parametrize("body", list(Body))
def test_the_chairs_no_settles_nothing_without_a_tie(body):
    assert _outcome(9, 3, 1, Ballot.NO, body=body) is DECIDED
