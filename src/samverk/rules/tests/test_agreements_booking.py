"""Who bears a claim, and how it is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.booking import Booking, may_book
from samverk.rules.agreements.cost_split import BY_PARTS, cost_split

WEIGHTS = st.dictionaries(st.text(min_size=1, max_size=5), st.integers(1, 10**7), min_size=1)
BOOKING = Booking(date(2024, 3, 15))


@given(st.integers(-(10**10), 10**10), WEIGHTS)
def test_the_shares_add_up_exactly_and_have_the_sign_of_the_amount(amount, weights):
    shares = cost_split(amount, weights).value
    assert sum(shares.values()) == amount
    assert all(part * amount >= 0 for part in shares.values())
    whole = sum(weights.values())
    assert all(abs(shares[n] * whole - amount * w) < whole for n, w in weights.items())


def test_the_state_bears_half_and_the_others_a_quarter_each():
    assert list(cost_split(500_000, BY_PARTS).value.values()) == [250_000, 125_000, 125_000]
    assert list(cost_split(-200_001, BY_PARTS).value.values()) == [-100_001, -50_000, -50_000]


@pytest.mark.parametrize(
    ("change", "amounts", "told"),
    [
        ({}, (), "Ingen attesterad"),
        ({"cost": "2440"}, (1,), "olika konton"),
        ({"cost": "46x0"}, (1,), "kontonas siffror"),
    ],
)
def test_what_may_not_be_booked_says_why(change, amounts, told):
    assert may_book(BOOKING, (100, -50)).value
    ruled = may_book(replace(BOOKING, **change), amounts)
    assert not ruled.value
    assert told in ruled.reasons[0].text
