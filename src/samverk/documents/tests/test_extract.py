"""The printed extract says what it was given, in forms that last and that all can read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pikepdf
import pypdfium2
import pytest

from samverk.documents.extract import Part, Sheet, extract_pdf
from samverk.documents.extract_docx import extract_docx

NOON = datetime(2024, 3, 15, 12, tzinfo=UTC)
SHEET = Sheet(
    "Lillköpings kommun",
    "Socialnämnden",
    "2024-03-15",
    "§\N{NO-BREAK SPACE}7",
    "SN 2024/1",
    "Taxan för år 2025",
    (
        Part("Beslut", ("Taxan höjs.", "Det gäller genast."), numbered=True),
        Part("Reservationer", ("Bo Lind (S) reserverar sig mot beslutet.",)),
    ),
    "2024-03-20",
    "Maj Ekedal",
    "2024-03-21",
)
# What would be markup if it were read as such
SHARP = '#import "x" $a$ *b* _c_ @d <e> [f] `g` \\ "h" // i'


def text_of(content):
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def words_of(content):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_the_pdf_says_what_it_was_given():
    text = text_of(extract_pdf(SHEET, NOON))
    for words in (
        "7 Taxan för år 2025",
        "SN 2024/1",
        "1. Taxan höjs.",
        "Bestyrkt 2024-03-21 av Maj",
    ):
        assert words in text


def test_the_pdf_is_archival_and_accessible_with_title_language_and_headings():
    with pikepdf.open(io.BytesIO(extract_pdf(SHEET, NOON))) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == (
            "2",
            "A",
            "1",
        )
        assert str(pdf.Root.Lang) == "sv-SE"
        assert "Taxan för år 2025" in str(meta["dc:title"])
        assert pdf.Root.MarkInfo.Marked


def test_the_same_sheet_and_moment_give_the_same_file():
    assert extract_pdf(SHEET, NOON) == extract_pdf(SHEET, NOON)


@pytest.mark.parametrize("field", ["title", "body", "organisation", "certified_by"])
def test_nothing_that_somebody_typed_is_read_as_markup(field):
    text = text_of(extract_pdf(replace(SHEET, **{field: SHARP}), NOON))
    assert '#import "x" $a$ *b*' in text


def test_a_decision_of_many_pages_keeps_its_last_point():
    points = tuple(f"Punkt {n}. {'Orden är många. ' * 30}" for n in range(1, 61))
    text = text_of(extract_pdf(replace(SHEET, parts=(Part("Beslut", points, True),)), NOON))
    assert "60. Punkt 60." in text
    assert "Sida 2 (" in text


def test_without_a_diary_number_that_is_said():
    assert "Diarienummer inget" in text_of(extract_pdf(replace(SHEET, diary_number=""), NOON))


def test_the_word_file_says_the_same_with_real_headings_and_lists():
    content = extract_docx(SHEET, NOON)
    styles = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert styles[0] == ("Heading 1", "§\N{NO-BREAK SPACE}7 Taxan för år 2025")
    assert ("List Number", "Taxan höjs.") in styles
    assert styles[-1][1].endswith("Bestyrkt 2024-03-21 av Maj Ekedal.")


def test_the_word_file_is_in_swedish_and_reads_no_markup():
    content = extract_docx(replace(SHEET, title=SHARP), NOON)
    assert SHARP in words_of(content)[0]
    assert docx.Document(io.BytesIO(content)).core_properties.language == "sv-SE"
