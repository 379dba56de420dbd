"""What a room above tells this one: how the text of a paper's file is read, bounded in size and time.

The room knows no reader. Where none has been added nothing is read, and the papers are searched by what
the register and the memos say of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperText:
    """What a file says (bilagans text): words by page, in order; page 0 where a file has no pages.

    ``why_not`` says in Swedish, as it continues the file's name, why nothing could be read, or
    beside the pages which others have no text.
    """

    pages: tuple[tuple[int, str], ...] = ()
    why_not: str = ""


# Takes a file's name, whose ending says its type, and its bytes. Never raises for what the file does
Reader = Callable[[str, bytes], PaperText]


class PaperReader:
    """The reader of papers that a room has added."""

    def __init__(self) -> None:
        self._read: Reader | None = None

    def use(self, read: Reader) -> None:
        """Read papers with this; adding it again changes nothing."""
        self._read = read

    def read(self, name: str, content: bytes) -> PaperText | None:
        """Read a file; None when there is no reader."""
        return self._read(name, content) if self._read else None


PAPER_READER = PaperReader()
