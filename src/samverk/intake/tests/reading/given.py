"""Short ways to read a text in a test."""

from __future__ import annotations

from pathlib import Path

from samverk.intake.reading.batch import Reading, read_uploads
from samverk.intake.reading.model import Document, Line, Paragraph, Place
from samverk.intake.reading.prose import Prose, prose_of
from samverk.intake.reading.source.plain import line_of

SAMPLES = Path(__file__).resolve().parents[5] / "tests" / "samples"


def read(text: str | bytes, name: str = "a.txt") -> Reading:
    """Read one file's content."""
    return read_uploads([(name, text.encode() if isinstance(text, str) else text)])


def read_all(*texts: str) -> Reading:
    """Read several texts together, named a.txt, b.txt and on."""
    return read_uploads([(f"{chr(97 + n)}.txt", text.encode()) for n, text in enumerate(texts)])


def document(text: str | bytes) -> Document:
    """Answer the only document of a text."""
    (found,) = read(text).documents
    return found


def paragraph(text: str) -> Paragraph:
    """Answer the only record of a text."""
    (found,) = read(text).paragraphs
    return found


def in_paragraph(body: str, opening: str = "§ 12 Dnr KS 2024/3\n\nEn rubrik\n\n") -> Paragraph:
    """Answer the record of a body of text set under a paragraph's opening."""
    return paragraph(opening + body)


def lines(text: str) -> list[Line]:
    """Answer a text's lines."""
    return [line_of(raw, Place(number)) for number, raw in enumerate(text.split("\n"), 1)]


def prose(text: str) -> Prose:
    """Answer a text as running text."""
    return prose_of(lines(text))


def sample(name: str) -> Reading:
    """Read one of the sample documents."""
    return read((SAMPLES / name).read_bytes(), name)
