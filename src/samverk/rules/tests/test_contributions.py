"""Contributions from the state's amount: exact sums whatever the numbers, and nothing filled in."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.contributions import KeyKind, Payers, contributions, weights
from samverk.rules.fee_fit import fee_fit, span_of
from samverk.rules.fees import Interval, share_of

DAY = date(2024, 1, 1)
KRONOR = st.integers(0, 10**12)
NUMBERS = st.dictionaries(
    st.text("abcåäö", min_size=1), st.integers(1, 10**7), min_size=1, max_size=40
)


@given(KRONOR, NUMBERS)
def test_the_parts_add_up_to_twice_the_states_amount_to_the_krona(state, towns):
    found = contributions(state, Payers(towns), day=DAY).value
    parts = found.state + found.region + sum(found.municipalities.values())
    assert (found.state, parts) == (state, 2 * state)
    assert sum(found.municipalities.values()) == state - found.region
    assert abs(found.region - Fraction(state, 2)) < 1


@given(KRONOR, NUMBERS)
def test_no_municipality_is_a_krona_from_its_exact_part(state, towns):
    found = contributions(state, Payers(towns), day=DAY).value
    whole, people = sum(found.municipalities.values()), sum(towns.values())
    for name, amount in found.municipalities.items():
        assert abs(amount - Fraction(whole * towns[name], people)) < 1


@given(KRONOR, NUMBERS)
def test_a_larger_number_never_pays_less(state, towns):
    found = contributions(state, Payers(towns), day=DAY).value.municipalities
    ranked = sorted(towns, key=lambda name: towns[name])
    pairs = [(a, b) for a, b in pairwise(ranked) if towns[a] < towns[b]]
    assert all(found[a] <= found[b] for a, b in pairs)


def test_a_negative_amount_is_a_callers_mistake():
    with pytest.raises(ValueError):
        contributions(-1, Payers({"A": 1}), day=DAY)


def test_an_equal_key_needs_no_numbers():
    assert weights(KeyKind.EQUAL, ["A", "B"], {}).value.numbers == {"A": 1, "B": 1}


@pytest.mark.parametrize("kind", [KeyKind.POPULATION, KeyKind.FIXED, KeyKind.TABLE])
def test_a_number_that_is_missing_is_told_and_never_filled_in(kind):
    ruling = weights(kind, ["A", "B"], {"A": 7})
    assert (ruling.value.numbers, ruling.value.missing) == ({"A": 7}, ("B",))
    assert "Tal saknas för B" in ruling.reasons[-1].text


def test_one_in_the_key_that_does_not_pay_is_remarked_on():
    ruling = weights(KeyKind.FIXED, ["A"], {"A": 60_000, "B": 40_000})
    assert ruling.value.numbers == {"A": 60_000}
    assert "B har tal i nyckeln men betalar inte" in ruling.remarks[0].text


@given(KRONOR, st.sampled_from([1, 1_000, 100_000, 1_000_000]))
def test_a_rounded_figure_spans_what_rounds_to_it(times, unit):
    span = span_of(times * unit, unit)
    assert span.holds(times * unit)
    cut_at_nothing = max(0, unit // 2 - times * unit)
    assert span.high - span.low == unit - 1 - cut_at_nothing


def test_a_fee_without_a_known_total_can_neither_fit_nor_not():
    found = fee_fit(Interval(1, 1), (Fraction(1, 2), Fraction(1, 2)), None).value
    assert (found.implied, found.fits) == (Interval(8, 8), None)


@pytest.mark.parametrize(("known", "fits"), [(Interval(9, 20), False), (Interval(8, 20), True)])
def test_spans_that_share_a_single_krona_meet(known, fits):
    assert fee_fit(Interval(1, 1), (Fraction(1, 2), Fraction(1, 2)), known).value.fits is fits


@pytest.fixture
def golden(shared):
    return json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))


def test_the_golden_shares_follow_from_the_states_amount(golden):
    people = golden["population_31_dec"]["2023"]
    found = contributions(golden["shares"]["state"], Payers(people), day=DAY).value
    assert found.region == golden["shares"]["region"]
    assert found.municipalities == golden["split_3575000_by_2023_population"]


def test_the_three_golden_fees_fit_and_the_saving_does_not(golden):
    known = Interval(14_000_000, 14_500_000)  # "just over 14 mnkr", as a person reads it
    vectors = golden["population_31_dec"].values()
    stated = [(f["member"], f["fee_tkr"] * 1000, 1000) for f in golden["fees_stated"]]
    answers = []
    for member, amount, unit in [*stated, ("Härryda", 700_000, 100_000)]:
        shares = sorted(share_of(people, member) for people in vectors)
        answers.append(fee_fit(span_of(amount, unit), (shares[0], shares[-1]), known).value.fits)
    assert answers == [True, True, True, False]
