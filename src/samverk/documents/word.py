"""A Word file begun and kept the same way for every paper: its facts, its language, its bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def begun(title: str, author: str, made: datetime) -> Paper:
    """Begin a Word file in Swedish, with ``made`` as the moment that it says it was made."""
    written = Document()
    facts = written.core_properties
    facts.title, facts.author, facts.language = title, author, "sv-SE"
    facts.created = facts.modified = made.replace(tzinfo=None)
    _in_swedish(written)
    return written


def _in_swedish(written: Paper) -> None:
    """Name the language in the style that all others stand on: spelling and speech follow it."""
    properties = written.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    properties.append(language)


def write_fact(written: Paper, term: str, words: str) -> None:
    """Write a line of what and how, such as ``Diarienummer: VFN 2022/14``."""
    line = written.add_paragraph()
    line.add_run(f"{term}: ").bold = True
    line.add_run(words)


def kept(written: Paper) -> bytes:
    """Give the file's bytes."""
    stored = BytesIO()
    written.save(stored)
    return stored.getvalue()
