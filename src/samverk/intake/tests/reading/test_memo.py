from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import document, paragraph

LABELLED = (
    "Datum: 2020-10-08\nHandläggare: Tova Berg\nBeteckning: 2020.096 SN\n\nFörslag om avtal\n\n"
)
BELOW = (
    "TJÄNSTESKRIVELSE\nSektorn för skola\nStina Ek\n\n Datum\n 2020-10-08\n\nVälfärdsnämnden\n\n"
    "Diarienummer\n2020.096 SN\n\nFörslag om avtal\n\n"
)
COLUMNS = (
    "Tjänsteutlåtande\n\nDatum            Diarienummer        Handläggare\n"
    "2020-10-08       2020.096 SN         Tova Berg\n\nTill\nVälfärdsnämnden\n\nFörslag om avtal\n\n"
)


BESIDE = (
    "Kulturförvaltningen           Tjänsteskrivelse\n                              2020-10-08\n"
    "Handläggare: Tova Berg        Dnr 2020.096 SN\n\n                        Välfärdsnämnden\n\n"
    "Förslag om avtal\n\n"
)
TABLE = (
    "# Tjänsteutlåtande\n\n| Datum | Diarienummer | Handläggare |\n|---|---|---|\n"
    "| 2020-10-08 | 2020.096 SN | Tova Berg |\n\nVälfärdsnämnden\n\nFörslag om avtal\n\n"
)


@pytest.mark.parametrize("head", [LABELLED, BELOW, COLUMNS, BESIDE, TABLE])
def test_every_layout_of_the_head_is_read(head: str) -> None:
    record = paragraph(head + "Bakgrund\nText.")
    assert (str(record.date), record.diary) == ("2020-10-08", "2020.096 SN")
    assert record.title == "Förslag om avtal"


@pytest.mark.parametrize("head", [BELOW, COLUMNS, BESIDE, TABLE])
def test_the_addressee_is_read_where_it_is_printed(head: str) -> None:
    assert paragraph(head + "Bakgrund\nText.").addressed_to == "Välfärdsnämnden"


def test_a_memo_has_no_number_no_body_and_no_decision() -> None:
    record = paragraph(LABELLED + "Förslag till beslut\nNämnden säger upp avtalet.")
    assert (record.paragraph, record.body, record.decision_text) == (None, None, None)


def test_every_field_of_the_head_knows_its_line() -> None:
    record = paragraph(BELOW + "Bakgrund\nText.")
    assert {name: place.line for name, place in record.places.items()} == {
        "date": 6,
        "addressed_to": 8,
        "diary": 11,
        "title": 13,
    }


def test_the_proposal_is_kept_with_the_body_it_ends_at() -> None:
    record = paragraph(
        LABELLED + "Förslag till beslut\nSocialnämnden föreslår att kommunfullmäktige antar planen."
    )
    assert record.proposal_to == "Kommunfullmäktige"
    assert record.proposals[0].text.startswith("Socialnämnden föreslår")


def test_a_proposal_to_the_addressee_is_put_to_it() -> None:
    record = paragraph(BELOW + "Förslag till beslut\nNämnden antecknar rapporten.")
    assert record.proposal_to == "Välfärdsnämnden"


def test_a_proposal_may_be_put_under_several_headings() -> None:
    record = paragraph(
        BELOW
        + "Förslag till beslut\nVälfärdsnämndens förslag till beslut i kommunfullmäktige\n\nJa.\n\n"
        "Välfärdsnämndens förslag till beslut i kommunstyrelsen\nEnligt ovan."
    )
    assert [p.to for p in record.proposals] == ["Kommunfullmäktige", "Kommunstyrelsen"]


def test_a_title_over_two_lines_is_one() -> None:
    record = paragraph(
        LABELLED.replace("om avtal", "om avtal med\nkommunens bolag") + "Bakgrund\nText."
    )
    assert record.title == "Förslag om avtal med kommunens bolag"


def test_an_impossible_day_is_not_read() -> None:
    assert paragraph(LABELLED.replace("10-08", "02-30") + "Bakgrund\nText.").date is None


def test_the_memo_is_a_document_of_its_kind() -> None:
    assert document(LABELLED + "Bakgrund\nText.").kind == "memo"


def test_a_memo_proposes_both_to_the_next_body_and_to_its_addressee() -> None:
    record = paragraph(
        "TJÄNSTESKRIVELSE\nDatum: 2024-01-02\nDnr: KS 2024/1\n\nKommunstyrelsen\n\nAvtal\n\n"
        "Förslag till beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\n1. att säga upp avtalet\n\n"
        "Kommunstyrelsen beslutar för egen del\n2. att informera förbundet\n\nBakgrund\nText."
    )
    assert [(p.to, p.text.split("\n")[1]) for p in record.proposals] == [
        ("Kommunfullmäktige", "1. att säga upp avtalet"),
        ("Kommunstyrelsen", "2. att informera förbundet"),
    ]


def test_a_head_without_labels_is_read_by_its_columns() -> None:
    record = paragraph(
        "Socialförvaltningen            Tjänsteskrivelse\nRakel Sund                     2024-04-02\n"
        "                               SN 2024/77\n\n              Socialnämnden\n\nBidrag till Ria\n\n"
        "Förslag till beslut\nSocialnämnden beviljar bidrag."
    )
    assert (str(record.date), record.diary, record.title) == (
        "2024-04-02",
        "SN 2024/77",
        "Bidrag till Ria",
    )


def test_what_the_addressee_decides_itself_stands_beside_what_it_proposes() -> None:
    record = paragraph(
        BELOW + "Förslag till beslut\nI välfärdsnämnden:\n\n1. Välfärdsnämnden godkänner avtalet.\n"
        "2. Välfärdsnämnden hemställer hos kommunstyrelsen om medel."
    )
    assert {p.to for p in record.proposals} == {"Kommunstyrelsen", "Välfärdsnämnden"}


def test_that_it_is_adjusted_at_once_is_the_addressees_to_decide() -> None:
    record = paragraph(
        BELOW
        + "Förslag till beslut\nVälfärdsnämnden föreslår kommunstyrelsen följande:\n1. Avgiften är 7 tkr.\n"
        "2. Beslutet justeras omedelbart."
    )
    assert [(p.to, p.text) for p in record.proposals][1:] == [
        ("Välfärdsnämnden", "2. Beslutet justeras omedelbart.")
    ]
