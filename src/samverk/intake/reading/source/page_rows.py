"""Words with their places to rows, and rows to cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from samverk.intake.reading.source.page_signs import Before
from samverk.intake.reading.source.page_words import Word

Row = list[Word]

# In widths of a sign: a gap this wide parts two cells, where a justified line's blanks do not.
_CELL_GAP = 1.9
_JUSTIFIED_GAP = 3.5


def sign_width(words: Sequence[Word]) -> float:
    """Answer how wide a sign is on this page, in the middle of its words."""
    widths = sorted((word.right - word.left) / len(word.text) for word in words)
    return max(widths[len(widths) // 2], 0.5)


def largest(row: Row) -> Word:
    """Answer the word that says where a row stands and how high it is."""
    return max(row, key=lambda word: word.height)


def cells_of(row: Row, width: float, least: float = _CELL_GAP) -> list[Row]:
    """Cut a row at its wide gaps, those over ``least`` widths of a sign."""
    gaps = [b.left - a.right for a, b in pairwise(row)]
    widest = least * width
    if len(gaps) > 2 and max(gaps) < min(_JUSTIFIED_GAP * width, 1.4 * min(gaps)):
        # All blanks alike: a line that is spread out to the margin.
        return [row]
    cells = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap > widest:
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def loose_cells(row: Row, width: float) -> list[Row]:
    """Cut a row at its wide gaps and wherever the file prints no blank between two words.

    Cells of a narrow table stand so; now and then two words of a sentence do.
    """
    cells: list[Row] = []
    for cell in cells_of(row, width):
        cells.append([cell[0]])
        for last, word in pairwise(cell):
            if word.before is Before.GAP and word.order == last.order + 1:
                cells.append([word])
            else:
                cells[-1].append(word)
    return cells


def joined(cell: Row, width: float) -> str:
    """Join a cell's words: with a blank, but for one word that only its place has cut in two."""
    text = cell[0].text
    for last, word in pairwise(cell):
        is_same = word.order == last.order + 1 and word.before is Before.NOTHING
        blank = "" if is_same and word.left - last.right < 0.3 * width else " "
        text += blank + word.text
    return text


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Gather words that stand on one line, raised and lowered signs with the rest."""
    rows: list[Row] = []
    highest: Word | None = None
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if highest is not None and highest.base - word.base <= 0.35 * max(
            highest.height, word.height
        ):
            rows[-1].append(word)
            highest = max(highest, word, key=lambda w: w.height)
        else:
            rows.append([word])
            highest = word
    return [sorted(row, key=lambda w: (w.left, w.order)) for row in rows]
