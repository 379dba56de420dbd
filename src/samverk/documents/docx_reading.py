"""Reads a Word file's paragraphs and tables, apart and bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from samverk.documents.bounded import BoundedError, read_apart, serve

MEMORY = 400 * 1024**2
BOLD = 9
_HEADING = re.compile(r"(?:heading|rubrik|title)\s*(\d)?", re.IGNORECASE)


class UnreadableError(Exception):
    """The file is no Word file that can be read here."""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph, or a table's row with its cells apart by tabs.

    ``level`` is that of a heading, 1 the highest, ``BOLD`` for a line all in bold, 0 for text.
    """

    text: str
    level: int


def read_docx(content: bytes) -> tuple[ReadBlock, ...]:
    """Read a Word file's paragraphs and tables in order. Raises UnreadableError."""
    try:
        blocks = read_apart("samverk.documents.docx_reading", content)
    except BoundedError as fault:
        raise UnreadableError from fault
    return tuple(ReadBlock(text, level) for text, level in blocks)


def _blocks(content: bytes) -> Iterator[tuple[str, int]]:
    from docx import Document
    from docx.text.paragraph import Paragraph

    for part in Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text.strip(), _level(part.style.name if part.style else "", part)
            continue
        for row in part.rows:
            yield "\t".join(cell.text.strip() for cell in row.cells), 0


def _level(style: str | None, part: object) -> int:
    """Answer the level of a heading; a line that is bold all through is one as well."""
    if found := _HEADING.match(style or ""):
        return int(found[1] or 1)
    runs = [run for run in getattr(part, "runs", ()) if run.text.strip()]
    return BOLD if runs and all(run.bold for run in runs) else 0


if __name__ == "__main__":
    serve(lambda content: list(_blocks(content)), MEMORY)
