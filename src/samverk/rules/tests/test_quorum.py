"""Quorum in council and board."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.body import Body
from samverk.rules.quorum import Quorum, quorum
from samverk.rules.tests.texts import told


@given(st.integers(1, 500), st.data())
def test_more_than_half_and_only_that_is_a_quorum(members, data):
    present = data.draw(st.integers(0, members))

    assert quorum(members, present).value.is_quorate == (2 * present > members)


@pytest.mark.parametrize(
    ("members", "present", "is_quorate"),
    [(51, 26, True), (51, 25, False), (8, 5, True), (8, 4, False), (1, 1, True), (1, 0, False)],
)
def test_the_border_lies_just_above_half(members, present, is_quorate):
    assert quorum(members, present).value.is_quorate is is_quorate


def test_the_need_is_told_for_odd_and_even_bodies():
    assert quorum(51, 0).value == Quorum(False, 51, 0, 26)
    assert quorum(8, 0).value.needs == 5


def test_conflict_of_interest_does_not_break_the_councils_quorum():
    ruling = quorum(51, 20, disqualified=6)

    assert ruling.value.is_quorate
    assert str(ruling.reasons[-1].statute) == "5 kap. 46 § kommunallagen (2017:725)"


def test_conflict_of_interest_breaks_a_boards_quorum():
    ruling = quorum(11, 5, body=Body.BOARD, disqualified=6)

    assert not ruling.value.is_quorate
    assert str(ruling.reasons[0].statute) == "6 kap. 27 § kommunallagen (2017:725)"


@pytest.mark.parametrize(("body", "section"), [(Body.COUNCIL, "45"), (Body.BOARD, "27")])
def test_a_section_not_read_before_2018_is_remarked_and_not_cited(body, section):
    ruling = quorum(51, 26, body=body, day=date(2017, 12, 31))

    assert [reason.statute for reason in ruling.reasons] == [None]
    assert [f"{section} § kommunallagen" in remark.text for remark in ruling.remarks] == [True]


def test_the_section_on_conflict_is_remarked_too_before_2018():
    ruling = quorum(51, 26, disqualified=2, day=date(2017, 1, 1))

    assert [reason.statute for reason in ruling.reasons] == [None, None]
    assert "5 kap. 46 §" in ruling.remarks[1].text


@pytest.mark.parametrize(
    ("members", "present", "disqualified", "message"),
    [
        (0, 0, 0, "minst 1"),
        (-5, 0, 0, "minst 1"),
        (5, -1, 0, "negativt"),
        (5, 1, -1, "negativt"),
        (5, 6, 0, "Fler närvarande"),
        (5, 3, 3, "Fler närvarande"),
    ],
)
def test_impossible_numbers_are_refused(members, present, disqualified, message):
    with pytest.raises(ValueError, match=message):
        quorum(members, present, disqualified=disqualified)


@pytest.mark.parametrize(
    ("present", "disqualified", "is_quorate"), [(20, 6, True), (20, 5, False), (25, 1, True)]
)
def test_the_council_counts_those_away_for_conflict_up_to_the_border(
    present, disqualified, is_quorate
):
    ruling = quorum(51, present, disqualified=disqualified)

    assert ruling.value.is_quorate is is_quorate
    assert f"med dem räknas {present + disqualified}." in told(ruling)


def test_too_small_a_council_may_still_answer_questions():
    assert "interpellationer" in told(quorum(51, 25))
    assert "interpellationer" not in told(quorum(51, 26))
    assert "interpellationer" not in told(quorum(9, 1, body=Body.BOARD))


def test_a_board_is_told_that_conflict_does_not_help():
    ruling = quorum(11, 6, body=Body.BOARD, disqualified=2)

    assert [("Samverks läsning" in remark.text) for remark in ruling.remarks] == [True]
    assert quorum(11, 6, body=Body.BOARD).remarks == ()


def test_a_body_of_one_is_written_in_the_singular():
    text = quorum(1, 1).reasons[0].text

    assert text == "Mer än hälften av 1 ledamot är 1; 1 är närvarande."
