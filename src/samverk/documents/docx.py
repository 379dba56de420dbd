"""A memo as a Word file, with real headings, so that it can be read in again."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from samverk.documents.memo import KIND, MemoPaper, PaperSection, Table
from samverk.documents.rendering import DOCX, Rendered


def memo_docx(paper: MemoPaper) -> Rendered:
    """Make the memo's Word file."""
    written = Document()
    _in_swedish(written)
    facts = written.core_properties
    facts.title, facts.author, facts.language = paper.title, paper.organisation, "sv-SE"
    facts.created = facts.modified = paper.made.replace(tzinfo=None)
    written.add_paragraph(f"{KIND} {paper.day}")
    written.add_heading(paper.title, 1)
    for term, value in paper.facts:
        line = written.add_paragraph()
        line.add_run(f"{term}: ").bold = True
        line.add_run(value)
    for section in paper.sections:
        _write(written, section)
    if paper.approved:
        written.add_paragraph(paper.approved)
    kept = BytesIO()
    written.save(kept)
    return Rendered(kept.getvalue(), DOCX, "docx")


def _in_swedish(written: Paper) -> None:
    """Name the language in the style that all others stand on: spelling and speech follow it."""
    properties = written.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    properties.append(language)


def _write(written: Paper, section: PaperSection) -> None:
    written.add_heading(section.heading, 2)
    for line in section.paragraphs:
        written.add_paragraph(line)
    for group in section.groups:
        if group.lead:
            written.add_heading(group.lead, 3)
        for point in group.points:
            written.add_paragraph(point, style="List Number")
    for line in section.bullets:
        written.add_paragraph(line, style="List Bullet")
    if section.table:
        _write_table(written, section.table)


def _write_table(written: Paper, table: Table) -> None:
    made = written.add_table(rows=0, cols=len(table.head), style="Table Grid")
    for row in (table.head, *table.rows):
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
