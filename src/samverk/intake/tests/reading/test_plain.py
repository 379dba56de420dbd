from __future__ import annotations

import pytest

from samverk.intake.reading.model import Place
from samverk.intake.reading.source.plain import line_of, plain_lines


def text(raw: str) -> str:
    return line_of(raw, Place(1)).text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("## **Beslut**", "Beslut"),
        ("**Förslag till beslut**", "Förslag till beslut"),
        ("<i>Typ av beslut</i>", "Typ av beslut"),
        ("  § 12  ", "§ 12"),
        ("Rad med avslut  ", "Rad med avslut"),
        ("1\\. Punkt", "1. Punkt"),
        ("_____", "_____"),
        ("*****", "*****"),
    ],
)
def test_markup_is_taken_off(raw: str, plain: str) -> None:
    assert text(raw) == plain


def test_a_single_asterisk_is_text() -> None:
    assert text("Aktiv Lerum*\t90") == "Aktiv Lerum*\t90"


def test_a_sign_less_than_is_text() -> None:
    assert text("antal < 5 och > 2") == "antal < 5 och > 2"


def test_no_break_blanks_become_blanks_but_raw_keeps_them() -> None:
    line = line_of("§\u00a0128", Place(7))
    assert line.text == "§ 128"
    assert line.raw == "§\u00a0128"


def test_a_soft_hyphen_at_the_end_is_a_hyphen_and_elsewhere_nothing() -> None:
    assert text("arbets\u00admark\u00ad") == "arbetsmark-"


def test_headings_are_told() -> None:
    assert line_of("### Ärendelista", Place(1)).is_heading
    assert not line_of("Ärendelista", Place(1)).is_heading


def test_lines_are_numbered_as_an_editor_counts() -> None:
    found = list(plain_lines("ett\r\ntvå\n\nfyra"))
    assert [(line.place.line, line.text) for line in found] == [
        (1, "ett"),
        (2, "två"),
        (3, ""),
        (4, "fyra"),
    ]


def test_a_form_feed_parts_lines() -> None:
    assert [line.text for line in plain_lines("slut\fbörjan")] == ["slut", "början"]


@pytest.mark.parametrize("text", ["ett\ntvå", "ett\n**två**", "ett\u00a0\ntvå"])
def test_each_line_knows_its_number_whatever_signs_the_text_holds(text: str) -> None:
    assert [(line.place, line.text) for line in plain_lines(text)] == [
        (Place(1), "ett"),
        (Place(2), "två"),
    ]
