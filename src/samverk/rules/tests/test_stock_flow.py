"""A queue's numbers must add up, within a period and from one to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.stock_flow import Flow, Imbalance, stock_flow

JAN, FEB = (date(2025, 1, 1), date(2025, 1, 31)), (date(2025, 2, 1), date(2025, 2, 28))
FLOW = Flow("Balder", *JAN, 12, 5, 2, 3, 1, 4, 11)


def test_what_balances_is_said_to():
    ruling = stock_flow([FLOW])
    assert ruling.value == ()
    assert "stämmer" in ruling.reasons[0].text


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        ("opening", 1),
        ("joined", 1),
        ("transferred_in", 1),
        ("started", -1),
        ("removed", -1),
        ("transferred_out", -1),
        ("closing", -1),
    ],
)
def test_one_person_too_many_anywhere_is_found(field, missing):
    wrong = replace(FLOW, **{field: getattr(FLOW, field) + 1})
    assert stock_flow([wrong]).value == (Imbalance("Balder", *JAN, missing),)


def test_the_reason_says_where_and_how_many():
    lost = stock_flow([replace(FLOW, closing=9)]).reasons[0].text
    assert "Balder" in lost
    assert "2 saknar avslut" in lost
    assert "1 har räknats för mycket" in stock_flow([replace(FLOW, closing=12)]).reasons[0].text


def test_the_closing_is_the_next_periods_opening_also_when_each_balances():
    after = Flow("Balder", *FEB, 10, 0, 0, 0, 0, 0, 10)
    ruling = stock_flow([after, FLOW])
    assert ruling.value == (Imbalance("Balder", FEB[0], FEB[0], 1),)
    assert "11 var kvar" in ruling.reasons[0].text


def test_periods_with_a_gap_or_of_other_queues_need_not_meet():
    later = Flow("Balder", date(2025, 2, 2), FEB[1], 10, 0, 0, 0, 0, 0, 10)
    other = Flow("Primus", *FEB, 10, 0, 0, 0, 0, 0, 10)
    assert stock_flow([FLOW, later]).value == ()
    assert stock_flow([FLOW, other]).value == ()


def test_periods_that_overlap_are_a_mistake():
    with pytest.raises(ValueError, match="överlappar"):
        stock_flow([FLOW, replace(FLOW, first=JAN[1], last=FEB[1])])


@pytest.mark.parametrize("wrong", [{"closing": -1}, {"last": date(2024, 12, 31)}])
def test_what_cannot_be_counted_is_a_mistake(wrong):
    with pytest.raises(ValueError, match="Balder"):
        replace(FLOW, **wrong)


def test_no_period_is_said_to_be_none():
    assert "ingen period" in stock_flow([]).reasons[0].text
