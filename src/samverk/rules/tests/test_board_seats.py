"""Seats per member, the quorum they lead to, and qualified majority."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.board_seats import Seats, board_seats
from samverk.rules.bylaw_contents import CONTENTS, checklist
from samverk.rules.qualified_majority import votes_needed

DAY = date(2024, 1, 1)
ONE_EACH = dict.fromkeys("ABCDEFGH", Seats(1, 1))


def test_eight_members_with_a_seat_each_need_five():
    found = board_seats(ONE_EACH, day=DAY).value
    assert (found.members, found.substitutes, found.needs, found.faults) == (8, 8, 5, ())


@pytest.mark.parametrize(
    ("seats", "told"),
    [
        (Seats(0, 1), "A har ingen ledamot."),
        (Seats(1, 0), "A har ingen ersättare."),
        (Seats(2, 1), "Ersättarna är 8 men ledamöterna 9: de ska vara lika många."),
    ],
)
def test_what_breaks_the_section_is_told(seats, told):
    ruling = board_seats(ONE_EACH | {"A": seats}, day=DAY)
    assert told in ruling.value.faults
    assert any(told == r.text and str(r.statute).startswith("10 §") for r in ruling.reasons)


def test_seats_that_are_not_known_are_missing_and_nothing_is_counted():
    found = board_seats(ONE_EACH | {"A": None}, day=DAY).value
    assert (found.missing, found.members, found.needs) == (("A",), None, None)


def test_no_quorum_is_counted_of_no_seats():
    assert board_seats({"A": Seats(0, 0)}, day=DAY).value.needs is None


@pytest.mark.parametrize("call", [lambda: board_seats({}, day=DAY), lambda: Seats(-1, 0)])
def test_a_callers_mistake_is_an_error(call):
    with pytest.raises(ValueError):
        call()


@given(st.integers(1, 99), st.integers(1, 60), st.integers(1, 60))
def test_the_votes_needed_reach_the_share_and_one_less_does_not(votes, above, whole):
    share = Fraction(above, whole)
    if not Fraction(1, 2) < share < 1:
        with pytest.raises(ValueError):
            votes_needed(votes, share, day=DAY)
        return
    needed = votes_needed(votes, share, day=DAY).value
    assert Fraction(needed, votes) >= share > Fraction(needed - 1, votes)


@pytest.mark.parametrize("share", [Fraction(1, 2), Fraction(1)])
def test_half_is_no_qualified_majority_and_all_is_not_allowed(share):
    with pytest.raises(ValueError):
        votes_needed(8, share, day=DAY)


def test_no_votes_need_nothing_and_that_is_a_mistake():
    with pytest.raises(ValueError):
        votes_needed(0, Fraction(2, 3), day=DAY)


def test_the_checklist_has_the_eighteen_contents_in_order():
    assert list(CONTENTS) == list(range(1, 19))


def test_what_nobody_has_found_is_missing_and_never_filled_in():
    ruling = checklist({14: "15 §", 1: "  "}, day=DAY)
    assert [c.number for c in ruling.value.missing] == [n for n in CONTENTS if n != 14]
    assert "1 är återfunna" in ruling.reasons[0].text


def test_a_number_that_the_section_does_not_have_is_a_mistake():
    with pytest.raises(ValueError):
        checklist({19: "20 §"}, day=DAY)
