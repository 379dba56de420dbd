"""A memo as a Word file, with real headings, so that it can be read in again."""

from __future__ import annotations

from docx.document import Document as Paper

from samverk.documents.memo import MemoPaper, PaperSection, Table
from samverk.documents.rendering import DOCX, Rendered
from samverk.documents.word import begun, kept, write_fact


def memo_docx(paper: MemoPaper) -> Rendered:
    """Make the memo's Word file."""
    written = begun(paper.title, paper.organisation, paper.made)
    written.add_paragraph(f"{paper.kind} {paper.day}")
    written.add_heading(paper.title, 1)
    for term, value in paper.facts:
        write_fact(written, term, value)
    for section in paper.sections:
        _write(written, section)
    if paper.approved:
        written.add_paragraph(paper.approved)
    return Rendered(kept(written), DOCX, "docx")


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
