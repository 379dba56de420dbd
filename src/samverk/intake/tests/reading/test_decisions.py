from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph, paragraph, read


def test_the_decision_is_what_stands_under_its_heading() -> None:
    record = in_paragraph("Beslut\nPlanen antas.\n\nBeslutsunderlag\nPlanförslag")
    assert record.decision_text == "Planen antas."
    assert record.places["decision_text"].line == 6


def test_the_decision_may_stand_last() -> None:
    record = in_paragraph("Bakgrund\nEn plan.\n\nKommunfullmäktiges beslut\nPlanen antas.")
    assert record.decision_text == "Planen antas."


def test_the_decision_may_follow_on_the_labels_line() -> None:
    assert in_paragraph("Beslut: Planen antas.").decision_text == "Planen antas."


def test_a_sentence_without_heading_is_a_decision_with_its_points() -> None:
    record = in_paragraph(
        "Nämnden beslutar\n\natt anta planen\n\natt sända den vidare\n\nHälsningar"
    )
    assert record.decision_text == "Nämnden beslutar\natt anta planen\natt sända den vidare"


def test_an_earlier_bodys_decision_is_not_this_ones() -> None:
    record = in_paragraph(
        "Kommunstyrelsens beslut\nÖverlämnas.\n\nYrkanden\nInga.\n\nKommunfullmäktiges beslut\nAntas."
    )
    assert (record.decision_text, record.body) == ("Antas.", "Kommunfullmäktige")


def test_headings_under_the_decision_belong_to_it() -> None:
    record = in_paragraph(
        "Beslut\nNämndens förslag till beslut i kommunfullmäktige\n\nPlanen antas."
    )
    assert record.decision_text == (
        "Nämndens förslag till beslut i kommunfullmäktige\nPlanen antas."
    )


def test_a_heading_over_two_lines_is_one() -> None:
    record = in_paragraph(
        "Beslut\nKommunstyrelsens förslag till beslut i kommunfullmäktige, i enlighet med\n"
        "välfärdsnämndens förslag\nPlanen antas."
    )
    assert record.proposals[0].text == "Planen antas."


def test_without_decision_there_is_none() -> None:
    assert in_paragraph("Bakgrund\nNämnden beslutade 2020 att vänta.").decision_text is None


@pytest.mark.parametrize(
    ("body", "organ"),
    [
        ("Kommunfullmäktiges beslut\nAntas.", "Kommunfullmäktige"),
        (
            "Beslut\nVälfärdsnämndens förslag till beslut i kommunfullmäktige\nAntas.",
            "Välfärdsnämnden",
        ),
        ("Kommunfullmäktiges behandling\n\nBeslut\nAntas.", "Kommunfullmäktige"),
        ("Beslut\nSocialnämnden godkänner rapporten.", "Socialnämnden"),
        ("Kommunstyrelsens förslag till kommunfullmäktige\nAntas.", "Kommunstyrelsen"),
        ("Socialnämnden beslutar att anta planen.", "Socialnämnden"),
    ],
)
def test_the_body_is_read_where_the_paragraph_prints_it(body: str, organ: str) -> None:
    assert in_paragraph(body).body == organ


@pytest.mark.parametrize(
    "body",
    [
        "Beslut\nFörslag till beslut i Socialnämnden\nAntas.",
        "Beslut\nPlanen antas.",
        "Bakgrund\nSocialnämnden har utrett saken.",
        "Beslut\nBeslut om utträde, § 94 den 26 maj 2021, upphävs.",
    ],
)
def test_the_body_is_never_guessed(body: str) -> None:
    assert in_paragraph(body).body is None


def test_title_and_diary_number_are_read_below_the_sign() -> None:
    record = paragraph("§ 45\nDnr KS 2018/14\n\nEn rubrik\n\nBeslut\nJa.")
    assert (record.title, record.diary) == ("En rubrik", "KS 2018/14")
    assert (record.places["diary"].line, record.places["title"].line) == (2, 4)


def test_a_diary_number_may_stand_below_the_title() -> None:
    record = paragraph("§ 45\n\nANTAGANDE AV PLAN\nDnr: KS 2018/14\n\nBeslut\nJa.")
    assert (record.title, record.diary) == ("ANTAGANDE AV PLAN", "KS 2018/14")


def test_a_wrapped_title_is_one() -> None:
    record = paragraph(
        "§ 45\n\nRevidering av reglemente för kultur- och\nfritidsnämnden\n\nBeslut\nJa."
    )
    assert record.title == "Revidering av reglemente för kultur- och fritidsnämnden"


def test_a_short_title_ends_where_its_line_ends() -> None:
    record = paragraph(
        "§ 45\n\nBudget\nNämnden har fått i uppdrag att lämna en budget.\n\nBeslut\nJa."
    )
    assert record.title == "Budget"


def test_a_paragraph_may_lack_a_title() -> None:
    assert paragraph("§ 45 Dnr KS 2018/14\n\nBeslut\nJa.").title is None


def test_a_diary_number_in_parentheses_ends_the_title() -> None:
    record = paragraph(
        "§ 21\nSvar på motion om kameraövervakning (KS 2018/14)\n"
        "Nils Mark (SD) föreslår i en motion att kommunen ska\nutreda övervakning."
    )
    assert (record.title, record.diary) == ("Svar på motion om kameraövervakning", "KS 2018/14")


def test_the_first_sentence_is_no_part_of_a_long_title() -> None:
    record = paragraph(
        "§ 21\nSvar på motion om kameraövervakning i hela centrum\n"
        "Nils Mark (SD) föreslår i en motion att kommunen ska\nutreda övervakning."
    )
    assert record.title == "Svar på motion om kameraövervakning i hela centrum"


def test_a_title_that_wraps_before_a_name_goes_on() -> None:
    record = paragraph(
        "§ 21\nSvar på uppsägning av medlemskapet i\nSamordningsförbundet Delta\n\nBeslut\nJa."
    )
    assert record.title == "Svar på uppsägning av medlemskapet i Samordningsförbundet Delta"


def test_who_handles_the_matter_is_no_title() -> None:
    record = paragraph("§ 62\nHandläggare: Per Ek\nDnr: SN 2023/1\nAvtal\n\nBeslut\nJa.")
    assert (record.title, record.diary) == ("Avtal", "SN 2023/1")


@pytest.mark.parametrize(
    ("line", "title", "decision"),
    [
        ("§ 3. Dagordning. Nämnden beslutar att godkänna den.", "Dagordning", True),
        ("§ 3 Nämnden beslutar att godkänna dagordningen.", None, True),
        ("§ 3 Protokollet läggs till handlingarna.", None, False),
    ],
)
def test_a_sentence_on_the_line_of_the_sign_is_text(
    line: str, title: str | None, decision: bool
) -> None:
    record = read(f"§ 2 Upprop\n\nUpprop förrättas.\n\n{line}").paragraphs[1]
    assert (record.paragraph, record.title) == (3, title)
    assert (record.decision_text is not None) == decision


def test_a_sentence_right_above_a_heading_is_the_title() -> None:
    record = read("§ 2 Upprop\n\nUpprop.\n\n§ 3 Budget 2024.\n\nBeslut\nJa.").paragraphs[1]
    assert (record.title, record.decision_text) == ("Budget 2024", "Ja.")


def test_a_heading_broken_after_a_conjunction_is_no_text_of_the_decision() -> None:
    record = in_paragraph(
        "Beslut\n\nKommunfullmäktiges beslut i enlighet med kommunstyrelsens och\n"
        "miljönämndens förslag\n\nKommunfullmäktige antar planen."
    )
    assert record.decision_text == "Kommunfullmäktige antar planen."


@pytest.mark.parametrize("below", ["Bak-\ngrund", "Sammanfattning av ären-\ndet"])
def test_a_heading_broken_within_a_word_ends_the_decision(below: str) -> None:
    assert in_paragraph(f"Beslut\nPlanen antas.\n{below}\nFörr.").decision_text == "Planen antas."


def test_a_title_broken_within_a_word_is_mended() -> None:
    assert paragraph("§ 4 Dnr KS 2024/3\nRiktlinjer för mod-\nersmål\n\nBeslut\nJa.").title == (
        "Riktlinjer för modersmål"
    )


@pytest.mark.parametrize(
    "below",
    [
        "Bo Ek (V) reserverar sig.",
        "\nAjournering\nMötet ajourneras.",
        "\nBo Ek (V) reserverar sig.",
    ],
)
def test_what_follows_the_decision_is_no_part_of_it(below: str) -> None:
    assert in_paragraph(f"Beslut: Bidrag beviljas. {below}").decision_text == "Bidrag beviljas."


def test_the_rows_of_a_table_in_a_decision_are_lines() -> None:
    record = in_paragraph(
        "Beslut\nBidrag ges.\n\n| A | Kr |\n|---|---|\n| Bad | 5 |\n| Bio | 6 |\n"
    )
    assert record.decision_text == "Bidrag ges.\n| A | Kr |\n| Bad | 5 |\n| Bio | 6 |"


def test_a_short_name_no_table_knows_yields_to_the_front_page() -> None:
    text = (
        "Kommunstyrelsens personalutskott\n2024-05-07\n\nKsPu § 41 Dnr KS 2024/188\n\nLön\n\n"
        "Personalutskottets beslut\nLönen antas.\n"
    )
    record = paragraph(text)
    assert (record.body, record.decision_text) == (
        "Kommunstyrelsens personalutskott",
        "Lönen antas.",
    )


@pytest.mark.parametrize(
    "front",
    [
        "Socialnämnden\nDatum       2024-03-14 kl. 13.00–15.30",
        "Socialnämnden\n2024-03-14                                               Dnr SN 2024/4",
    ],
)
def test_the_day_may_share_its_line(front: str) -> None:
    assert str(paragraph(f"{front}\n\n§ 4\nTaxa\n\nBeslut\nJa.").date) == "2024-03-14"
