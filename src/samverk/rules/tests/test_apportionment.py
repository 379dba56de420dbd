"""Whole kronor by weights: exact sums, fair within a krona, the same answer every time."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given

from samverk.rules.apportionment import apportion, swedish_order, tied_remainders
from samverk.rules.tests.strategies import AMOUNTS, WEIGHTS


@given(AMOUNTS, WEIGHTS)
def test_the_parts_always_sum_to_the_whole(amount, weights):
    assert sum(apportion(amount, weights).values()) == amount


@given(AMOUNTS, WEIGHTS)
def test_no_part_is_a_krona_or_more_from_its_exact_share(amount, weights):
    whole = sum(weights.values())

    for name, part in apportion(amount, weights).items():
        assert abs(part - Fraction(amount * weights[name], whole)) < 1


@given(AMOUNTS, WEIGHTS)
def test_the_order_in_which_the_parts_are_given_does_not_matter(amount, weights):
    backwards = dict(reversed(weights.items()))

    assert apportion(amount, backwards) == apportion(amount, weights)


@given(AMOUNTS, WEIGHTS)
def test_a_larger_weight_never_gets_less(amount, weights):
    parts = apportion(amount, weights)
    ranked = sorted(weights, key=lambda name: weights[name])

    for small, large in itertools.pairwise(ranked):
        if weights[small] < weights[large]:
            assert parts[small] <= parts[large]


def test_equal_weights_are_told_apart_by_swedish_alphabet():
    parts = apportion(1, {"Örebro": 1, "Ängelholm": 1, "Åre": 1})

    assert parts == {"Åre": 1, "Ängelholm": 0, "Örebro": 0}


def test_equal_remainders_go_to_the_larger_weight_first():
    assert apportion(250, {"Ale": 1, "Berg": 3}) == {"Ale": 62, "Berg": 188}


def test_a_single_part_takes_everything():
    assert apportion(3_575_001, {"Alingsås": 7}) == {"Alingsås": 3_575_001}


def test_nothing_is_divided_into_nothing():
    assert apportion(0, {"a": 3, "b": 5}) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("amount", "weights"), [(-1, {"a": 1}), (10, {}), (10, {"a": 0}), (10, {"a": 5, "b": -1})]
)
def test_what_cannot_be_divided_is_refused(amount, weights):
    with pytest.raises(ValueError):
        apportion(amount, weights)


def test_ties_that_the_alphabet_settled_are_named_in_order():
    assert tied_remainders(2, {"Örebro": 1, "Ängelholm": 1, "Åre": 1}) == (
        "Åre",
        "Ängelholm",
        "Örebro",
    )


@pytest.mark.parametrize("amount", [0, 3, 6])
def test_an_even_division_has_no_ties_to_name(amount):
    assert tied_remainders(amount, {"a": 1, "b": 1, "c": 1}) == ()


def test_unequal_remainders_need_no_tie_break():
    assert tied_remainders(10, {"a": 1, "b": 2}) == ()


def test_swedish_letters_sort_last_in_their_order():
    names = ["Örkelljunga", "Åre", "Ånge", "Ärla", "Zinkgruvan", "Alingsås"]

    assert sorted(names, key=swedish_order) == [
        "Alingsås",
        "Zinkgruvan",
        "Ånge",
        "Åre",
        "Ärla",
        "Örkelljunga",
    ]
