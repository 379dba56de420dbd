"""Stored lines and the reader's source: one and the same text, without the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samverk.intake.reading.model import Line, Place, Source
from samverk.intake.reading.source.plain import line_of

StoredLine = list[Any]


def stored_lines(lines: Iterable[Line]) -> list[StoredLine]:
    """Write lines as they are kept: [page or None, line number, text as printed, is a heading]."""
    return [[li.place.page, li.place.line, clean(li.raw), int(li.is_heading)] for li in lines]


def clean(text: str) -> str:
    """Take out what PostgreSQL cannot keep in a text: the null sign and halves of a sign."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def source_of(name: str, lines: Iterable[StoredLine], notes: tuple[str, ...] = ()) -> Source:
    """Build the reader's source again from what is kept, as it was when the file was read."""
    return Source(name, tuple(_line(*stored) for stored in lines), notes)


def _line(page: int | None, number: int, text: str, heading: int) -> Line:
    made = line_of(text, Place(number, page))
    return made._replace(is_heading=bool(heading))


def anchor(page: int | None, line: int) -> str:
    """Name the place of a line within a page of ours: "rad-12", "rad-3-12" for page 3."""
    return f"rad-{line}" if page is None else f"rad-{page}-{line}"


def place_name(page: int | None, line: int) -> str:
    """Write a place for people: "rad 12", "sida 3, rad 12"."""
    return f"rad {line}" if page is None else f"sida {page}, rad {line}"


def day_of(text: str | None) -> date | None:
    """Read a day as a reading keeps it."""
    return date.fromisoformat(text) if text else None
