"""Columns of running text set one below the other, as they are read.

The file's own order tells them from a table: it prints a column to its end before the next,
and then begins higher up on the page, beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from samverk.intake.reading.source.page_words import Word, moved

_LINES = 3
_WORDS = 2.5
_MOST_COLUMNS = 12


class _Line(NamedTuple):
    """Words printed after each other on one line: from where to where, and which."""

    left: float
    right: float
    base: float
    height: float
    first: int
    last: int


class _Spread(NamedTuple):
    """Two columns side by side."""

    left: Sequence[_Line]
    right: Sequence[_Line]


def unfolded(words: list[Word]) -> list[Word]:
    """Answer the words with each column of running text moved below the one before it."""
    start = 0
    for _ in range(_MOST_COLUMNS):
        lines = _lines(words)
        found = _spread(lines, start)
        if found is None:
            return words
        words = _moved_below(words, found)
        start = next(i for i, line in enumerate(lines) if line.first >= found.right[0].first) + 1
    return words


def _lines(words: Sequence[Word]) -> list[_Line]:
    lines: list[_Line] = []
    first = 0
    for index in range(1, len(words) + 1):
        if index < len(words) and _is_same_line(words[index - 1], words[index]):
            continue
        part = words[first:index]
        height = max(w.height for w in part)
        right = max(w.right for w in part)
        lines.append(_Line(part[0].left, right, part[0].base, height, first, index))
        first = index
    return lines


def _is_same_line(last: Word, word: Word) -> bool:
    height = max(last.height, word.height)
    return abs(last.base - word.base) <= 0.35 * height and word.left > last.left


def _spread(lines: Sequence[_Line], start: int) -> _Spread | None:
    for index in range(max(start, _LINES), len(lines) - _LINES + 1):
        line, above = lines[index], lines[index - 1]
        if line.base - above.base < 1.5 * line.height or line.left <= above.right:
            continue
        left, right = _before(lines, index), _after(lines, index)
        if _is_running(left) and _is_running(right) and _are_beside(left, right):
            return _Spread(left, right)
    return None


def _before(lines: Sequence[_Line], index: int) -> Sequence[_Line]:
    """Answer the lines that go down to ``index`` and end to the left of it."""
    first = index - 1
    while first > 0 and lines[first - 1].base > lines[first].base:
        above = lines[first - 1]
        if above.right >= lines[index].left or above.base > lines[index].base + 3 * above.height:
            break
        first -= 1
    return lines[first:index]


def _after(lines: Sequence[_Line], index: int) -> Sequence[_Line]:
    """Answer the lines that go down from ``index`` and begin no farther to the left."""
    edge = lines[index - 1].right
    last = index + 1
    while last < len(lines) and lines[last].base < lines[last - 1].base:
        if lines[last].left < max(edge, lines[index].left - 2 * lines[index].height):
            break
        last += 1
    return lines[index:last]


def _is_running(column: Sequence[_Line]) -> bool:
    words = sum(line.last - line.first for line in column)
    return len(column) >= _LINES and words >= _WORDS * len(column)


def _are_beside(left: Sequence[_Line], right: Sequence[_Line]) -> bool:
    """Answer whether two columns stand at one height, with room between them."""
    if max(line.right for line in left) >= min(line.left for line in right):
        return False
    shared = min(left[0].base, right[0].base) - max(left[-1].base, right[-1].base)
    lowest = min(left[0].base - left[-1].base, right[0].base - right[-1].base)
    return shared > 0.5 * lowest


def _moved_below(words: Sequence[Word], spread: _Spread) -> list[Word]:
    left, right = spread
    steps = sorted(a.base - b.base for a, b in pairwise(left))
    step = steps[len(steps) // 2]
    if _ends_block(words, left):
        step *= 2
    down = left[-1].base - step - right[0].base
    aside = min(line.left for line in left) - min(line.left for line in right)
    # What stands below both columns makes room for the one that has been moved.
    floor = min(left[-1].base, right[-1].base)
    room = right[-1].base + down - floor
    first, last = right[0].first, right[-1].last
    return [
        moved(word, aside, down)
        if first <= index < last
        else moved(word, 0.0, room if word.base < floor - 0.1 else 0.0)
        for index, word in enumerate(words)
    ]


def _ends_block(words: Sequence[Word], column: Sequence[_Line]) -> bool:
    """Answer whether a column's last line ends a paragraph: a sentence's end on a short line."""
    last, edge = column[-1], max(line.right for line in column)
    is_short = edge - last.right > 0.1 * (edge - min(line.left for line in column))
    return is_short and words[last.last - 1].text[-1] in ".:!?"
