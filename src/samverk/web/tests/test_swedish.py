"""Swedish numbers and paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.web import swedish


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1 234,5"),
        (638695, 0, "638 695"),
        (-3, 0, "−3"),
        (0, 0, "0"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-0.4, 0, "0"),
        (Decimal("1000000"), 2, "1 000 000,00"),
    ],
)
def test_numbers_have_comma_apart_thousands_and_true_minus(value, decimals, text):
    assert swedish.number(value, decimals) == text.replace(" ", "\N{NO-BREAK SPACE}")


@given(st.integers(-(10**12), 10**12))
def test_a_written_whole_number_reads_back(value):
    text = swedish.number(value)
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
    assert int(plain) == value


def test_kronor_are_written_as_tkr_and_mnkr():
    assert swedish.tkr(638695) == "639\N{NO-BREAK SPACE}tkr"
    assert swedish.mnkr(1_500_000) == "1,5\N{NO-BREAK SPACE}mnkr"


def test_whole_kronor_keep_their_unit():
    assert (
        swedish.kronor(14_300_000)
        == "14\N{NO-BREAK SPACE}300\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr"
    )


def test_an_interval_of_one_value_is_that_value():
    assert swedish.interval("590", "590") == "590"
    assert swedish.interval("590", "607") == "590–607"


@pytest.mark.parametrize("given_text", [243, "243", "§ 243", "§243"])
def test_a_paragraph_holds_its_sign(given_text):
    assert swedish.paragraph(given_text) == "§\N{NO-BREAK SPACE}243"


def test_long_compounds_may_break_and_keep_their_case():
    softened = swedish.softened("Samordningsförbundet och välfärdsnämnden")
    assert softened == "Samordnings\N{SOFT HYPHEN}förbundet och välfärds\N{SOFT HYPHEN}nämnden"


@given(st.text())
def test_softening_changes_nothing_but_soft_hyphens(text):
    plain = text.replace("\N{SOFT HYPHEN}", "")
    assert swedish.softened(plain).replace("\N{SOFT HYPHEN}", "") == plain
