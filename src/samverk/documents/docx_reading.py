"""Reads a Word file's paragraphs in a process of its own: bytes on stdin, JSON on stdout.

A parser meets what strangers made. Here it has little memory and time, no database and no secrets;
what it does wrong ends with the process.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

SECONDS = 30
MEMORY = 400 * 1024**2
COPIES = 20
BOLD = 9
_HEADING = re.compile(r"(?:heading|rubrik|title)\s*(\d)?", re.IGNORECASE)
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


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
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    command = [sys.executable, "-m", "samverk.documents.docx_reading"]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableError from fault
    if done.returncode != 0:
        raise UnreadableError
    return tuple(ReadBlock(text, level) for text, level in json.loads(done.stdout))


def main() -> None:
    """Bound this process, then read."""
    content = sys.stdin.buffer.read()
    for what, most in (
        (resource.RLIMIT_AS, MEMORY + COPIES * len(content)),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most_here = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most_here, most_here))
    json.dump(list(_blocks(content)), sys.stdout)


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
    main()
