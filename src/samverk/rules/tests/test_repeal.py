"""Who may repeal: worked cases of a municipality and an agency, by the law on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.repeal import Body, Place, may_repeal

DAY = date(2024, 1, 29)
COUNCIL = Body(1, 1, "Kommunfullmäktige", Place.COUNCIL)
EXECUTIVE = Body(2, 1, "Kommunstyrelsen")
BOARD = Body(3, 1, "Socialnämnden")
COMMITTEE = Body(4, 1, "Arbetsutskottet", parent=3)
HEAD = Body(5, 2, "Myndighetens ledning", Place.HEAD)
OFFICE = Body(6, 2, "Kontoret")
DRAFTING = Body(7, 1, "Valberedningen", parent=1)


@pytest.mark.parametrize("body", [COUNCIL, EXECUTIVE, BOARD, COMMITTEE, HEAD, OFFICE])
def test_a_body_repeals_its_own_decision(body):
    ruling = may_repeal(body, body, DAY)
    assert ruling.value is True
    assert "sitt eget beslut" in ruling.reasons[0].text


@pytest.mark.parametrize(
    ("over", "under"),
    [(COUNCIL, EXECUTIVE), (COUNCIL, BOARD), (COUNCIL, COMMITTEE), (BOARD, COMMITTEE)],
)
def test_a_body_repeals_what_stands_under_it_and_never_the_other_way(over, under):
    assert may_repeal(over, under, DAY).value is True
    assert may_repeal(under, over, DAY).value is False


@pytest.mark.parametrize("other", [EXECUTIVE, Body(8, 1, "Skolnämnden")])
def test_boards_side_by_side_repeal_nothing_of_each_others(other):
    for ruling in (may_repeal(BOARD, other, DAY), may_repeal(other, BOARD, DAY)):
        assert ruling.value is False
        assert str(ruling.reasons[0].statute) == "6 kap. 3 § kommunallagen (2017:725)"


def test_a_committee_answers_to_its_own_board_alone():
    assert may_repeal(EXECUTIVE, COMMITTEE, DAY).value is False
    ruling = may_repeal(BOARD, COMMITTEE, DAY)
    assert (
        str(ruling.reasons[0].statute) == "6 kap. 37 § kommunallagen (2017:725) i lydelsen 2022:638"
    )


@pytest.mark.parametrize("body", [EXECUTIVE, BOARD, DRAFTING])
def test_a_board_that_wants_the_councils_decision_gone_is_told_to_propose(body):
    ruling = may_repeal(body, COUNCIL, DAY)
    assert ruling.value is False
    assert "Bara fullmäktige" in ruling.reasons[0].text
    assert "föreslår upphävande" in ruling.reasons[0].text


def test_a_councils_yes_warns_of_what_boards_have_by_law():
    ruling = may_repeal(COUNCIL, BOARD, DAY)
    assert (
        str(ruling.reasons[0].statute) == "5 kap. 1 § kommunallagen (2017:725) i lydelsen 2019:835"
    )
    assert "får fullmäktige inte besluta i dess ställe" in ruling.remarks[0].text


def test_an_agencys_head_repeals_what_any_part_of_it_decided():
    assert may_repeal(HEAD, OFFICE, DAY).value is True
    assert may_repeal(OFFICE, HEAD, DAY).value is False


@pytest.mark.parametrize("body", [COUNCIL, BOARD, HEAD])
def test_no_organisation_repeals_anothers_decision(body):
    foreign = replace(body, organisation=9)
    ruling = may_repeal(body, foreign, DAY)
    assert ruling.value is False
    assert "Bara samma organisation" in ruling.reasons[0].text


@pytest.mark.parametrize(("one", "other"), [(None, COUNCIL), (COUNCIL, None), (None, None)])
def test_where_no_body_is_printed_nobody_can_say(one, other):
    ruling = may_repeal(one, other, DAY)
    assert ruling.value is False
    assert "anger inte vilket organ" in ruling.reasons[0].text


def test_a_day_before_the_act_gets_a_remark_instead_of_its_statute():
    ruling = may_repeal(BOARD, COUNCIL, date(2017, 12, 31))
    assert ruling.value is False
    assert ruling.reasons[0].statute is None
    assert "6 kap. 3 §" in ruling.remarks[0].text


def test_without_a_day_the_newest_wording_answers():
    assert may_repeal(BOARD, COUNCIL, None).reasons[0].statute is not None
