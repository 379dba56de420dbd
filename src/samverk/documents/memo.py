"""A memo as it is printed: its data, and the PDF made of it. ``docx`` makes the Word file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from samverk.documents.compiling import compile_pdf
from samverk.documents.rendering import PDF, Rendered

KIND = "Tjänsteskrivelse"


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Proposed points under a line that says who decides them; "" where no line is needed."""

    lead: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head and rows as text. The first ``left`` columns are words, the rest figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 2


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One part of a memo as it is printed."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    groups: tuple[PointGroup, ...] = ()
    bullets: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class MemoPaper:
    """A memo to print. ``facts`` are shown under the title; ``approved`` is "" for a draft."""

    title: str
    organisation: str
    body: str
    diary_number: str
    made: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    approved: str = ""
    kind: str = KIND

    @property
    def day(self) -> str:
        """The day it is dated."""
        return f"{self.made:%Y-%m-%d}"


def memo_pdf(paper: MemoPaper) -> Rendered:
    """Make the memo's PDF (PDF/A-2a and PDF/UA-1)."""
    given = asdict(paper)
    made = given.pop("made")
    data = given | {"day": paper.day}
    return Rendered(compile_pdf("memo", data, made=made), PDF, "pdf")
