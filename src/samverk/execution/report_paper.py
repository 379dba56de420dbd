"""A report of a quarter as a PDF for an agenda, and as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from samverk.documents.memo import PaperSection, Table
from samverk.documents.report import Report as Paper
from samverk.documents.xlsx import Sheet, Workbook
from samverk.execution.models import Recipient
from samverk.execution.quarter_texts import heading
from samverk.execution.report_blocks import Block, Report, blocks_of
from samverk.rules.unexecuted.quarters import Quarter

KIND = "Rapport om ej verkställda beslut"
SECRECY = "26 kap. 1 § OSL"
# Whom the secrecy follows with what they are given: OSL 11 kap. 1 §
SECRET = {
    Recipient.BOARD: f"{SECRECY}. Handlingen är för nämnden och läggs inte i kallelsen.",
    Recipient.AUDITORS: f"{SECRECY} kan gälla, och följer med till revisorerna (11 kap. 1 § OSL).",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What a report says of itself (försättsuppgifter): whose, to whom, and whether it is made."""

    board: str
    recipient: Recipient
    quarter: Quarter
    standing: str
    made: datetime

    @property
    def title(self) -> str:
        """The title of the report."""
        return f"{heading(self.quarter)}: rapport till {self.recipient.label}"

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What stands under the title."""
        yield "Nämnd", self.board
        yield "Till", self.recipient.label
        yield "Räknat per", f"{self.quarter.last_day:%Y-%m-%d}"
        yield "Lämnad", self.standing
        if self.recipient in SECRET:
            yield "Sekretess", SECRET[self.recipient]


def as_paper(cover: Cover, report: Report) -> Paper:
    """Lay a report out for print, in landscape where it has rows of decisions."""
    return Paper(
        KIND,
        cover.title,
        cover.board,
        cover.made,
        tuple(cover.facts),
        tuple(map(_section, blocks_of(report))),
        wide=cover.recipient != Recipient.COUNCIL,
    )


def _section(block: Block) -> PaperSection:
    table = Table(block.head, tuple(map(tuple, block.shown()))) if block.rows else None
    return PaperSection(
        block.heading, paragraphs=block.paragraphs, bullets=block.bullets, table=table
    )


def as_workbook(cover: Cover, report: Report) -> Workbook:
    """Lay a report out as sheets, one for each table; numbers and days are written as such."""
    facts = tuple(f"{term}: {text}" for term, text in cover.facts)
    blocks = blocks_of(report)
    sheets = tuple(
        Sheet(
            block.heading,
            block.head,
            block.rows,
            block.total,
            (cover.title, *facts, *block.paragraphs),
        )
        for block in blocks
        if block.rows
    )
    said = [
        line for block in blocks if not block.rows for line in (block.heading, *block.paragraphs)
    ]
    basis = [line for block in blocks for line in block.bullets]
    last = Sheet("Underlag", ("Text",), tuple((line,) for line in (*said, *basis)), notes=facts)
    return Workbook(cover.title, cover.board, cover.made, (*sheets, last))
