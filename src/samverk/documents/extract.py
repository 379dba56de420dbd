"""The certified extract of the minutes as a file: PDF/A-2a and PDF/UA-1 in one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from samverk.documents.compiling import compile_pdf


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paragraph under a heading of its own; ``numbered`` for the points of a decision."""

    heading: str
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """An extract (protokollsutdrag) as it is printed; days are written as they are to be read."""

    organisation: str
    body: str
    meeting_day: str
    paragraph: str
    diary_number: str
    title: str
    parts: tuple[Part, ...]
    adjusted_on: str
    certified_by: str
    certified_on: str


def extract_pdf(sheet: Sheet, made_at: datetime) -> bytes:
    """Print an extract. The same sheet and moment give the same bytes."""
    return compile_pdf("extract", asdict(sheet), made=made_at)
