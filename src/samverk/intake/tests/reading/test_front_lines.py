"""Body and day of the meeting, as a front page, a page header or a voting list prints them."""

from __future__ import annotations

import docx
import pytest

from samverk.intake.reading.front_lines import meeting_named
from samverk.intake.tests.reading.given import paragraph, read
from samverk.intake.tests.reading.making import saved

MATTER = "\n\n§ 4 Badtaxa\n\nBeslut\nTaxan antas."
LIST = "Namn Ja Nej Avstår\nSiv Ås (S) X\nBo Ek (M)  X\nResultat 1 1 0"


@pytest.mark.parametrize(
    "front",
    [
        "Norrvik kommun   Fritidsnämnden   2024-05-07",
        "NORRVIKS KOMMUN\tFritidsnämnden\t2024-05-07",
        "Samordningsförbundet Delta      Fritidsnämnden      2024-05-07",
        "Fritidsnämndens sammanträde den 7 maj 2024",
        "Protokoll fört vid fritidsnämndens sammanträde tisdagen den 7 maj 2024",
        "Sammanträde: Fritidsnämnden 2024-05-07",
        "Fritidsnämnden 2024-05-07 kl. 13.00–15.30",
        "Norrvik kommun – Fritidsnämnden\n\nProtokoll 2024-05-07",
        "Fritidsnämnden\n\nDag och tid: 2024-05-07 kl 13.00",
        "Fritidsnämnden\nDatum och tid\nTisdagen den 7 maj 2024",
    ],
)
def test_body_and_day_are_read(front: str) -> None:
    record = paragraph(front + MATTER)
    assert (record.body, str(record.date)) == ("Fritidsnämnden", "2024-05-07")


@pytest.mark.parametrize(
    "front",
    [
        "Styrelseprotokoll 2024-05-07",
        "Nämndprotokoll nr 3 2024-05-07",
        "Protokoll fört vid sammanträde tisdagen den 7 maj 2024 kl. 13.00, Stora badhuset",
        "Protokoll fört vid sammanträde den 7 maj 2024 i Badhuset",
        "Extra styrelsemöte, tisdag 7 maj 2024",
    ],
)
def test_a_day_is_read_with_the_words_of_a_meeting(front: str) -> None:
    assert str(paragraph(front + MATTER).date) == "2024-05-07"


@pytest.mark.parametrize(
    "text",
    [
        "Fritidsnämnden 2024-05-07 § 94",
        "Fritidsnämnden 2024-05-07, Badhuset byggs",
        "Fritidsnämnden beslutade 2024-05-07",
        "Protokoll 2024-05-07 och 2024-05-08",
        "Protokoll från 2024-05-07 godkänns",
        "Anna Alm, Fritidsnämnden",
        "Norrvik kommun, Fritidsnämnden, Socialnämnden",
        "Nästa sammanträde i badhuset den 7 maj 2024",
    ],
)
def test_a_line_that_says_more_names_no_meeting(text: str) -> None:
    assert meeting_named(text) == (None, None)


def test_the_rows_of_a_table_between_tabs_are_no_page_header() -> None:
    text = (
        f"Fritidsnämnden 2024-05-07{MATTER}\n\nSocialnämnden\t2024-09-03\n\n§ 5 Val\n\nBeslut\nJa."
    )
    assert {str(record.date) for record in read(text).paragraphs} == {"2024-05-07"}


@pytest.mark.parametrize(
    "head",
    [
        f"Omröstningslista\nSammanträde: Fritidsnämnden 2024-05-07\n{LIST}",
        f"Sammanträde: Fritidsnämnden 2024-05-07\n\nOmröstningslista\n{LIST}",
    ],
)
def test_a_voting_list_alone_names_its_meeting(head: str) -> None:
    (found,) = read(head).documents
    assert (found.kind, found.body, str(found.date)) == (
        "vote_list",
        "Fritidsnämnden",
        "2024-05-07",
    )


def test_a_page_header_of_word_prints_the_day() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Norrvik kommun\tFritidsnämnden\t2024-05-07"
    for text in ("§ 4 Badtaxa", "Beslut", "Taxan antas."):
        made.add_paragraph(text)
    (record,) = read(saved(made), "a.docx").paragraphs
    assert (record.body, str(record.date), record.places["date"].line) == (
        "Fritidsnämnden",
        "2024-05-07",
        1,
    )
