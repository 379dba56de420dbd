"""Whether a federation may exist: the four parties, what is unsure, and municipalities outside regions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.existence import Existence, Part, PartMember, may_exist

DAY = date(2024, 1, 1)
FK = PartMember("Försäkringskassan", Part.STATE)
AF = PartMember("Arbetsförmedlingen", Part.STATE)
REGION = PartMember("Regionen", Part.REGION)
TOWN = PartMember("Staden", Part.MUNICIPALITY)
ISLAND = PartMember("Ön", Part.MUNICIPALITY, is_outside_region=True)
FOUR = (FK, AF, REGION, TOWN)


def answer(*members):
    return may_exist(members, day=DAY).value


def unsure(member):
    return replace(member, is_sure=False)


def test_the_four_parties_are_enough():
    assert answer(*FOUR).existence is Existence.YES


@pytest.mark.parametrize(
    ("gone", "lacking"),
    [
        (FK, "Försäkringskassan"),
        (AF, "Arbetsförmedlingen"),
        (REGION, "Minst en region"),
        (TOWN, "Minst en kommun"),
    ],
)
def test_without_any_of_them_it_must_end(gone, lacking):
    found = answer(*(one for one in FOUR if one is not gone))
    assert (found.existence, found.lacking) == (Existence.NO, (lacking,))


@pytest.mark.parametrize("doubtful", FOUR)
def test_one_whose_membership_is_not_known_leaves_it_open(doubtful):
    found = answer(*(unsure(one) if one is doubtful else one for one in FOUR))
    assert (found.existence, len(found.unsure)) == (Existence.UNKNOWN, 1)


def test_a_second_municipality_makes_up_for_an_unsure_one():
    assert answer(*FOUR, unsure(replace(TOWN, name="Byn"))).existence is Existence.YES


def test_another_agency_does_not_stand_in_for_a_state_member():
    found = answer(PartMember("Skatteverket", Part.STATE), AF, REGION, TOWN)
    assert found.lacking == ("Försäkringskassan",)


def test_no_region_is_asked_for_where_the_municipality_belongs_to_none():
    ruling = may_exist((FK, AF, ISLAND), day=DAY)
    assert ruling.value.existence is Existence.YES
    assert "krävs inte" in " ".join(reason.text for reason in ruling.reasons)


def test_a_municipality_within_a_region_asks_for_it_though_another_is_outside():
    assert answer(FK, AF, ISLAND, TOWN).lacking == ("Minst en region",)


def test_a_municipality_that_may_be_within_a_region_leaves_it_open():
    assert answer(FK, AF, ISLAND, unsure(TOWN)).existence is Existence.UNKNOWN
    assert answer(FK, AF, ISLAND, unsure(TOWN), REGION).existence is Existence.YES


def test_where_the_only_municipality_is_unsure_and_within_a_region_one_is_lacking():
    assert answer(FK, AF, unsure(TOWN)).lacking == ("Minst en region",)


def test_a_day_before_the_two_agencies_gets_a_remark():
    told = " ".join(r.text for r in may_exist(FOUR, day=date(2006, 7, 1)).remarks)
    assert "andra myndigheter" in told
    assert "andra myndigheter" not in " ".join(r.text for r in may_exist(FOUR, day=DAY).remarks)


@given(st.lists(st.sampled_from((*FOUR, ISLAND, unsure(REGION), unsure(TOWN))), unique=True))
def test_what_is_lacking_and_what_is_unsure_decide_the_answer(members):
    found = answer(*members)
    expected = (
        Existence.NO if found.lacking else Existence.UNKNOWN if found.unsure else Existence.YES
    )
    assert found.existence is expected
