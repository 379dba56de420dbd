from __future__ import annotations

import pytest

from samverk.intake.reading.furniture import furniture_of
from samverk.intake.reading.segments import cut
from samverk.intake.tests.reading.given import lines, read


def parts(text: str) -> list[tuple[str, int]]:
    """Answer each part's kind and first line."""
    found = lines(text)
    return [(s.kind, s.start + 1) for s in cut(found, furniture_of(found)).segments]


def test_each_paragraph_is_a_part() -> None:
    assert parts("§ 1 Upprop\n\nText.\n\n§ 2 Justering\n\nText.") == [
        ("paragraph", 1),
        ("paragraph", 5),
    ]


def test_what_stands_before_the_first_paragraph_is_the_front() -> None:
    assert parts("Närvarande\nAnna Alm (S)\n\n§ 1 Upprop\n\nText.")[0] == ("front", 1)


def test_a_wrapped_citation_starts_no_part() -> None:
    text = (
        "§ 1 Rubrik\n\nNämnden upphäver beslutet om utträde, fattat enligt\n§ 94 den 26 maj 2021."
    )
    assert parts(text) == [("paragraph", 1)]


def test_a_list_of_contents_is_told_from_the_paragraphs() -> None:
    text = "§ 1 Upprop\n§ 2 Avtal\n\n§ 1\n\nUpprop\n\nBeslut\nJa.\n\n§ 2\n\nAvtal\n\nBeslut\nJa."
    assert [kind for kind, _ in parts(text)] == ["contents"] * 2 + ["paragraph"] * 2


def test_a_repeated_header_goes_on_with_its_paragraph() -> None:
    text = "§ 7 Dnr KS 2024/1\n\nRubrik\n\nBeslut\nJa.\n\n§ 7 forts.\n\nMer.\n\n§ 8 Nästa\n\nBeslut\nNej."
    assert [line for _, line in parts(text)] == [1, 12]


def test_a_memo_is_known_by_its_title() -> None:
    assert parts("TJÄNSTESKRIVELSE\nDatum\n2024-01-02\nDiarienummer\nKS 2024/1\n\nRubrik") == [
        ("memo", 1)
    ]


def test_a_memo_is_known_by_its_fields() -> None:
    text = "Datum: 2020-10-08\nHandläggare: Tova Berg\nBeteckning: 2020.096 SN\n\nRubrik"
    assert parts(text) == [("memo", 1)]


def test_the_word_alone_among_the_papers_starts_no_memo() -> None:
    text = "§ 1 Rubrik\n\nBeslutsunderlag\nTjänsteskrivelse\nBilaga 1\n\nBeslut\nJa."
    assert parts(text) == [("paragraph", 1)]


def test_two_memos_in_a_row_are_two_parts() -> None:
    memo = "Datum: 2024-01-02\nHandläggare: A B\nDnr: KS 2024/{}\n\nRubrik\n\nBakgrund\nText.\n\n"
    assert [kind for kind, _ in parts(memo.format(1) + memo.format(2))] == ["memo", "memo"]


def test_a_memo_takes_the_divider_page_before_it() -> None:
    text = (
        "Kallelse till socialnämnden\n\n1. Avtal, SN 2024/7\n\n\nAvtal om\nlokaler\n\n1\n\nSN 2024/7\n\n"
        "Datum: 2024-01-02\nHandläggare: A B\nDnr: SN 2024/7\n\nAvtal om lokaler"
    )
    assert parts(text) == [("notice", 1), ("memo", 6)]


@pytest.mark.parametrize(
    "title", ["Kallelse", "Sammanträde med socialnämnden", "Föredragningslista"]
)
def test_a_notice_is_known_by_its_title(title: str) -> None:
    assert parts(f"{title}\n\n1. Upprop\n2. Justering") == [("notice", 1)]


def test_minutes_that_say_whose_meeting_it_was_are_no_notice() -> None:
    text = "Regionstyrelsen\nSammanträdesprotokoll\n\nSammanträde med regionstyrelsen\n\n§ 1 Upprop\n\nText."
    assert parts(text) == [("front", 1), ("paragraph", 6)]


def test_the_papers_of_a_matter_in_columns_start_no_memo() -> None:
    text = (
        "§ 1 Rubrik\n\nBeslutsunderlag\nTjänsteskrivelse      2024-01-02\nDatum      2024-01-02\n"
    )
    assert parts(text) == [("paragraph", 1)]


def test_an_agenda_within_minutes_is_no_notice() -> None:
    assert parts("§ 1 Upprop\n\nText.\n\nFöredragningslista\n\nText.") == [("paragraph", 1)]


def test_a_voting_list_is_a_part_of_its_own() -> None:
    text = "§ 1 Rubrik\n\nBeslut\nJa.\n\nVoteringslista: § 1\nLedamot Ja Nej\nAnna Alm (S) X\nResultat 1 0"
    assert [kind for kind, _ in parts(text)] == ["paragraph", "vote_list"]


def test_text_after_a_list_goes_back_to_its_paragraph() -> None:
    text = (
        "§ 1 Rubrik\n\nBeslut\nJa.\n\nOmröstningslista nr. 1\nLedamot Ja Nej\nAnna Alm (S) X\n"
        "Bo Ek (M)  X\n\nReservation\nBo Ek (M)"
    )
    (record,) = read(text).paragraphs
    assert [r.name for r in record.reservations] == ["Bo Ek"]


def test_a_reference_to_a_list_is_text() -> None:
    text = "§ 1 Rubrik\n\nBeslut\nJa.\n\nVoteringslista, se bilaga 3"
    assert parts(text) == [("paragraph", 1)]


def test_an_appendix_with_a_table_of_votes_is_a_voting_list() -> None:
    text = "§ 1 Rubrik\n\nBeslut\nJa.\n\nBILAGA 2\nÄrende 8:2\nLedamot Ja Nej\nAnna Alm (S) X\nBo Ek (M)  X"
    assert parts(text)[1] == ("vote_list", 6)


def test_a_rule_parts_one_excerpt_from_the_next() -> None:
    text = "§ 4 Ett\n\nBeslut\nJa.\n---------------\n§ 9 Två\n\nBeslut\nNej."
    assert [d.kind for d in read(text).documents] == ["minutes", "minutes"]


@pytest.mark.parametrize(("second", "parts"), [(2, 1), (4, 2)])
def test_a_rule_below_every_paragraph_parts_no_minutes(second: int, parts: int) -> None:
    text = f"Kommunstyrelsen 2024-03-04\n\n§ 1\nEtt\n_____\n\n§ {second}\nTvå\n_____\n"
    assert len(read(text).documents) == parts


def test_a_text_of_no_known_kind_says_so() -> None:
    (found,) = read("Hej!\n\nDet här är ett brev.").documents
    assert found.kind is None
    assert "kändes igen" in found.notes[0]


def test_a_federations_numbers_with_a_full_stop_open_paragraphs() -> None:
    text = "§ 54. Svar på uppsägning\nStyrelsen svarar.\n\n§ 55.\nBudget\n\n§ 56 Mötet avslutas."
    assert parts(text) == [("paragraph", 1), ("paragraph", 4), ("paragraph", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "§ 1 Rubrik\n\nText.\n\n§ 15 Förbundsordningen ändras.",
        "§ 1 Rubrik\n\nSom sägs i\n§ 2 Styrelsen beslutar.",
        "§ 1 Rubrik\n\n§ 2 Avgiften betalas varje år.\n\n§ 2 Nästa",
        "Hej!\n\n§ 94 Fullmäktige har beslutat.\n\nHälsningar",
    ],
)
def test_a_sentence_that_begins_with_a_sign_opens_only_the_next_paragraph(text: str) -> None:
    opened = [text.split("\n")[line - 1] for kind, line in parts(text) if kind == "paragraph"]
    assert [line for line in opened if line.endswith(".")] == []


@pytest.mark.parametrize(
    "fields",
    [
        "Ärendenummer: Sam 123/2023\nHandläggare: Per Persson",
        "Handläggare: Per Persson\nÄrendenummer: Sam 123/2023",
        "\nHandläggare: Per Persson\nDnr Sam 123/2023",
        "Datum: 2023-05-04\nHandläggare: Per Persson\nDnr: Sam 123/2023",
    ],
)
def test_a_paragraphs_own_fields_start_no_memo(fields: str) -> None:
    text = f"§ 62 Medfinansiering\n{fields}\n\nBeslut\nBidraget beviljas."
    (record,) = read(text).paragraphs
    assert (record.paragraph, record.title) == (62, "Medfinansiering")
    assert (record.diary, record.decision_text) == ("Sam 123/2023", "Bidraget beviljas.")


@pytest.mark.parametrize("before", ["Inga övriga frågor.", "Anna Alm (S) tackar", "---------"])
def test_a_memo_may_follow_a_short_paragraph(before: str) -> None:
    text = f"§ 63 Övrigt\n{before}\n\nDatum: 2024-01-02\nHandläggare: A B\nDnr: KS 2024/1\n\nAvtal"
    assert [kind for kind, _ in parts(text)] == ["paragraph", "memo"]


def test_a_matter_whose_sign_is_of_no_known_form_is_told_of() -> None:
    text = "Nämnden\n\n54 § Plan\n\nBeslut\nPlanen antas.\n\n§ 55 Taxa\n\nBeslut\nTaxan antas."
    (found,) = read(text).documents
    assert [record.paragraph for record in found.paragraphs] == [55]
    assert found.notes[0].startswith("Från rad 1 till rad 6 står det som ser ut som ett ärende")


def test_a_front_page_needs_no_note() -> None:
    text = "Nämnden\n\nNärvarande\nAnna Alm (S)\n\nJusterare\nBo Ek\n\n§ 55 Taxa\n\nBeslut\nTaxan antas."
    assert read(text).documents[0].notes == ()
