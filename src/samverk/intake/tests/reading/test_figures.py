from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.intake.reading.figures import NUMBER_WORDS, cell_number, count_of, decimal_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1 250 000", "1250000"),
        ("0,7", "0.7"),
        ("−12", "-12"),
        ("14.300.000", "14300000"),
        ("2.5", "2.5"),
    ],
)
def test_swedish_numbers_are_read(text: str, number: str) -> None:
    assert decimal_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "tolv", "1 st", "2023-01-01", "1,2,3", "12 34"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert decimal_of(text) is None


@pytest.mark.parametrize(("cell", "number"), [("1 st", 1), ("45 %", 45), (" 3 ", 3), ("2 tkr", 2)])
def test_a_cell_may_name_its_unit(cell: str, number: int) -> None:
    assert cell_number(cell) == number


def test_a_cell_with_words_is_no_number() -> None:
    assert cell_number("4.1 § SoL") is None


@pytest.mark.parametrize(("text", "count"), [("35", 35), ("sju", 7), ("Fem", 5), ("en", 1)])
def test_counts_may_be_words(text: str, count: int) -> None:
    assert count_of(text) == count


def test_number_words_reach_past_forty() -> None:
    assert (NUMBER_WORDS["fyrtioett"], NUMBER_WORDS["tjugonio"]) == (41, 29)


@given(st.integers(0, 10**9))
def test_grouped_digits_are_one_number(number: int) -> None:
    assert decimal_of(f"{number:,}".replace(",", " ")) == number
