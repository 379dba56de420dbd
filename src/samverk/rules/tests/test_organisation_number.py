"""Organisation numbers: read, written alike, and refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.organisation_number import check_digit, organisation_number

FIRST_NINE = st.from_regex(r"\A[1-9][0-9][2-9][0-9]{6}\Z").filter(str.isascii)


@pytest.mark.parametrize(
    "text", ["222000-2071", "2220002071", " 222000 2071 ", "16222000-2071", "162220002071"]
)
def test_a_number_is_written_in_one_way_however_it_was_typed(text):
    assert organisation_number(text).value == "222000-2071"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "tio siffror"),
        ("222000-207", "tio siffror"),
        ("222000-20711", "tio siffror"),
        ("22200a-2071", "tio siffror"),
        ("٢٢٢٠٠٠-٢٠٧١", "tio siffror"),
        ("811218-9876", "Tredje siffran"),
        ("222000-2072", "Kontrollsiffran"),
        ("222000-2017", "Kontrollsiffran"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text, why):
    ruling = organisation_number(text)
    assert ruling.value is None
    assert why in ruling.reasons[0].text


@given(FIRST_NINE)
def test_every_number_with_its_check_digit_reads_back(first):
    whole = f"{first}{check_digit(first)}"
    assert organisation_number(whole).value == f"{whole[:6]}-{whole[6:]}"


@given(FIRST_NINE, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(first, place, change):
    whole = f"{first}{check_digit(first)}"
    wrong = str((int(whole[place]) + change) % 10)
    assert organisation_number(whole[:place] + wrong + whole[place + 1 :]).value is None
