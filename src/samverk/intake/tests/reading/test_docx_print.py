"""A Word file is read as it is printed: headers, numbers, boxes and notes, without what is deleted."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.given import read
from samverk.intake.tests.reading.making import saved

SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("v", "urn:schemas-microsoft-com:vml"),
    )
)
MINUTES = ("§ 44 Ändrad förbundsordning", "Dnr KS 2024/112", "Beslut", "Förbundsordningen antas.")


def document_of(*paragraphs: str, style: str | None = None) -> Any:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text, style=style)
    return document


def with_markup(markup: str) -> Any:
    """Make a document whose body is this markup."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {SPACES}>{markup}</w:body>"):
        document.element.body.insert(-1, element)
    return document


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def told(document: Any) -> list[str]:
    return [line.text for line in read_bytes("a.docx", saved(document)).lines if line.text]


def noted(document: Any) -> str:
    return " ".join(read_bytes("a.docx", saved(document)).notes)


def test_a_page_header_gives_body_and_day() -> None:
    document = document_of(*MINUTES)
    document.sections[0].header.paragraphs[
        0
    ].text = "Lerviks kommun\tSammanträdesprotokoll\nKommunstyrelsen\nSammanträdesdatum 2024-03-06"
    (record,) = read(saved(document), "a.docx").paragraphs
    assert (record.body, str(record.date)) == ("Kommunstyrelsen", "2024-03-06")


def test_the_head_of_a_section_stands_before_its_text_and_once() -> None:
    document = document_of("ett")
    document.sections[0].header.paragraphs[0].text = "Huvud"
    document.sections[0].footer.paragraphs[0].text = "Fot"
    document.add_section()
    document.add_paragraph("två")
    assert told(document) == ["Huvud", "ett", "Fot", "två"]


def test_each_section_has_its_own_head() -> None:
    document = document_of("ett")
    document.sections[0].header.paragraphs[0].text = "Kommunstyrelsen"
    header = document.add_section().header
    header.is_linked_to_previous = False
    header.paragraphs[0].text = "Kommunfullmäktige"
    document.add_paragraph("två")
    assert told(document) == ["Kommunstyrelsen", "ett", "Kommunfullmäktige", "två"]


@pytest.mark.parametrize("is_used", [True, False])
def test_first_and_even_pages_heads_are_read_where_they_are_printed(is_used: bool) -> None:
    document = document_of("text")
    section = document.sections[0]
    section.header.paragraphs[0].text = "alla"
    section.different_first_page_header_footer = is_used
    document.settings.odd_and_even_pages_header_footer = is_used
    section.first_page_header.paragraphs[0].text = "första"
    section.even_page_header.paragraphs[0].text = "jämna"
    heads = ["första", "alla", "jämna"] if is_used else ["alla"]
    assert told(document) == [*heads, "text"]


def test_a_text_box_is_read_once_though_it_is_kept_in_two_forms() -> None:
    box = f"<w:txbxContent>{paragraph('Dnr KS 2024/1')}</w:txbxContent>"
    document = with_markup(
        "<w:p><w:r><w:t>Före</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>och efter</w:t></w:r></w:p>"
    )
    assert told(document) == ["Föreoch efter", "Dnr KS 2024/1"]


def test_content_controls_are_read_round_lines_rows_and_cells() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = f"<w:tc>{control(paragraph('i cellen'))}</w:tc>"
    row = f"<w:tr>{control(cell)}<w:tc>{paragraph('bredvid')}</w:tc></w:tr>"
    document = with_markup(
        control(paragraph("i en rad")) + f"<w:tbl>{control(row)}</w:tbl>" + paragraph("sist")
    )
    assert told(document) == ["i en rad", "i cellen\tbredvid", "sist"]


def test_an_added_text_counts_and_a_deleted_or_moved_one_does_not() -> None:
    document = with_markup(
        "<w:p><w:r><w:t>Avgiften blir </w:t></w:r>"
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>300</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>200 kronor</w:t></w:r></w:ins></w:p>"
    )
    assert told(document) == ["Avgiften blir 200 kronor"]
    assert "spårade ändringar" in noted(document)


def test_hidden_text_is_not_printed() -> None:
    document = with_markup(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r><w:r><w:t>synligt</w:t></w:r></w:p>"
    )
    assert told(document) == ["synligt"]
    assert "dold text" in noted(document)


def test_numbered_paragraphs_have_their_numbers() -> None:
    assert told(document_of("Planen antas.", "Den sänds ut.", style="List Number")) == [
        "1. Planen antas.",
        "2. Den sänds ut.",
    ]


def test_bullets_say_nothing_more() -> None:
    assert told(document_of("en punkt", style="List Bullet")) == ["en punkt"]


LEVELS = (
    "<w:abstractNum w:abstractNumId='90'>"
    "<w:lvl w:ilvl='0'><w:start w:val='44'/><w:numFmt w:val='decimal'/><w:lvlText w:val='§ %1'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='%1.%3'/></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId='91'><w:abstractNumId w:val='90'/></w:num>"
    "<w:num w:numId='92'><w:abstractNumId w:val='90'/>"
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='60'/></w:lvlOverride></w:num>"
)


def numbered(*places: tuple[int, int]) -> Any:
    """Make a document of one paragraph for each list and level."""
    document = with_markup(
        "".join(
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{name}'/></w:numPr>"
            "</w:pPr><w:r><w:t>Text</w:t></w:r></w:p>"
            for name, depth in places
        )
    )
    numbering = document.part.numbering_part.element
    for element in parse_xml(f"<w:numbering {SPACES}>{LEVELS}</w:numbering>"):
        numbering.append(element)
    return document


def test_lists_count_by_level_and_begin_anew_where_they_say_so() -> None:
    document = numbered((91, 0), (91, 1), (91, 1), (91, 0), (91, 1), (91, 2), (92, 0))
    assert [text.removesuffix(" Text") for text in told(document)] == [
        *("§ 44", "a)", "b)", "§ 45", "a)", "45.i", "§ 60")
    ]


def test_a_paragraph_numbered_by_word_is_found_by_its_number() -> None:
    document = numbered((91, 0))
    document.add_paragraph("Dnr KS 2024/3")
    document.add_paragraph("Beslut")
    document.add_paragraph("Planen antas.")
    assert [p.paragraph for p in read(saved(document), "a.docx").paragraphs] == [44]


def test_a_cell_over_two_columns_keeps_the_next_in_its_column() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "över två"
    for cell, text in zip([table.cell(0, 2), *table.rows[1].cells], "cdef", strict=True):
        cell.text = text
    assert told(document) == ["över två\t\tc", "d\te\tf"]


def test_a_ticked_box_is_a_cross() -> None:
    document = with_markup("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>")
    assert told(document) == ["☒"]


def test_footnotes_stand_at_the_end() -> None:
    document = with_markup(
        "<w:p><w:r><w:t>Enligt lag</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        + paragraph("Sista raden")
    )
    note = f"<w:footnote w:id='2'>{paragraph('Lagen från 2003.')}</w:footnote>"
    notes = f"<w:footnotes {SPACES}>{note}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode())
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert told(document) == ["Enligt lag", "Sista raden", "Fotnot 1: Lagen från 2003."]


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:commentReference w:id='1'/></w:r></w:p>", "kommentarer"),
        ("<w:p><w:r><w:t>a</w:t><w:object/></w:r></w:p>", "inbäddade filer"),
    ],
)
def test_what_is_not_read_is_said(markup: str, said: str) -> None:
    assert said in noted(with_markup(markup))
