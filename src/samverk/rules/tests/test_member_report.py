"""What a member pays and gets back: as stated, as a span, and never filled in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known, missing
from samverk.rules.member_report import Amount, cost_each, net_of

MONEY = st.integers(0, 10**9)
SPANS = st.tuples(MONEY, MONEY).map(lambda ends: Interval(min(ends), max(ends)))


def modelled(low: int, high: int) -> Amount:
    return Amount(Figure(Interval(low, high), Known.MODELLED, "modellen"))


def stated(kronor: int, **more: bool) -> Amount:
    return Amount(Figure(Interval(kronor, kronor), Known.KNOWN, "brevet"), kronor, **more)


@pytest.mark.parametrize(
    ("fee", "back", "words"),
    [
        (Amount(missing("?")), stated(1), "avgiften saknas"),
        (stated(1), Amount(missing("?")), "det som går tillbaka saknas"),
        (Amount(missing("?")), Amount(missing("?")), "avgiften och det som går tillbaka saknas"),
    ],
)
def test_nothing_is_filled_in(fee, back, words):
    found = net_of(fee, back)
    assert found.value is None
    assert words in found.reasons[0].text


def test_a_modelled_fee_gives_a_span_and_no_stated_net():
    found = net_of(modelled(500, 700), stated(600)).value
    assert (found.low, found.high, found.stated) == (-100, 100, None)
    assert found.known is Known.MODELLED


def test_what_is_preliminary_makes_the_net_so():
    assert net_of(stated(1), stated(2, preliminary=True)).value.preliminary
    assert not net_of(stated(1), stated(2)).value.preliminary


@given(SPANS, SPANS, st.data())
def test_the_span_holds_every_net_that_can_be(paid, returned, data):
    found = net_of(
        Amount(Figure(paid, Known.MODELLED, "")), Amount(Figure(returned, Known.MODELLED, ""))
    ).value
    fee = data.draw(st.integers(paid.low, paid.high))
    back = data.draw(st.integers(returned.low, returned.high))
    assert found.low <= back - fee <= found.high


@given(MONEY, st.integers(1, 10_000))
def test_the_cost_of_each_is_within_half_a_krona(amount, number):
    each = cost_each(amount, number).value
    assert abs(2 * (each * number - amount)) <= number


def test_there_is_no_cost_of_nothing():
    assert cost_each(1_000, 0).value is None
    with pytest.raises(ValueError, match="negativa"):
        cost_each(-1, 1)


def test_the_golden_case(shared):
    path = shared / "golden" / "federation.json"
    case = json.loads(path.read_text(encoding="utf-8"))["harryda_compensation"]
    back = stated(case["amount"], preliminary=True)
    assert cost_each(case["amount"], case["interventions"]).value == case["per_intervention"]
    assert net_of(stated(case["fee_2022"]), back).value.stated == case["net"]
