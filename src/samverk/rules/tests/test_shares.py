"""Half, quarter, quarter, and the splits within."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from samverk.rules.shares import POPULATION_2023, Shares, shares
from samverk.rules.statutes.finsam import FINSAM_SHARES
from samverk.rules.tests.strategies import AMOUNTS, WEIGHTS
from samverk.rules.tests.texts import told


@given(AMOUNTS, WEIGHTS)
def test_state_region_and_municipalities_always_sum_to_the_total(total, population):
    value = shares(total, population).value

    assert value.state + value.region + sum(value.municipalities.values()) == total


@given(AMOUNTS, WEIGHTS, WEIGHTS)
def test_several_regions_always_sum_to_the_regions_part(total, population, regions):
    value = shares(total, population, regions=regions).value

    assert sum(value.regions.values()) == value.region


@given(AMOUNTS, WEIGHTS)
def test_without_any_region_the_sum_is_exact_too(total, population):
    value = shares(total, population, outside_region=population).value

    assert value.region == 0
    assert value.state + sum(value.municipalities.values()) == total


@given(AMOUNTS)
def test_the_parties_are_within_a_krona_of_half_and_quarter(total):
    value = shares(total, {"Alingsås": 1}).value

    assert abs(2 * value.state - total) <= 1
    assert abs(4 * value.region - total) < 4


@pytest.mark.parametrize(
    ("total", "parties"),
    [
        (4, (2, 1, 1)),
        (5, (3, 1, 1)),
        (6, (3, 1, 2)),
        (7, (3, 2, 2)),
        (1, (1, 0, 0)),
        (0, (0, 0, 0)),
    ],
)
def test_kronor_left_over_go_to_the_state_and_then_the_municipalities(total, parties):
    value = shares(total, {"Alingsås": 1}).value

    assert (value.state, value.region, value.municipalities["Alingsås"]) == parties


def test_an_uneven_total_says_where_the_odd_kronor_went():
    texts = [reason.text for reason in shares(5, {"Alingsås": 1}).reasons]

    assert any("går inte jämnt upp" in text for text in texts)


def test_an_even_total_says_nothing_of_odd_kronor():
    texts = [reason.text for reason in shares(14_300_000, POPULATION_2023).reasons]

    assert not any("går inte jämnt upp" in text for text in texts)


def test_a_municipality_alone_carries_the_whole_quarter():
    ruling = shares(1_000, {"Alingsås": 42_382})

    assert ruling.value == Shares(500, 250, {"Alingsås": 250})
    assert any("ensam kommun" in reason.text for reason in ruling.reasons)


def test_a_tie_between_equal_municipalities_is_explained():
    ruling = shares(12, {"Berg": 1, "Åre": 1})

    assert ruling.value.municipalities == {"Berg": 2, "Åre": 1}
    assert any("Lika rest för Berg, Åre" in reason.text for reason in ruling.reasons)


def test_a_municipality_outside_every_region_pays_half_when_no_region_takes_part():
    ruling = shares(2_001, {"Gotland": 1}, outside_region={"Gotland": 1})

    assert ruling.value == Shares(1_001, 0, {"Gotland": 1_000})
    assert str(ruling.reasons[0].statute).startswith("5 a § lagen om finansiell samordning")


def test_a_municipality_outside_counts_as_region_beside_a_region():
    value = shares(
        800, {"Fast": 3, "Gotland": 1}, regions={"Regionen": 1}, outside_region={"Gotland": 1}
    ).value

    assert value.municipalities == {"Fast": 150, "Gotland": 50}
    assert value.regions == {"Regionen": 100, "Gotland": 100}


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"outside_region": {"Okänd": 1}}, "finns inte bland kommunerna"),
        ({"outside_region": {"Berg": 1}}, "Ange regionerna"),
        ({"outside_region": {"Berg": 1}, "regions": {"Berg": 1}}, "både som region"),
        ({"regions": {"Regionen": 0}}, "minst 1"),
    ],
)
def test_impossible_memberships_are_refused(terms, message):
    with pytest.raises(ValueError, match=message):
        shares(1_000, {"Berg": 1, "Åre": 2}, **terms)


def test_the_section_in_force_on_the_day_is_cited():
    then = shares(1_000, {"Berg": 1}, day=date(2009, 5, 1))

    assert str(then.reasons[0].statute).endswith("(2003:1210) i lydelsen 2004:793")


def test_a_day_before_the_act_is_remarked():
    assert len(shares(1_000, {"Berg": 1}, day=date(2003, 5, 1)).remarks) == 1


def test_the_split_by_population_is_said_to_be_an_agreement():
    texts = " ".join(reason.text for reason in shares(1_000, {"Berg": 1, "Åre": 2}).reasons)

    assert "kommer överens om" in texts


def test_several_regions_agree_on_their_split_and_the_section_is_cited():
    ruling = shares(800, {"Fast": 1}, regions={"Norra": 1, "Södra": 3}, day=date(2021, 1, 1))
    found = [each for each in ruling.reasons if each.text.startswith("Regionerna fördelar")]

    assert ruling.value.regions == {"Norra": 50, "Södra": 150}
    assert [each.statute for each in found] == [FINSAM_SHARES.on(date(2021, 1, 1))]


def test_one_region_alone_has_no_split_to_explain():
    assert "Regionerna fördelar" not in told(shares(800, {"Fast": 1}, regions={"Norra": 1}))
    assert "Regionerna fördelar" not in told(shares(800, {"Fast": 1}))


def test_a_tie_between_regions_is_explained():
    text = told(shares(12, {"Fast": 1}, regions={"Södra": 1, "Norra": 1}))

    assert "Lika rest för Norra, Södra:" in text


def test_rounding_is_said_to_be_samverks_own_way():
    assert "det är Samverks ordning" in told(shares(7, {"Fast": 1}))
    assert "Metoden är Samverks val" in told(shares(8, {"Fast": 1, "Ön": 1}))


def test_an_odd_krona_without_region_is_the_states_by_samverks_own_way():
    odd = shares(7, {"Ön": 1}, outside_region={"Ön": 1})
    even = shares(8, {"Ön": 1}, outside_region={"Ön": 1})

    assert (odd.value.state, odd.value.municipalities) == (4, {"Ön": 3})
    assert "Samverks ordning" in told(odd)
    assert "Samverks ordning" not in told(even)


def test_a_municipality_outside_is_named_only_when_there_is_one():
    weights = {"Fast": 3, "Ön": 1}
    outside = shares(800, weights, regions={"Norra": 3}, outside_region={"Ön": 1})

    assert "Ön tillhör ingen region:" in told(outside)
    assert "tillhör ingen region" not in told(shares(800, weights, regions={"Norra": 3}))


def test_a_municipality_outside_every_region_stands_beside_a_region_that_takes_part():
    value = shares(1000, {"Ön": 1}, regions={"Norra": 1}, outside_region={"Ön": 1}).value
    assert (value.region, value.municipalities) == (250, {"Ön": 250})
    assert value.regions == {"Norra": 125, "Ön": 125}


@pytest.mark.parametrize(("day", "remarks"), [(date(2010, 6, 30), 1), (date(2010, 7, 1), 0)])
def test_the_rule_of_those_outside_is_known_from_its_first_day(day, remarks):
    ruling = shares(1000, {"Ön": 1}, outside_region={"Ön": 1}, day=day)
    assert len(ruling.remarks) == remarks
