"""Memos as Word files, out and in again."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from samverk.documents.docx import memo_docx
from samverk.documents.docx_reading import ReadBlock, UnreadableError, read_docx
from samverk.documents.tests.papers import MEMO

MADE = memo_docx(MEMO).content


def word(*lines: str, bold: str = "") -> bytes:
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    if bold:
        made.add_paragraph().add_run(bold).bold = True
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_the_parts_are_headings_and_the_points_a_numbered_list():
    styles = [(p.style.name, p.text) for p in Document(BytesIO(MADE)).paragraphs]
    assert ("Heading 2", "Förslag till beslut") in styles
    assert ("List Number", "Beslutet upphävs.") in styles
    assert ("List Bullet", "Kommunfullmäktige") in styles


def test_the_language_is_swedish_and_the_title_told():
    made = Document(BytesIO(MADE))
    assert made.core_properties.title == "Förnyat medlemskap"
    assert 'w:val="sv-SE"' in made.styles["Normal"].element.xml


def test_figures_stand_in_a_table():
    (table,) = Document(BytesIO(MADE)).tables
    assert [cell.text for cell in table.rows[1].cells] == ["Avgift", "kostnad", "639 000 kr"]


def test_what_is_written_out_is_read_in_again():
    blocks = read_docx(MADE)
    assert ReadBlock("Ärendebeskrivning", 2) in blocks
    assert ReadBlock("Första stycket.", 0) in blocks
    assert ReadBlock("Avgift\tkostnad\t639 000 kr", 0) in blocks


def test_a_line_all_in_bold_is_a_heading():
    assert read_docx(word("Text.", bold="Förslag till beslut")) == (
        ReadBlock("Text.", 0),
        ReadBlock("Förslag till beslut", 9),
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 skadad", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(UnreadableError):
        read_docx(content)
