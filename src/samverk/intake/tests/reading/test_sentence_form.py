"""Decisions told in a sentence, under no heading."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import paragraph, read

BOARD = "Kommunstyrelsen 2024-02-06\n\n§ 8 Dnr KS 2024/5\nBadhuset\n\n"


@pytest.mark.parametrize(
    ("opening", "point"),
    [
        ("Kommunstyrelsen föreslår kommunfullmäktige besluta", "att bada"),
        ("Kommunstyrelsen föreslår att kommunfullmäktige beslutar", "1. bygga bad"),
        ("Kommunstyrelsen föreslår kommunfullmäktige", "att bada"),
        ("Kommunstyrelsen hemställer hos kommunfullmäktige", "att bada"),
        ("Styrelsen tillstyrker att kommunfullmäktige beslutar", "att bada"),
    ],
)
def test_a_body_proposes_in_a_sentence(opening: str, point: str) -> None:
    record = paragraph(f"{BOARD}{opening}\n{point}\n\nSammanfattning\nBassängen läcker.")
    assert " ".join((record.decision_text or "").split("\n")) == f"{opening} {point}"
    assert [p.to for p in record.proposals] == [record.proposal_to] == ["Kommunfullmäktige"]


@pytest.mark.parametrize(
    "text",
    [
        "Fritidsnämnden föreslår kommunfullmäktige att bygga ett bad.",
        "Kommunstyrelsens ordförande föreslår kommunfullmäktige att bygga ett bad.",
        "Kommunstyrelsen föreslår att ärendet utgår.",
        "Sammanfattning\nKommunstyrelsen föreslår kommunfullmäktige att bygga ett bad.",
        "Yrkanden\nKommunstyrelsen föreslår kommunfullmäktige att bygga ett bad.",
        "Kommunstyrelsen föreslog kommunfullmäktige att bygga ett bad.",
    ],
)
def test_what_others_propose_or_once_was_proposed_is_no_decision(text: str) -> None:
    record = paragraph(BOARD + text)
    assert (record.decision_text, record.proposal_to) == (None, None)


def test_a_body_known_from_nothing_else_proposes_where_nobody_acts_after_it() -> None:
    text = "§ 8 Badhuset\n\nFritidsnämnden föreslår kommunstyrelsen\natt bygga."
    assert (paragraph(text).body, paragraph(text).proposal_to) == (
        "Fritidsnämnden",
        "Kommunstyrelsen",
    )
    assert paragraph(f"{text}\n\nKommunstyrelsen bifaller förslaget.").body is None


def test_what_is_proposed_and_what_is_decided_may_follow_each_other() -> None:
    record = paragraph(
        f"{BOARD}Kommunstyrelsen föreslår kommunfullmäktige besluta\natt bygga ett bad\n\n"
        "Kommunstyrelsen beslutar för egen del att utreda läget."
    )
    assert record.decision_text == "Kommunstyrelsen beslutar för egen del att utreda läget."
    assert record.proposals[0].text.endswith("att bygga ett bad")


@pytest.mark.parametrize(
    "above", ["Chefen berättar.", "Föredragande: Siv Ås", "Frågan väcktes i maj?"]
)
def test_a_decision_may_begin_on_the_line_below_another_sentence(above: str) -> None:
    record = paragraph(f"§ 3 Läget\n\nInledning.\n{above}\nStyrelsen beslutar\natt vänta")
    assert record.decision_text == "Styrelsen beslutar\natt vänta"
    assert record.places["decision_text"].line == 5


def test_single_spaced_minutes_print_each_paragraphs_decision() -> None:
    text = (
        "Delta samordningsförbund\nStyrelsemöte 2024-03-07\n§ 4 Läget\nChefen berättar.\n"
        "Styrelsen beslutar att tacka.\n§ 5 Budget\nFörslaget gås igenom.\nStyrelsen beslutar\natt anta den"
    )
    assert [p.decision_text for p in read(text).paragraphs] == [
        "Styrelsen beslutar att tacka.",
        "Styrelsen beslutar\natt anta den",
    ]


def test_a_decision_may_follow_on_the_line_of_another_sentence() -> None:
    record = paragraph("§ 3 Läget\n\nChefen berättar om\nläget. Styrelsen beslutar att tacka.")
    assert record.decision_text == "Styrelsen beslutar att tacka."


@pytest.mark.parametrize(
    "text",
    [
        "Beslutades att tacka.",
        "Beslutas att tacka.",
        "Det beslutades att tacka.",
        "Beslut att tacka.",
        "Beslöts enligt förslaget.",
    ],
)
def test_a_decision_may_name_no_body(text: str) -> None:
    assert paragraph(f"{BOARD}Chefen berättar.\n{text}").decision_text == text


@pytest.mark.parametrize("label", ["Beslutas:", "Beslutades:"])
def test_the_bare_verb_is_a_heading(label: str) -> None:
    assert paragraph(f"{BOARD}{label} att tacka.").decision_text == "att tacka."
    assert paragraph(f"{BOARD}{label}\natt tacka.").decision_text == "att tacka."


@pytest.mark.parametrize(
    "text",
    [
        "Bakgrund\nBeslutades att tacka.",
        "Beslutades att tacka enligt § 4 den 3 maj 2021.",
        "Beslut om bad fattas senare.",
        "Chefen berättar när\nKommunstyrelsen beslutar om bad.",
        "Chefen berättar. Kommunstyrelsen beslutade om bad 2021-03-04.",
        "Chefen berättar. Fritidsnämnden beslutar om bad.",
    ],
)
def test_a_decision_told_of_is_not_this_one(text: str) -> None:
    assert paragraph(BOARD + text).decision_text is None


@pytest.mark.parametrize(
    "text",
    ["Chefen berättar. Fritidsnämnden beslutar om bad.", "Omröstning\nJa. Nämnden beslutar så."],
)
def test_a_sentence_in_the_text_names_no_body_for_the_matter(text: str) -> None:
    record = paragraph(f"§ 3 Läget\n\n{text}")
    assert (record.body, record.decision_text) == (None, None)
