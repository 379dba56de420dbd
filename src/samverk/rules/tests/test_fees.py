"""Fees and totals as intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.fees import (
    POPULATION_2015,
    Interval,
    fee_interval,
    implied_total,
    share_of,
    stated_in_thousands,
)
from samverk.rules.shares import POPULATION_2023

YEARS = (POPULATION_2015, POPULATION_2023)


@given(st.integers(1_000_000, 50_000_000), st.sampled_from(sorted(POPULATION_2023)))
def test_the_total_behind_a_fee_lies_within_the_implied_total(total, member):
    share = share_of(POPULATION_2023, member)
    fee = fee_interval(Interval(total, total), (POPULATION_2023,), member).value.low

    implied = implied_total(max(0, fee - 2), fee + 2, share, share).value

    assert implied.holds(total)


def test_the_fee_of_2023_lies_within_what_a_total_of_14_3_million_gives():
    computed = fee_interval(Interval(14_250_000, 14_350_000), YEARS, "Alingsås").value

    assert computed.meets(stated_in_thousands(639))


def test_a_claimed_saving_of_700_thousand_lies_outside_what_the_fee_can_be():
    computed = fee_interval(Interval(14_100_000, 14_420_000), YEARS, "Härryda").value

    assert not computed.meets(stated_in_thousands(700))


def test_a_figure_in_thousands_is_known_to_half_a_thousand():
    assert stated_in_thousands(644) == Interval(643_500, 644_499)
    assert stated_in_thousands(0) == Interval(0, 499)


def test_the_implied_total_is_rounded_outwards():
    assert implied_total(100, 100, Fraction(1, 3), Fraction(1, 3)).value == Interval(1_200, 1_200)
    assert implied_total(10, 10, Fraction(3, 7), Fraction(3, 7)).value == Interval(93, 94)


def test_several_population_years_widen_the_span():
    one = fee_interval(Interval(14_300_000, 14_300_000), YEARS[:1], "Mölndal").value
    both = fee_interval(Interval(14_300_000, 14_300_000), YEARS, "Mölndal").value

    assert one.low == one.high
    assert both.high - both.low > 0


def test_the_model_is_said_to_be_an_agreement_and_not_the_law():
    remarks = fee_interval(Interval(1_000, 2_000), YEARS, "Lerum").remarks

    assert "inte lagen" in remarks[0].text


@pytest.mark.parametrize(("low", "high"), [(5, 4), (-1, 4)])
def test_an_interval_goes_upwards_from_nothing(low, high):
    with pytest.raises(ValueError, match="intervall"):
        Interval(low, high)


@pytest.mark.parametrize(
    ("low", "high"),
    [(Fraction(0), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 3)), (Fraction(1), Fraction(2))],
)
def test_a_share_is_a_part_of_the_municipal_quarter(low, high):
    with pytest.raises(ValueError, match="Andelen"):
        implied_total(1, 2, low, high)


@pytest.mark.parametrize("populations", [(), ({"Lerum": 1},)])
def test_a_fee_needs_the_members_population(populations):
    with pytest.raises(ValueError, match="Folkmängd saknas"):
        fee_interval(Interval(1, 2), populations, "Partille")


@pytest.mark.parametrize(
    ("amount", "is_within"), [(99, False), (100, True), (150, True), (200, True), (201, False)]
)
def test_an_interval_holds_both_its_ends(amount, is_within):
    assert Interval(100, 200).holds(amount) is is_within


@pytest.mark.parametrize(
    ("years", "said"), [(1, "räknad med ett års folkmängd."), (2, "räknad med 2 års folkmängder.")]
)
def test_a_fee_says_how_many_years_population_it_rests_on(years, said):
    ruling = fee_interval(Interval(100, 100), [{"Berg": 1}] * years, "Berg")

    assert ruling.value == Interval(25, 25)
    assert ruling.reasons[0].text.endswith(said)


@pytest.mark.parametrize(
    ("other", "do_meet"),
    [
        (Interval(50, 99), False),
        (Interval(50, 100), True),
        (Interval(120, 130), True),
        (Interval(200, 300), True),
        (Interval(201, 300), False),
    ],
)
def test_two_intervals_meet_when_they_share_an_amount(other, do_meet):
    assert Interval(100, 200).meets(other) is do_meet
    assert other.meets(Interval(100, 200)) is do_meet
