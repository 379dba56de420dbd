"""Votes from one's own device: who may send one, what a no tells, and which one counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.own_device import last_cast, may_cast
from samverk.rules.roll_call import Cast, Voter, count
from samverk.rules.ruling import Reason
from samverk.rules.voting import Ballot

EK, ASP = Voter(1, "Ek", is_chair=True), Voter(2, "Asp")
BJORK = Voter(4, "Björk", barred=Reason("Björk är jävig."))
LIND = Voter(5, "Lind", is_serving=False)
ROOM = (EK, ASP, BJORK, LIND)
VOTES = st.lists(st.builds(Cast, st.integers(1, 6), st.sampled_from(Ballot)), max_size=15)


@given(VOTES)
def test_each_who_may_vote_counts_at_most_once_and_nobody_else(cast):
    kept = last_cast(ROOM, cast).value
    people = [each.person for each in kept]
    assert len(set(people)) == len(people)
    assert set(people) == {each.person for each in cast} & {1, 2}


@given(VOTES)
def test_the_last_vote_of_each_is_the_one_that_counts(cast):
    for kept in last_cast(ROOM, cast).value:
        mine = [each for each in cast if each.person == kept.person]
        assert kept == mine[-1]


@given(VOTES)
def test_the_count_leaves_none_of_them_out(cast):
    kept = last_cast(ROOM, cast).value
    assert count(ROOM, kept).value.refused == ()


@given(VOTES)
def test_the_order_of_others_votes_changes_nothing_for_one(cast):
    mine = [each for each in cast if each.person == 1]
    alone = last_cast(ROOM, mine).value
    assert [each for each in last_cast(ROOM, cast).value if each.person == 1] == list(alone)


def test_one_who_serves_may_vote_and_is_told_that_it_can_be_changed():
    found = may_cast(ROOM, 2)
    assert found.value is True
    assert any("den senaste räknas" in reason.text for reason in found.reasons)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (5, "Lind tjänstgör inte i punkten"),
        (4, "Björk är jävig"),
        (9, "inte antecknad som närvarande"),
    ],
)
def test_a_no_tells_the_rule_and_the_way_out(person, words):
    found = may_cast(ROOM, person)
    told = " ".join(reason.text for reason in found.reasons)
    assert found.value is False
    assert words in told
    assert "sekreteraren" in told


def test_no_device_takes_part_in_a_closed_ballot():
    found = may_cast(ROOM, 2, is_closed=True)
    assert found.value is False
    assert "slutna sedlar" in found.reasons[0].text


def test_a_vote_of_one_who_has_left_since_is_told_of_and_not_counted():
    found = last_cast(ROOM, (Cast(2, Ballot.YES), Cast(5, Ballot.NO)))
    assert found.value == (Cast(2, Ballot.YES),)
    assert "En röst räknas inte" in found.reasons[-1].text
