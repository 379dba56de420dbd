"""Reads the papers of meetings by the reader's own door: a process of its own, bounded in size and time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from samverk.intake.extraction import extract
from samverk.intake.reading.model import SILENT
from samverk.meetings.ports import PaperText

SECONDS = 60
# Silent pages that are named; of more only the number is told
NAMED = 20


def paper_text(name: str, content: bytes) -> PaperText:
    """Read what a file says, page by page; never raises for what the file does."""
    found = extract(name, content, seconds=SECONDS)
    if found.error:
        return PaperText(why_not=found.error)
    pages = groupby(found.lines, key=lambda line: line[0] or 0)
    told = tuple((page, _joined(line[2] for line in lines)) for page, lines in pages)
    return PaperText(told, _silent(found.notes))


def _silent(notes: Iterable[str]) -> str:
    """Tell which pages have no text, and so are not searched; "" when all have."""
    for note in notes:
        if note.startswith(SILENT):
            pages = note.removeprefix(SILENT).rstrip(".").split(", ")
            more = f" och {len(pages) - NAMED} till" if len(pages) > NAMED else ""
            return f"har sidor utan text: {', '.join(pages[:NAMED])}{more}."
    return ""


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)
