"""A report of computed figures as it is printed: columns of equal width, side by side."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from samverk.documents.compiling import compile_pdf
from samverk.documents.memo import PaperSection
from samverk.documents.rendering import PDF, Rendered


@dataclass(frozen=True, slots=True)
class Report:
    """A report (rapport): what ``kind`` of paper it is, facts under the title, and its sections.

    ``made`` is local time: its day is printed. ``wide`` is printed in landscape, for tables of many columns.
    """

    kind: str
    title: str
    organisation: str
    made: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[PaperSection, ...]
    wide: bool = False


def report_pdf(paper: Report) -> Rendered:
    """Make the report's PDF (PDF/A-2a and PDF/UA-1)."""
    given = asdict(paper)
    made = given.pop("made")
    data = given | {"day": f"{paper.made:%Y-%m-%d}"}
    return Rendered(compile_pdf("report", data, made=made), PDF, "pdf")
