"""Reads the papers of meetings by the reader's own door: a process of its own, bounded in size and time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from samverk.intake.extraction import extract
from samverk.meetings.ports import PaperText

SECONDS = 60


def paper_text(name: str, content: bytes) -> PaperText:
    """Read what a file says, page by page; never raises for what the file does."""
    found = extract(name, content, seconds=SECONDS)
    if found.error:
        return PaperText(why_not=found.error)
    pages = groupby(found.lines, key=lambda line: line[0] or 0)
    return PaperText(tuple((page, _joined(line[2] for line in lines)) for page, lines in pages))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)
