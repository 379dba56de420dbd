"""Reads the papers of meetings by the reader's own door: a process of its own, bounded in size and time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from samverk.documents.office_texts import (
    TooLargeOfficeError,
    UnreadableOfficeError,
    read_office,
)
from samverk.intake.extraction import extract
from samverk.intake.reading.model import SILENT
from samverk.meetings.ports import PaperText

SECONDS = 60
# Silent pages that are named; of more only the number is told
NAMED = 20
# Read for their words alone: no minutes are written in them
OFFICE = ("xlsx", "odt")
TOO_LARGE = "är för stor för att läsas. Dela upp den i mindre filer."
UNREADABLE = "går inte att läsa. Öppna den och spara om den."
NO_WORDS = "innehåller ingen text."


def paper_text(name: str, content: bytes) -> PaperText:
    """Read what a file says, page by page; never raises for what the file does."""
    if name.rpartition(".")[2].lower() in OFFICE:
        return _office_text(content)
    found = extract(name, content, seconds=SECONDS)
    if found.error:
        return PaperText(why_not=found.error)
    pages = groupby(found.lines, key=lambda line: line[0] or 0)
    told = tuple((page, _joined(line[2] for line in lines)) for page, lines in pages)
    return PaperText(told, _silent(found.notes))


def _office_text(content: bytes) -> PaperText:
    try:
        words = _joined(read_office(content))
    except TooLargeOfficeError:
        return PaperText(why_not=TOO_LARGE)
    except UnreadableOfficeError:
        return PaperText(why_not=UNREADABLE)
    return PaperText(((0, words),)) if words else PaperText(why_not=NO_WORDS)


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
