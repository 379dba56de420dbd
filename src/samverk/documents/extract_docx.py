"""The certified extract of the minutes as a Word file, for those who go on writing from it."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.oxml.ns import qn

from samverk.documents.extract import Sheet


def extract_docx(sheet: Sheet, made_at: datetime) -> bytes:
    """Write an extract with real headings and lists, in Swedish."""
    document = docx.Document()
    facts = document.core_properties
    facts.title = f"{sheet.paragraph} {sheet.title}, {sheet.body} {sheet.meeting_day}"
    facts.author, facts.language = sheet.organisation, "sv-SE"
    facts.created = facts.modified = made_at.replace(tzinfo=None)
    _in_swedish(document)
    document.add_heading(f"{sheet.paragraph} {sheet.title}", 1)
    for term, words in (
        ("Organ", f"{sheet.body}, {sheet.organisation}"),
        ("Sammanträde", sheet.meeting_day),
        ("Diarienummer", sheet.diary_number or "inget"),
        ("Justerat", sheet.adjusted_on),
    ):
        line = document.add_paragraph()
        line.add_run(f"{term}: ").bold = True
        line.add_run(words)
    for part in sheet.parts:
        document.add_heading(part.heading, 2)
        style = "List Number" if part.numbered and len(part.lines) > 1 else None
        for words in part.lines:
            document.add_paragraph(words, style)
    document.add_paragraph(
        f"Utdraget stämmer med protokollet. Bestyrkt {sheet.certified_on} av {sheet.certified_by}."
    )
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _in_swedish(document: Document) -> None:
    """Say that the text is Swedish: Word reads and spells it so."""
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    language = fonts.makeelement(qn("w:lang"), {qn("w:val"): "sv-SE"})
    fonts.append(language)
