"""Page headers of several columns above little text, and what stands in the words of every page."""

from __future__ import annotations

import pytest

from samverk.intake.reading.model import Paragraph
from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.given import read
from samverk.intake.tests.reading.making import Kerned, pdf_kerned, pdf_of, pdf_of_lines

# Helvetica's blank is 278 thousandths wide.
HEADER: list[Kerned] = [
    ["Ekdala kommun", -9000.0, "Protokoll", -9000.0, "Sida"],
    ["Styrelsen", -11000.0, "2024-04-09", -8700.0, "3 (8)"],
    ["§ 18", -21000.0, "Dnr TN 2024-00031"],
    ["Skyltar"],
]


@pytest.mark.parametrize("blank", [" ", -278.0, -300.0])
def test_a_heading_below_a_header_of_three_columns_is_no_row_of_it(blank: str | float) -> None:
    lines = [*HEADER, ["Förbundsstyrelsens", blank, "beslut"], ["Skyltarna sätts upp i mars."]]
    (record,) = read(pdf_kerned(lines), "a.pdf").paragraphs
    assert record.decision_text == "Skyltarna sätts upp i mars."
    assert (record.title, record.diary) == ("Skyltar", "TN 2024-00031")


def test_a_paragraph_is_no_row_of_the_header_above_it() -> None:
    rows = [
        [(60.0, 780.0, "Ekdala kommun"), (260.0, 780.0, "Protokoll"), (490.0, 780.0, "Sida")],
        [(60.0, 766.0, "Styrelsen"), (260.0, 766.0, "2024-04-09"), (490.0, 766.0, "3 (8)")],
        [(60.0, 752.0, "§ 18"), (450.0, 752.0, "Dnr TN 2024-00031")],
    ]
    data = pdf_of([[text for row in rows for text in row]])
    assert "\t" not in "".join(line.raw for line in read_bytes("a.pdf", data).lines)


def test_paragraphs_below_each_other_are_rows_of_a_list() -> None:
    listed: list[Kerned] = [
        [f"§ {number}", -3000.0, "Skyltar", -6000.0, "3"] for number in (18, 19, 20)
    ]
    raw = [line.raw for line in read_bytes("a.pdf", pdf_kerned([["Innehåll"], *listed])).lines]
    assert [line.count("\t") for line in raw if "§" in line] == [2, 2, 2]


PAGE = """Ekdala kommun
Tekniska nämnden 2024-04-09
§ {} Dnr TN 2024/{}
Skyltar
{}
Nämnden lägger rapporten till
handlingarna.
Beslutet skickas till
Ekdala bibliotek"""


def pages(heading: str = "Beslut") -> list[Paragraph]:
    data = pdf_of_lines(PAGE.format(18, 31, heading), PAGE.format(19, 32, heading))
    return read(data, "a.pdf").paragraphs


@pytest.mark.parametrize("heading", ["Beslut", "Tekniska nämndens beslut", "BESLUT"])
def test_what_two_short_pages_both_decide_is_no_furniture(heading: str) -> None:
    decided = [record.decision_text for record in pages(heading)]
    assert decided == ["Nämnden lägger rapporten till handlingarna."] * 2


def test_title_and_recipient_that_return_on_each_page_are_kept() -> None:
    told = [(r.title, [to.name for to in r.recipients]) for r in pages()]
    assert told == [("Skyltar", ["Ekdala bibliotek"])] * 2


def test_a_foot_that_returns_below_the_text_is_furniture() -> None:
    foot = "\n{}\n\nDokument-id 4711\nEkdala kommun, 123 45 Ekdala"
    ends = ("Ett yttrande lämnas till", "Ett svar skrivs till")
    texts = [
        PAGE.format(18 + n, 31, "Beslut").split("Nämnden l")[0].rstrip() + foot.format(end)
        for n, end in enumerate(ends)
    ]
    assert [r.decision_text for r in read(pdf_of_lines(*texts), "a.pdf").paragraphs] == list(ends)


def test_a_header_overleaf_takes_no_line_from_the_page_before() -> None:
    first = "Ekdala kommun\nSammanträdesdatum 2024-04-09\n§ 18\nSkyltar\nBeslut\nSkyltarna tas ned."
    last = "\nBeslutet skickas till\nEkdala bibliotek\nKommunstyrelsen"
    overleaf = "Ekdala kommun\nSammanträdesdatum 2024-04-09\n§ 19\nVal\nBeslut\nIngen väljs."
    record = read(pdf_of_lines(first + last, overleaf), "a.pdf").paragraphs[0]
    assert [to.name for to in record.recipients] == ["Ekdala bibliotek", "Kommunstyrelsen"]
