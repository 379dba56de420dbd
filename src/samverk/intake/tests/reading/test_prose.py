from __future__ import annotations

import pytest

from samverk.intake.reading.model import Place
from samverk.intake.reading.prose import in_small_letters, sentence_start
from samverk.intake.tests.reading.given import prose


def test_lines_of_a_block_are_joined() -> None:
    assert prose("Ärendet gäller\nen avgift.").text == "Ärendet gäller en avgift."


def test_a_blank_line_ends_the_block() -> None:
    assert prose("Ett.\n\nTvå.").text == "Ett.\nTvå."


def test_a_bullet_starts_a_block_and_loses_its_sign() -> None:
    assert prose("Underlag\n• Första\n- Andra").text == "Underlag\nFörsta\nAndra"


def test_a_numbered_point_starts_a_block_and_keeps_its_number() -> None:
    assert prose("Nämnden beslutar:\n1. Att ja.\n2. Nej.").text.split("\n")[1] == "1. Att ja."


def test_a_broken_word_is_mended() -> None:
    assert prose("sam-\nordning").text == "samordning"


def test_a_name_broken_at_its_hyphen_keeps_it() -> None:
    assert prose("Ulla-\nKarin Dahl (S)").text == "Ulla-Karin Dahl (S)"


def test_a_hanging_hyphen_is_kept() -> None:
    assert prose("vård-\noch omsorgsnämnden").text == "vård- och omsorgsnämnden"


def test_an_offset_leads_back_to_its_line() -> None:
    found = prose("Första raden\nandra raden\n\nfjärde raden")
    assert found.place(found.text.index("andra")) == Place(2)
    assert found.place(found.text.index("fjärde")) == Place(4)


def test_a_mended_word_leads_to_the_line_it_began_on() -> None:
    found = prose("om sam-\nordning nu")
    assert found.place(found.text.index("samordning")) == Place(1)
    assert found.place(found.text.index("nu")) == Place(2)


def test_a_sentence_ends_at_a_stop_before_a_capital() -> None:
    found = prose("Ett kort. Det andra, kl. 9 och 3 kap. 8 §, är långt. Det tredje.")
    start = found.text.index("andra")
    assert found.sentence(start, start + 5) == "Det andra, kl. 9 och 3 kap. 8 §, är långt."


def test_a_block_bounds_its_sentences() -> None:
    text = "Rubrik utan punkt\nText här"
    assert sentence_start(text, text.index("här")) == text.index("\n")


def test_nothing_gives_nothing() -> None:
    assert prose("").text == ""
    assert prose("").place(0) == Place(1)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Ett beslut. Nämnden ", 11),
        ("Ett beslut. nämnden ", 0),
        ("Första.\nAndra ", 7),
        ("Första! Andra? Tredje ", 14),
        ("Ett beslut.", 11),
        ("Ett. Två\nTre ", 8),
        ("", 0),
    ],
)
def test_a_sentence_begins_after_a_sign_and_a_capital_or_at_a_new_block(
    text: str, begin: int
) -> None:
    assert sentence_start(text, len(text)) == begin


def test_a_sentence_is_looked_for_no_further_back_than_300_signs() -> None:
    assert sentence_start("Slut. Början " + "a" * 400, 350) == 50


@pytest.mark.parametrize("text", ["RÖSTAR NEJ (7)", "İstanbul röstar NEJ", "İİİ: NEJ"])
def test_small_letters_stand_where_the_printed_ones_do(text: str) -> None:
    assert in_small_letters(text).index("nej") == text.index("NEJ")
    assert len(in_small_letters(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden beslutar\n1. att anta planen\n2. att sända den vidare",
        "Nämnden beslutar:\n1. anta planen\n2. sända den vidare\n3. justera",
        "Nämnden beslutar\natt anta planen\natt sända den vidare",
        "Nämnden beslutar\na) anta planen\nb) sända den vidare",
    ],
)
def test_each_point_of_a_list_has_its_line(text: str) -> None:
    assert prose(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Planen antas enligt punkt\n2. nämnden svarar för resten.",
        "att lämna förbundet under förutsättning\natt medlemmarna samtycker",
        "Nämnden uppmanar kommunen\natt lämna förbundet",
    ],
)
def test_a_wrapped_sentence_is_no_list(text: str) -> None:
    assert "\n" not in prose(text).text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Beslut 2021-05-\n18 § 31", "Beslut 2021-05-18 § 31"),
        ("läsåret 2024-\n2025", "läsåret 2024-2025"),
        ("mellan 16-\n18 år", "mellan 16- 18 år"),
    ],
)
def test_a_day_or_span_of_years_broken_at_its_hyphen_keeps_it(text: str, whole: str) -> None:
    assert prose(text).text == whole
