from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph


def sent_to(text: str) -> list[str]:
    return [r.name for r in in_paragraph(f"Beslut\nJa.\n\n{text}").recipients]


@pytest.mark.parametrize(
    "label",
    [
        "Beslutet ska skickas till",
        "Expedieras till",
        "Protokollsutdrag skickas till",
        "Delges",
        "Beslut sänds till",
    ],
)
def test_each_line_under_the_label_is_a_recipient(label: str) -> None:
    assert sent_to(f"{label}\nKommunfullmäktige\nRevisorerna") == [
        "Kommunfullmäktige",
        "Revisorerna",
    ]


def test_signatures_below_are_no_recipients() -> None:
    text = "Beslutet ska skickas till\n\nKommunfullmäktige\n\nKarin Dal\nFörvaltningschef"
    assert sent_to(text) == ["Kommunfullmäktige"]


def test_a_list_with_blank_lines_goes_on_while_it_reads_as_one() -> None:
    text = "Skickas till\n\nSocialnämnden\n\nEkonomichefen\n\nStina Berg"
    assert sent_to(text) == ["Socialnämnden", "Ekonomichefen"]


def test_recipients_on_one_line_are_parted() -> None:
    assert sent_to("Expedieras till: Socialnämnden, Akten; ekonomichefen") == [
        "Socialnämnden",
        "Akten",
        "ekonomichefen",
    ]


def test_a_unit_after_a_comma_belongs_to_its_office() -> None:
    assert sent_to("Skickas till\nStadskontoret, ekonomi") == ["Stadskontoret, ekonomi"]


def test_bullets_are_taken_off() -> None:
    assert sent_to("Skickas till\n• Socialnämnden\n- Akten") == ["Socialnämnden", "Akten"]


def test_without_label_there_are_none() -> None:
    assert sent_to("Socialnämnden får beslutet.") == []


@pytest.mark.parametrize("how", ["För kännedom: ", "Kopia till: ", "För åtgärd: "])
def test_how_it_is_sent_is_no_part_of_the_recipient(how: str) -> None:
    assert sent_to(f"Skickas till\nSocialnämnden\n{how}Kommunstyrelsen") == [
        "Socialnämnden",
        "Kommunstyrelsen",
    ]
