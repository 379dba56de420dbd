"""Roll call and ballots: who may vote, in which order, the count, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.body import Body
from samverk.rules.roll_call import Cast, Voter, closed_count, count, voting_order
from samverk.rules.ruling import Reason
from samverk.rules.tests.texts import in_full, told
from samverk.rules.vote_problems import ProblemKind, VoteTerms, vote_problems
from samverk.rules.voting import Ballot, Tally

YES, NO, ABSTAIN = Ballot
BARRED = Reason("Björk är jävig i ärendet.")
CHAIR = Voter(1, "Ek", is_chair=True)
ASP, AL = Voter(2, "Asp"), Voter(3, "Al")
BJORK = Voter(4, "Björk", barred=BARRED)
LIND = Voter(5, "Lind", is_serving=False)
ROOM = (CHAIR, ASP, AL, BJORK, LIND)
OPEN = VoteTerms()
VOTES = st.lists(st.builds(Cast, st.integers(0, 6), st.sampled_from(Ballot)), max_size=12)


def kinds(cast, terms=OPEN, voters=ROOM):
    """What is wrong, with whom, without those who have not voted yet."""
    problems = vote_problems(voters, cast, terms).value
    return [(p.kind, p.person) for p in problems if p.kind is not ProblemKind.MISSING]


@given(VOTES)
def test_each_who_may_vote_counts_once_or_is_waited_for(cast):
    found = count(ROOM, cast).value
    voted = found.tally.present if found.tally else 0

    assert voted + len(found.waiting) == 3
    assert voted + len(found.refused) == len(cast)


@given(VOTES)
def test_a_vote_counts_or_has_its_problem(cast):
    found = count(ROOM, cast).value
    errors = [p for p in vote_problems(ROOM, cast, OPEN).value if not p.is_warning]

    refused = [p for p in errors if p.kind is not ProblemKind.CHAIR_MUST_VOTE]
    assert [p.person for p in refused] == [v.person for v in found.refused]


@given(VOTES)
def test_a_vote_that_comes_in_takes_no_counted_vote_away(cast):
    for length in range(len(cast)):
        before, after = count(ROOM, cast[:length]).value, count(ROOM, cast[: length + 1]).value
        assert set(before.counted) <= set(after.counted)


def test_nothing_is_counted_before_the_first_vote():
    assert count(ROOM, []).value.tally is None


def test_the_chairs_vote_is_known_to_the_tally():
    assert count(ROOM, [Cast(1, NO), Cast(2, YES)]).value.tally == Tally(1, 1, 0, NO)


def test_a_chair_who_has_not_voted_is_not_known_to_the_tally():
    assert count(ROOM, [Cast(2, YES)]).value.tally == Tally(1, 0)


def test_the_first_of_two_votes_counts():
    found = count(ROOM, [Cast(2, YES), Cast(2, NO)]).value

    assert (found.tally, found.refused) == (Tally(1, 0), (Cast(2, NO),))


@pytest.mark.parametrize(
    ("person", "kind"),
    [
        (5, ProblemKind.NOT_SERVING),
        (4, ProblemKind.BARRED),
        (9, ProblemKind.STRANGER),
    ],
)
def test_one_who_may_not_vote_is_pointed_out(person, kind):
    assert kinds([Cast(person, YES)]) == [(kind, person)]


def test_the_reason_why_one_is_barred_is_the_one_given():
    [problem] = [p for p in vote_problems(ROOM, [Cast(4, YES)], OPEN).value if p.person == 4]

    assert problem.reason is BARRED


def test_a_second_vote_is_pointed_out():
    assert kinds([Cast(2, YES), Cast(2, YES)]) == [(ProblemKind.TWICE, 2)]


def test_those_who_have_not_voted_are_a_warning():
    problems = vote_problems(ROOM, [Cast(1, YES)], OPEN).value

    assert [(p.kind, p.person, p.is_warning) for p in problems] == [
        (ProblemKind.MISSING, 2, True),
        (ProblemKind.MISSING, 3, True),
    ]


@pytest.mark.parametrize(
    ("is_closed", "is_election", "wrong"),
    [(False, False, False), (True, False, True), (False, True, True), (True, True, False)],
)
def test_only_elections_and_employment_are_closed(is_closed, is_election, wrong):
    terms = VoteTerms(is_closed=is_closed, is_election=is_election)

    assert kinds([], terms) == ([(ProblemKind.WRONG_FORM, None)] if wrong else [])


@pytest.mark.parametrize("chair", [[], [Cast(1, ABSTAIN)]])
def test_a_chair_must_vote_when_it_is_even(chair):
    cast = [Cast(2, YES), Cast(3, NO), *chair]

    assert kinds(cast) == [(ProblemKind.CHAIR_MUST_VOTE, 1)]


@pytest.mark.parametrize(
    "cast",
    [
        [Cast(2, YES)],
        [Cast(2, ABSTAIN)],
        [Cast(2, YES), Cast(3, YES), Cast(1, ABSTAIN)],
        [Cast(1, YES), Cast(2, NO), Cast(3, ABSTAIN)],
    ],
)
def test_a_chair_need_not_vote_while_others_may_or_when_it_is_not_even(cast):
    assert kinds(cast) == []


def test_an_even_election_waits_for_the_lot_and_not_the_chair():
    cast = [Cast(2, YES), Cast(3, NO)]

    assert kinds(cast, VoteTerms(is_election=True)) == [(ProblemKind.WRONG_FORM, None)]


@pytest.mark.parametrize(
    ("body", "is_authority", "warned"),
    [
        (Body.BOARD, True, True),
        (Body.BOARD, False, False),
        (Body.COUNCIL, True, False),
    ],
)
def test_who_handled_an_authority_matter_in_a_board_must_decide(body, is_authority, warned):
    terms = VoteTerms(body, is_authority=is_authority)
    cast = [Cast(1, YES), Cast(2, ABSTAIN), Cast(3, YES)]

    assert kinds(cast, terms) == ([(ProblemKind.MUST_DECIDE, 2)] if warned else [])


@pytest.mark.parametrize(("is_chair_last", "order"), [(True, (2, 3, 1)), (False, (1, 2, 3))])
def test_those_who_may_vote_are_called_in_order(is_chair_last, order):
    assert voting_order(ROOM, is_chair_last=is_chair_last).value == order


def test_a_closed_ballot_is_counted_without_names():
    ruling = closed_count(ROOM, [1, 2, 3], (2, 1, 0))

    assert ruling.value == Tally(2, 1)
    assert in_full(ruling) == [
        "Val och anställning avgörs med slutna sedlar. [5 kap. 54 § kommunallagen (2017:725)]",
        "3 har lämnat var sin röst. [4 kap. 24 § kommunallagen (2017:725)]",
    ]


@pytest.mark.parametrize(
    ("compute", "text"),
    [
        (
            lambda: closed_count(ROOM, [1, 2], (3, 0, 0)),
            "3 valsedlar är räknade men 2 är avgivna: gör om valet.",
        ),
        (lambda: closed_count(ROOM, [2, 2], (2, 0, 0)), "Asp har lämnat två valsedlar."),
        (lambda: closed_count(ROOM, [4], (1, 0, 0)), "Björk får inte rösta i ärendet."),
        (
            lambda: closed_count(ROOM, [9], (1, 0, 0)),
            "Någon utanför uppropet får inte rösta i ärendet.",
        ),
        (lambda: count((ASP, ASP), []), "Asp står två gånger i uppropet."),
        (
            lambda: voting_order((CHAIR, Voter(7, "Rönn", is_chair=True))),
            "Bara en kan vara ordförande i uppropet.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(compute, text):
    with pytest.raises(ValueError) as refused:
        compute()
    assert str(refused.value) == text


def test_problems_are_told_in_full():
    cast = [Cast(2, YES), Cast(3, NO), Cast(1, ABSTAIN), Cast(2, NO), Cast(5, NO), Cast(9, NO)]
    terms = VoteTerms(Body.BOARD, is_closed=False, is_election=False, is_authority=True)

    assert in_full(vote_problems(ROOM, cast, terms)) == [
        "Asp har röstat två gånger: den första rösten räknas. "
        "[4 kap. 24 § kommunallagen (2017:725)]",
        "Lind tjänstgör inte och får inte rösta. [4 kap. 24 § kommunallagen (2017:725)]",
        "En röst kommer från någon som inte står i uppropet. "
        "[4 kap. 24 § kommunallagen (2017:725)]",
        "Lika röstetal: Ek måste rösta för att ärendet ska avgöras. "
        "[4 kap. 25 § kommunallagen (2017:725)]",
        "Ek avstår, men den som handlagt ett ärende om myndighetsutövning mot enskild ska delta i "
        "avgörandet. Ingen behöver rösta för mer än ett förslag. "
        "[4 kap. 26 § kommunallagen (2017:725)]",
    ]


def test_a_vote_without_fault_tells_how_many_have_voted():
    cast = [Cast(1, YES), Cast(2, YES), Cast(3, NO)]

    assert vote_problems(ROOM, cast, OPEN).value == ()
    assert told(vote_problems(ROOM, cast, OPEN)) == "3 av 3 röstberättigade har röstat."


def test_an_old_vote_is_remarked_for_each_section():
    terms = VoteTerms(Body.BOARD, is_authority=True)
    remarks = vote_problems(ROOM, [], terms, day=date(2017, 5, 1)).remarks

    assert [each.text.split("motsvarade ")[1][:12] for each in remarks] == [
        "5 kap. 54 § ",
        "4 kap. 24 § ",
        "4 kap. 25 § ",
        "4 kap. 26 § ",
        "6 kap. 33 § ",
    ]
