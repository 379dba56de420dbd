"""Ways of printing met in one place or another, each as a few lines."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph, paragraph, read

NAMED = (
    "Voteringsresultat\nJa-röster avges av: Anna Alm (S), Bo Ek (C), Cia Dal (L)\n"
    "Nej-röster avges av: Dan Fors (SD), Eva Hed (M)\n\n"
)


def test_a_bare_result_takes_its_sides_from_the_names() -> None:
    record = in_paragraph(NAMED + "Nämnden beslutar med 3 röster mot 2 att bifalla.")
    assert (record.votes[0].yes, record.votes[0].no) == (3, 2)


def test_a_bare_result_that_fits_no_side_is_left_alone() -> None:
    record = in_paragraph(NAMED + "Nämnden beslutar med 4 röster mot 2 att bifalla.")
    assert (record.votes[0].yes, record.votes[0].no) == (None, None)


def test_a_bare_result_without_names_says_not_which_side_is_yes() -> None:
    (vote,) = in_paragraph("Omröstning\nBifall med 43 röster mot 38.\n\nBeslut\nJa.").votes
    assert (vote.yes, vote.no, [side.votes for side in vote.sides]) == (None, None, [43, 38])


def test_the_meaning_of_votes_to_be_cast_is_read() -> None:
    record = in_paragraph(
        "Votering\nJa-röst avges för bifall. Nej-röst avges för avslag.\n\n" + NAMED
    )
    assert (record.votes[0].yes_means, record.votes[0].no_means) == ("bifall", "avslag")


def test_a_reservation_under_the_decision_is_no_part_of_it() -> None:
    record = in_paragraph("Beslut\nBidraget beviljas.\n\nAnna Alm (S) reserverar sig mot beslutet.")
    assert record.decision_text == "Bidraget beviljas."
    assert len(record.reservations) == 1


def test_parties_may_reserve_by_their_letters() -> None:
    record = in_paragraph("Beslut\nJa.\n\nReservation\nM, KD och L reserverar sig mot beslutet.")
    assert [(r.name, r.party) for r in record.reservations] == [
        (None, "M"),
        (None, "KD"),
        (None, "L"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mot beslutet anförs reservation av Anna Alm (S).",
        "Reservation anfördes av Anna Alm (S).",
        "Anna Alm (S) lämnar skriftlig reservation.",
    ],
)
def test_reservations_are_told_with_other_verbs(text: str) -> None:
    assert [r.name for r in in_paragraph(f"Beslut\nJa.\n\n{text}").reservations] == ["Anna Alm"]


def test_body_and_day_on_one_line_are_a_page_header() -> None:
    page = "Kommunstyrelsens arbetsutskott            2023-08-15\n\n"
    record = paragraph(page + "KSAU § 140   Dnr: KS.2023.91\n\nRemiss\n\nBeslut\nJa.")
    assert (record.body, str(record.date)) == ("Kommunstyrelsens arbetsutskott", "2023-08-15")


def test_a_diary_number_below_a_title_on_the_line_of_the_sign() -> None:
    record = paragraph("### § 91 Ägartillskott\nDiarienummer RS 2024-00417\n\nBeslut\nJa.")
    assert (record.title, record.diary) == ("Ägartillskott", "RS 2024-00417")


def test_clauses_of_a_decision_stand_apart() -> None:
    record = in_paragraph("Beslut\nNämnden beslutar\natt anta planen, samt\natt sända den vidare.")
    assert (record.decision_text or "").split("\n") == [
        "Nämnden beslutar",
        "att anta planen, samt",
        "att sända den vidare.",
    ]


def test_a_clause_within_a_sentence_does_not() -> None:
    record = in_paragraph("Beslut\nNämnden godkänner förslaget om\natt anta planen.")
    assert record.decision_text == "Nämnden godkänner förslaget om att anta planen."


def test_page_furniture_of_several_lines_is_one_header() -> None:
    page = "HÖGVIKS KOMMUN\nMiljönämnden\n\nPROTOKOLL\n2025-04-09\n7(11)\n\n"
    record = paragraph(page + "§ 33 Dnr MN 2025/1\n\nTillsyn\n\nBeslut\nJa.")
    assert (record.body, str(record.date)) == ("Miljönämnden", "2025-04-09")


def test_contexts_change_within_a_file() -> None:
    page = "Sammanträdesdatum {day}\n{body}\n\n§ {n} Dnr KS 2024/{n}\n\nRubrik\n\nBeslut\nJa.\n\n"
    reading = read(
        page.format(day="2024-01-10", body="Kommunstyrelsen", n=1)
        + page.format(day="2024-02-14", body="Kommunfullmäktige", n=2)
    )
    assert [(d.body, str(d.date)) for d in reading.documents] == [
        ("Kommunstyrelsen", "2024-01-10"),
        ("Kommunfullmäktige", "2024-02-14"),
    ]


def test_what_a_memo_says_of_its_meeting_is_not_the_minutes() -> None:
    memo = "Datum: 2024-01-02\nHandläggare: A B\nDnr: KS 2024/1\n\nAvtal\n\nSammanträdesdatum 2024-03-01\n\n"
    record = read(memo + "§ 5 Dnr KS 2024/1\n\nAvtal\n\nBeslut\nJa.").paragraphs[1]
    assert record.date is None


def test_a_meeting_named_in_the_text_is_not_the_paragraphs() -> None:
    record = in_paragraph(
        "Bakgrund\nVid möte med socialnämnden den 3 mars 2024 sades detta.\n\nBeslut\nJa."
    )
    assert (record.body, record.date) == (None, None)


def test_two_days_before_the_first_paragraph_are_neither() -> None:
    record = paragraph("2024-01-10\n\n2024-02-14\n\n§ 1 Dnr KS 2024/1\n\nRubrik\n\nBeslut\nJa.")
    assert record.date is None


def test_a_header_that_comes_later_in_the_paragraph_still_counts() -> None:
    record = paragraph(
        "§ 1 Dnr KS 2024/1\n\nRubrik\n\nBeslut\nJa.\n\nSammanträdesdatum 2024-02-14\nKommunstyrelsen\n\nMer."
    )
    assert (record.body, str(record.date)) == ("Kommunstyrelsen", "2024-02-14")
