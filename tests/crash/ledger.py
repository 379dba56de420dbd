"""What the clients write down: every form they sent, and what they were told it became.

Kept apart from the installation, so that what that says of itself can be held against it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a form does."""

    CASE = "case opened"
    DOCUMENT = "document registered"
    ITEM = "item added"
    PARAGRAPH = "item taken up"
    OUTCOME = "outcome noted"
    ADJUSTMENT = "paragraph laid before its signers"
    SIGNATURE = "paragraph signed and locked"
    CORRECTION = "locked paragraph corrected"


@dataclass(slots=True)
class Entry:
    """A form that was filled in once. ``mark`` is in its words or those of what it is about.

    ``answer`` is where it led when it was acknowledged, ``number`` the number that was shown then, and
    ``refused`` what was said when it was turned away. ``broke`` is an error of the server that is not
    its database's being away. ``series`` names those that no two share a number of.
    """

    kind: Kind
    mark: str
    tries: int = 0
    hung_up: int = 0
    answer: str = ""
    refused: str = ""
    broke: str = ""
    series: str = ""
    number: str = ""

    @property
    def is_acknowledged(self) -> bool:
        """Answer whether the client was told that it is done."""
        return bool(self.answer)


@dataclass(slots=True)
class Ledger:
    """Everything that was sent in one storm. ``witnesses`` are checkpoints that the public was shown."""

    entries: list[Entry] = field(default_factory=list)
    witnesses: list[str] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    seconds: float = 0

    def open(self, kind: Kind, mark: str) -> Entry:
        """Begin an entry, before anything is sent."""
        entry = Entry(kind, mark)
        self.entries.append(entry)
        return entry

    @property
    def acknowledged(self) -> int:
        """How many forms were acknowledged."""
        return sum(entry.is_acknowledged for entry in self.entries)

    @property
    def kinds(self) -> set[Kind]:
        """Which kinds of forms have been acknowledged."""
        return {entry.kind for entry in self.entries if entry.is_acknowledged}

    @property
    def retried(self) -> int:
        """How many forms were sent more than once."""
        return sum(entry.tries > 1 for entry in self.entries)

    @property
    def resent(self) -> int:
        """How many times a form was sent again."""
        return sum(max(entry.tries - 1, 0) for entry in self.entries)

    @property
    def hung_up(self) -> int:
        """How many times a client hung up before it was answered."""
        return sum(entry.hung_up for entry in self.entries)
