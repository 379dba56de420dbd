"""Reads a file that somebody names at the keyboard."""

from __future__ import annotations

from pathlib import Path

from samverk.project.cli import quoted
from samverk.project.cli.arguments import UsageError

MOST_BYTES = 20 * 1024**2


def content_of(place: str) -> bytes:
    """Read a file of at most ``MOST_BYTES``. Raises UsageError for a larger one, and for one without end."""
    file = Path(place)
    try:
        if file.is_file():
            if file.stat().st_size > MOST_BYTES:
                raise UsageError(
                    f"{quoted(place)} är för stor: högst {MOST_BYTES // 1024**2} MB. Dela den."
                )
            return file.read_bytes()
    except (OSError, ValueError):
        pass
    raise UsageError(f"{quoted(place)} går inte att läsa. Finns filen?")


def shown(text: str) -> str:
    """Give a text of a file as a terminal may show it: on one line, without what steers the terminal."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
