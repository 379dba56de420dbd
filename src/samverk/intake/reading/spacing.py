"""Text set with a blank line between all its lines, as some converters leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from samverk.intake.reading.model import Line

# So few lines may be a text of one-line paragraphs.
_FEWEST = 12
# Where many of the first lines follow each other, the text is set as usual.
_OPENING = 60
# How many of the lines must stand apart, and how many go on with the sentence above.
_APART = 0.95
_GOING_ON = 0.06


def single_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """Answer the lines, without the blank ones between them where every line has one.

    What was a blank line then is three. A paragraph to a line is told from that by its sentences:
    they end where their lines end.
    """
    opening = lines[:_OPENING]
    if 4 * sum(1 for a, b in pairwise(opening) if a.text and b.text) > len(opening):
        return lines
    filled = [at for at, line in enumerate(lines) if line.text]
    if len(filled) < _FEWEST or 2 * len(filled) > len(lines) + 2:
        return lines
    gaps = [below - above - 1 for above, below in pairwise(filled)]
    apart = sum(gap % 2 for gap in gaps)
    going_on = sum(_goes_on(lines[a].text, lines[b].text) for a, b in pairwise(filled))
    if apart < _APART * len(gaps) or going_on < _GOING_ON * len(filled):
        return lines
    return tuple(_closed(lines, filled, gaps))


def _goes_on(above: str, text: str) -> bool:
    """Answer whether a line goes on with a sentence; the clauses of a list stand one to a line."""
    is_clause = text.startswith("att ") or above[-1] in ".:;,"
    return text[0].islower() and not is_clause


def _closed(lines: Sequence[Line], filled: Sequence[int], gaps: Sequence[int]) -> Iterator[Line]:
    for at, gap in zip(filled, [*gaps, 0], strict=True):
        yield lines[at]
        yield from lines[at + 1 : at + 1 + gap // 2]
