"""Amounts as ranges, in words, with the unit first; and figures that are none."""

from __future__ import annotations

import pytest

from samverk.intake.reading.fields.amounts import amounts_in
from samverk.intake.tests.reading.given import prose


def kronor(text: str) -> list[float]:
    return [amount.ore / 100 for amount in amounts_in(prose(text))]


@pytest.mark.parametrize(
    "text",
    [
        *("Avvikelsen är −45 tkr.", "Resultat –45 tkr", "Resultat: -45 tkr", "(−45 tkr)"),
        *(
            "−45 tkr",
            "ett utfall på minus 45 tkr",
            "Minus 1,2 mnkr",
            "från A-5 kr",
            "Utfall 2023 –45 tkr",
        ),
    ],
)
def test_a_figure_below_zero_is_no_amount(text: str) -> None:
    assert kronor(text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Kostnaden är 12 000–15 000 kr.", [12_000, 15_000]),
        ("Kostnaden är 10-15 tkr.", [10_000, 15_000]),
        ("Kostnaden är 1,2 – 1,5 miljoner kronor.", [1_200_000, 1_500_000]),
        ("Den blir mellan 12 000 och 15 000 kronor.", [12_000, 15_000]),
        ("Den höjs från 200 till 300 kr.", [200, 300]),
        ("Avgiften är 0–500 kr.", [0, 500]),
        ("Mellan 10 tkr och 15 tkr.", [10_000, 15_000]),
        ("Kostnaden är 10 tkr–15 tkr.", [10_000, 15_000]),
    ],
)
def test_a_range_has_both_its_ends(text: str, ends: list[float]) -> None:
    assert kronor(text) == ends


def test_the_lower_end_is_printed_as_the_range() -> None:
    told = [amount.text for amount in amounts_in(prose("Det kostar 12 000–15 000 kr i år."))]
    assert told == ["12 000–15 000 kr", "15 000 kr"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Konto 4010 - 15 000 kr", [15_000]),
        ("Kostnaden är 5–15 000 kr.", [15_000]),
        ("Avgiften höjs 2023 till 15 000 kr.", [15_000]),
        ("Dnr 2024-112 kr", []),
        ("Avgift – 45 tkr", [45_000]),
        ("Fem deltagare och 15 000 kr", [15_000]),
    ],
)
def test_a_figure_before_a_dash_may_be_something_else(text: str, read: list[float]) -> None:
    assert kronor(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Budgeten är 2,3 miljoner.", 2_300_000),
        ("Kommunen avsätter 2,3 miljoner per år till bron.", 2_300_000),
        ("Investeringen är 1,4 miljarder och görs nu.", 1_400_000_000),
        ("Nämnden tillförs en miljon kronor.", 1_000_000),
        ("Nämnden får tre miljoner kr.", 3_000_000),
        ("Bidraget är en halv miljon kronor.", 500_000),
        ("Kostnaden är en och en halv miljon kronor.", 1_500_000),
        ("Bidraget är tjugofem tusen kronor.", 25_000),
        ("Bidraget är femtusen kronor.", 5_000),
        ("Kostnaden blir två miljoner.", 2_000_000),
        ("Avgiften är femtio kronor.", 50),
    ],
)
def test_millions_and_words_are_amounts(text: str, read: float) -> None:
    assert kronor(text) == [read]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Budgeten gäller 2,3 miljoner invånare.",
            "Regionen har 1,4 miljoner.",
            "två miljoner euro",
        ),
        *("Kostnaden är flera miljoner kronor.", "Det kostar någon miljon kronor."),
        *("Kostnaden för två miljoner resor redovisas.", "Det kostar några hundra kronor."),
    ],
)
def test_millions_of_something_else_are_none(text: str) -> None:
    assert kronor(text) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kostnaden är SEK 5 000 per år.", [5_000]),
        ("Avgiften är kr 300 per dag.", [300]),
        ("Avgift: kr 300", [300]),
        ("Priset blir SEK 1 250 000.", [1_250_000]),
        ("Avgiften var 300 kr 2024.", [300]),
        ("Belopp i SEK 2024", []),
        ("Avgift, kr 300 400 500", []),
        ("Kostnaden på 200 SEK 12 gånger", [200]),
    ],
)
def test_a_unit_may_stand_first(text: str, read: list[float]) -> None:
    assert kronor(text) == read
