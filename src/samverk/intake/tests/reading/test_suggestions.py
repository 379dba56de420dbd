from __future__ import annotations

from samverk.intake.reading.batch import Reading
from samverk.intake.tests.reading.given import read_all

TEXT = "§ 9 Dnr KS 2024/3\n\nFörnyelse av avtal om växel\n\nBeslut\n{}"
PLAIN = TEXT.format("Avtalet förnyas.")
NOTICE = "Sammanträde med kommunstyrelsens arbetsutskott\nTid: 2024-02-05\n\n1. Avtal om växel, KS 2024/3\n"


def suggested(reading: Reading, index: int = 0) -> dict[str, str | int]:
    return {s.field: s.value for s in reading.paragraphs[index].suggestions}


def test_nothing_is_suggested_without_ground() -> None:
    assert suggested(read_all(PLAIN)) == {}


def test_a_notice_with_the_same_matter_suggests_body_and_day() -> None:
    assert suggested(read_all(PLAIN, NOTICE)) == {
        "body": "Kommunstyrelsens arbetsutskott",
        "date": "2024-02-05",
    }


def test_the_ground_names_source_and_line() -> None:
    (record,) = read_all(PLAIN, NOTICE).paragraphs
    assert "b.txt, rad 4" in record.suggestions[0].ground


def test_what_is_suggested_is_not_filled_in() -> None:
    (record,) = read_all(PLAIN, NOTICE).paragraphs
    assert (record.body, record.date) == (None, None)


def test_a_notice_of_another_day_says_nothing() -> None:
    assert suggested(read_all("2024-03-01\n\n" + PLAIN, NOTICE)) == {}


def test_a_copy_with_the_day_suggests_it() -> None:
    assert suggested(read_all(PLAIN, "2024-02-06\n\n" + PLAIN)) == {"date": "2024-02-06"}


def test_a_citation_elsewhere_suggests_the_day() -> None:
    board = TEXT.format("Socialnämnden godkänner avtalet.").replace("§ 9", "§ 7")
    citing = (
        TEXT.format("Kommunstyrelsen antar.")
        + "\n\nBeslutsunderlag\nSocialnämndens beslut 2024-01-20 § 7"
    )
    assert suggested(read_all(board, citing))["date"] == "2024-01-20"


def test_a_citation_of_another_matter_suggests_nothing() -> None:
    board = TEXT.format("Socialnämnden godkänner avtalet.").replace("§ 9", "§ 7")
    other = "§ 3 Dnr KS 2024/9\n\nTaxa\n\nBeslut\nKommunstyrelsen antar.\n\n"
    other += "Socialnämndens beslut 2024-01-20 § 7"
    assert suggested(read_all(board, other)) == {}


def test_two_citations_that_differ_suggest_no_day() -> None:
    board = TEXT.format("Socialnämnden godkänner avtalet.").replace("§ 9", "§ 7")
    citing = TEXT.format("Kommunstyrelsen antar.") + "\n\nSocialnämndens beslut {} § 7"
    assert (
        suggested(read_all(board, citing.format("2024-01-20"), citing.format("2023-01-20"))) == {}
    )


def test_a_cited_decision_gives_the_earliest_day() -> None:
    text = (
        TEXT.format("Avtalet förnyas.")
        + "\n\nBakgrund\nNämndens beslut 2024-01-20 § 7 och 2023-05-05 § 2."
    )
    assert suggested(read_all(text)) == {"date_not_before": "2024-01-20"}


def test_the_same_minutes_suggest_the_body() -> None:
    other = "\n\n§ 10 Dnr KS 2024/4\n\nTaxa\n\nBeslut\nKommunstyrelsen antar taxan."
    assert suggested(read_all(PLAIN + other))["body"] == "Kommunstyrelsen"


def test_a_proposal_to_a_board_suggests_its_committee() -> None:
    text = TEXT.format("Förslag till beslut i Socialnämnden\nAvtalet förnyas.")
    assert suggested(read_all(text)) == {"body": "Socialnämndens arbetsutskott"}


def test_names_without_result_suggest_the_count() -> None:
    text = PLAIN + "\n\nOmröstning\nJa röstar Anna Alm (S) och Bo Ek (V). Nej röstar Cia Dal (C)."
    found = suggested(read_all(text))
    assert (found["votes[0].yes"], found["votes[0].no"]) == (2, 1)


def test_a_memo_gets_no_suggestions_of_body() -> None:
    memo = "Datum: 2024-01-02\nHandläggare: A B\nDnr: KS 2024/3\n\nAvtal\n\nBakgrund\nText."
    assert suggested(read_all(memo, NOTICE)) == {}


def test_a_diary_number_that_ends_in_its_body_suggests_it_weakly() -> None:
    text = PLAIN.replace("KS 2024/3", "2024/3 KS")
    (suggestion,) = read_all(text).paragraphs[0].suggestions
    assert (suggestion.field, suggestion.value) == ("body", "Kommunstyrelsen")
    assert "ett annat organ kan ha beslutat" in suggestion.ground


def test_a_notice_is_a_stronger_ground_than_the_diary_number() -> None:
    text = PLAIN.replace("KS 2024/3", "2024.003 KS")
    notice = NOTICE.replace("KS 2024/3", "2024.003 KS")
    assert suggested(read_all(text, notice))["body"] == "Kommunstyrelsens arbetsutskott"


def test_others_who_reserved_without_a_name_are_told_of() -> None:
    record = read_all(PLAIN + "\n\nAnna Alm (S) m.fl. reserverar sig.").paragraphs[0]
    (suggestion,) = record.suggestions
    assert (suggestion.field, suggestion.value) == ("reservations", "fler än de namngivna")
    assert "Anna Alm (S)" in suggestion.ground


def test_others_who_propose_are_no_reservers() -> None:
    text = PLAIN + "\n\nBo Ek (V) m.fl. yrkar avslag.\n\nAnna Alm (S) reserverar sig."
    assert suggested(read_all(text)) == {}


def test_an_undone_decision_is_suggested_to_be_the_bodys_own() -> None:
    text = (
        "Kommunfullmäktige\nSammanträdesdatum 2024-01-31\n\n§ 5 Förnyelse\n\nBeslut\n"
        "Kommunfullmäktige beslutar att upphäva beslutet om utträde, § 94 den 26 maj 2021."
    )
    (record,) = read_all(text).paragraphs
    assert record.citations[0].body is None
    (found,) = record.suggestions
    assert (found.field, found.value) == ("citations[0].body", "Kommunfullmäktige")
    assert "”upphäva” (rad 7)" in found.ground


def test_an_undone_decision_is_suggested_to_be_that_of_the_body_proposed_to() -> None:
    text = (
        "Kommunstyrelsen\nSammanträdesdatum 2024-01-31\n\n§ 5 Förnyelse\n\n"
        "Kommunstyrelsens förslag till kommunfullmäktige\n"
        "Beslutet om utträde, § 94 den 26 maj 2021, upphävs."
    )
    assert suggested(read_all(text))["citations[0].body"] == "Kommunfullmäktige"


def test_a_deferred_matter_is_suggested_to_come_from_the_same_body() -> None:
    text = (
        "Kommunfullmäktige\nSammanträdesdatum 2024-01-31\n\n§ 5 Cykelbana\n\nBeslut\nAntas.\n\n"
        "Tidigare behandling\nBordlagt den 26 oktober 2023, § 20."
    )
    assert suggested(read_all(text))["citations[0].body"] == "Kommunfullmäktige"


def test_a_copy_of_the_cited_paragraph_tells_whose_it_is() -> None:
    cited = "Kommunfullmäktige\nSammanträdesdatum 2021-05-26\n\n§ 94 Avtal om växel\n\nBeslut\nJa."
    citing = "§ 9 Avtal om växel\n\nBeslut\nSe 2021-05-26 § 94."
    assert suggested(read_all(citing, cited))["citations[0].body"] == "Kommunfullmäktige"


def test_whose_a_decision_is_that_only_is_mentioned_is_not_guessed() -> None:
    text = "Kommunfullmäktige\nSammanträdesdatum 2024-01-31\n\n§ 5 Avtal\n\nBeslut\nSe 2021-05-26 § 94."
    assert suggested(read_all(text)) == {}


def test_a_body_that_the_sentence_names_stops_the_guess() -> None:
    text = (
        "Kommunfullmäktige\nSammanträdesdatum 2024-01-31\n\n§ 5 Avtal\n\nBeslut\nJa.\n\nBakgrund\n"
        "Socialnämnden vill att beslutet om taxan, § 94 den 26 maj 2021, upphävs."
    )
    assert suggested(read_all(text)) == {}


def test_another_municipalitys_decision_dates_no_paragraph_here() -> None:
    board = TEXT.format("Kommunfullmäktige godkänner avtalet.").replace("§ 9", "§ 7")
    citing = TEXT.format("Kommunstyrelsen antar, se KF 2024-01-20 § 7 i Härryda kommun.")
    assert "date" not in suggested(read_all(board, citing))


def test_a_decision_level_is_a_ground_and_no_fact() -> None:
    text = (
        "Kommunstyrelsen\nSammanträdesdatum 2024-01-31\n\n§ 5 Avtal\n\n"
        "Beslutsnivå: Kommunfullmäktige\n\nBeslut\nAvtalet sägs upp."
    )
    (record,) = read_all(text).paragraphs
    assert (record.proposal_to, record.decision_text) == (None, "Avtalet sägs upp.")
    assert suggested(read_all(text)) == {"proposal_to": "Kommunfullmäktige"}


def test_the_sentence_of_a_citation_is_found_by_its_sign() -> None:
    text = (
        "Kommunstyrelsen\nSammanträdesdatum 2024-03-04\n\n§ 12 Plan\n\nBakgrund\n"
        "Kommunfullmäktige beslutade 2020-06-15 § 128. Ärendet bordlades den 3 januari 2024,\n§ 2.\n"
    )
    assert suggested(read_all(text)) == {"citations[1].body": "Kommunstyrelsen"}
