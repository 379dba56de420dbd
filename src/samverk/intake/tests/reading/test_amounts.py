from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.intake.reading.fields.amounts import amounts_in
from samverk.intake.tests.reading.given import prose


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("639 tkr", 63_900_000),
        ("1,5 mnkr/årligen", 150_000_000),
        ("0,7 mnkr", 70_000_000),
        ("1 250 000 kronor", 125_000_000),
        ("14,3 miljoner kronor", 1_430_000_000),
        ("12,50 kr", 1_250),
        ("100 kr/dag", 10_000),
        ("2 MSEK", 200_000_000),
        ("350:-", 35_000),
    ],
)
def test_amounts_are_exact_in_ore(text: str, ore: int) -> None:
    (found,) = amounts_in(prose(f"Kostnaden är {text} per år."))
    assert found.ore == ore


@pytest.mark.parametrize("text", ["2023", "80 insatser", "§ 12 krav", "5 krav", "kr", "12 kap."])
def test_other_figures_are_no_money(text: str) -> None:
    assert amounts_in(prose(text)) == []


def test_an_amount_broken_over_lines_is_whole() -> None:
    (found,) = amounts_in(prose("avgiften är för innevarande år 590\ntkr, vilket ryms"))
    assert (found.text, found.place.line) == ("590 tkr", 1)


@given(st.integers(0, 999_999_999))
def test_any_whole_amount_is_read_back(kronor: int) -> None:
    text = f"{kronor:,}".replace(",", " ")
    (found,) = amounts_in(prose(f"Det kostar {text} kr."))
    assert found.ore == kronor * 100
