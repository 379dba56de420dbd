"""The certified extract of the minutes as a file: PDF/A-2a and PDF/UA-1 in one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

import typst

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


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
    given = {"sheet": json.dumps(asdict(sheet), ensure_ascii=False)}
    made = typst.compile(
        _template(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=given,
        pdf_standards=STANDARDS,
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return (files(__package__) / "extract.typ").read_bytes()
