"""Two versions of a text compared paragraph by paragraph: what was added, removed and changed.

Every line is a paragraph. A paragraph that was changed tells which words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Two paragraphs that share less than this are one removed and one added, not one changed
ALIKE = 0.4
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Mark(StrEnum):
    """What became of a paragraph, or of words in it (ändring)."""

    SAME = "oförändrat"
    CHANGED = "ändrat"
    ADDED = "tillagt"
    REMOVED = "borttaget"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a changed paragraph (ord i ett ändrat stycke)."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in both versions (stycke); "" where it is not there."""

    mark: Mark
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Split a text into its paragraphs; space at their ends says nothing."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def compared(before: str, after: str) -> tuple[Paragraph, ...]:
    """Compare two texts, in the order in which they are read."""
    old, new = paragraphs_of(before), paragraphs_of(after)
    found: list[Paragraph] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Paragraph(Mark.SAME, one, one) for one in old[a:b]]
        else:
            found += _replaced(old[a:b], new[c:d])
    return tuple(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pair each new paragraph with the next old one that it resembles."""
    left = 0
    for one in new:
        match = next((n for n in range(left, len(old)) if _alike(old[n], one)), None)
        if match is None:
            yield Paragraph(Mark.ADDED, "", one)
            continue
        yield from (Paragraph(Mark.REMOVED, gone, "") for gone in old[left:match])
        yield Paragraph(Mark.CHANGED, old[match], one, _pieces(old[match], one))
        left = match + 1
    yield from (Paragraph(Mark.REMOVED, gone, "") for gone in old[left:])


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio() >= ALIKE


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _words(before), _words(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Mark.SAME, "".join(old[a:b])))
            continue
        if a < b:
            found.append(Piece(Mark.REMOVED, "".join(old[a:b])))
        if c < d:
            found.append(Piece(Mark.ADDED, "".join(new[c:d])))
    return tuple(found)
