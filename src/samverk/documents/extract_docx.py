"""The certified extract of the minutes as a Word file, for those who go on writing from it."""

from __future__ import annotations

from datetime import datetime

from samverk.documents.extract import Sheet
from samverk.documents.word import begun, kept, write_fact


def extract_docx(sheet: Sheet, made_at: datetime) -> bytes:
    """Write an extract with real headings and lists, in Swedish."""
    title = f"{sheet.paragraph} {sheet.title}, {sheet.body} {sheet.meeting_day}"
    document = begun(title, sheet.organisation, made_at)
    document.add_heading(f"{sheet.paragraph} {sheet.title}", 1)
    for term, words in (
        ("Organ", f"{sheet.body}, {sheet.organisation}"),
        ("Sammanträde", sheet.meeting_day),
        ("Diarienummer", sheet.diary_number or "inget"),
        ("Justerat", sheet.adjusted_on),
    ):
        write_fact(document, term, words)
    for part in sheet.parts:
        document.add_heading(part.heading, 2)
        style = "List Number" if part.numbered and len(part.lines) > 1 else None
        for words in part.lines:
            document.add_paragraph(words, style)
    document.add_paragraph(
        f"Utdraget stämmer med protokollet. Bestyrkt {sheet.certified_on} av {sheet.certified_by}."
    )
    return kept(document)
