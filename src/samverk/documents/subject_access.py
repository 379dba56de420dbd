"""An extract of what is held about a person (registerutdrag), as it is handed to them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from samverk.documents.compiling import compile_pdf
from samverk.documents.rendering import PDF, Rendered


@dataclass(frozen=True, slots=True)
class ExtractTable:
    """One register of the extract: its heading, columns and rows, all in words."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExtractPaper:
    """An extract to print. ``made`` is local time; ``about`` are headings with their paragraphs.

    The title, which readers and file lists show, tells nobody's name or number.
    """

    organisation: str
    made: datetime
    facts: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]
    tables: tuple[ExtractTable, ...]
    about: tuple[tuple[str, tuple[str, ...]], ...]


def extract_pdf(paper: ExtractPaper) -> Rendered:
    """Make the extract's PDF (PDF/A-2a and PDF/UA-1)."""
    given = asdict(paper)
    made = given.pop("made")
    data = given | {"day": f"{paper.made:%Y-%m-%d}"}
    return Rendered(compile_pdf("subject_access", data, made=made), PDF, "pdf")
