"""Words with their places to lines of text: rows in reading order, columns apart.

A wide gap becomes blanks in proportion, so a cross in a voting list stays under its column.
Columns of running text are read one after the other; a table is read row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from samverk.intake.reading.source.page_words import Word

Row = list[Word]

# In widths of a sign: a gap this wide parts two cells, where a justified line's blanks do not.
_CELL_GAP = 1.9
_JUSTIFIED_GAP = 3.5
# Columns of text are told from tables by their length and by many words on a line.
_COLUMN_ROWS = 5
_COLUMN_WORDS = 2.5
_MOST_ROWS = 400
_TRIM = 8


def laid_out(words: Sequence[Word]) -> Iterator[str]:
    """Yield a page's lines from top to bottom; an empty one stands for a gap between blocks."""
    width = _sign_width(words)
    rows = _in_reading_order(_rows(words), width)
    margin = min(row[0].left for row in rows)
    step = _widest_line_step(rows)
    # The scale leaves every cell room for the text before it, so columns stay straight.
    scale = _scale(rows, margin, width)
    above: float | None = None
    for row in rows:
        base = _base(row)
        if above is not None and not 0 <= above - base <= step:
            yield ""
        yield _row_text(row, margin, width, scale)
        above = base


def _base(row: Row) -> float:
    """Answer where a row stands: on the line of its largest word."""
    return max(row, key=lambda word: word.height).base


def _rows(words: Sequence[Word]) -> list[Row]:
    """Gather words that stand on one line, raised and lowered signs with the rest."""
    rows: list[Row] = []
    largest: Word | None = None
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if largest is not None and largest.base - word.base <= 0.35 * max(
            largest.height, word.height
        ):
            rows[-1].append(word)
            largest = max(largest, word, key=lambda w: w.height)
        else:
            rows.append([word])
            largest = word
    return [sorted(row, key=lambda w: (w.left, w.order)) for row in rows]


def _sign_width(words: Sequence[Word]) -> float:
    """Answer how wide a sign is on this page, in the middle of its words."""
    widths = sorted((word.right - word.left) / len(word.text) for word in words)
    return max(widths[len(widths) // 2], 0.5)


def _widest_line_step(rows: Sequence[Row]) -> float:
    """Answer how far apart two lines of one paragraph stand at most on this page.

    The page's own close lines decide, so that wide spacing is not taken for paragraphs; a
    page of a few lines is judged by the height of its signs.
    """
    steps = sorted(step for a, b in pairwise(rows) if (step := _base(a) - _base(b)) > 0)
    if len(steps) < 4:
        return 2.0 * max(word.height for row in rows for word in row)
    return 1.4 * steps[len(steps) // 4]


def _cells(row: Row, width: float) -> list[Row]:
    """Cut a row at its wide gaps."""
    gaps = [b.left - a.right for a, b in pairwise(row)]
    widest = _CELL_GAP * width
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


def _scale(rows: Sequence[Row], margin: float, width: float) -> float:
    """Answer how many points a sign stands for, so that no cell is pushed aside by text."""
    scale = width
    for row in rows:
        length = 0
        for cell in _cells(row, width):
            if length:
                scale = min(scale, (cell[0].left - margin) / (length + 3))
            length = max(length + 3, round((cell[0].left - margin) / width)) if length else 0
            length += len(_joined(cell, width))
    return max(scale, 0.4 * width)


def _row_text(row: Row, margin: float, width: float, scale: float) -> str:
    text = ""
    for cell in _cells(row, width):
        column = round((cell[0].left - margin) / scale)
        text += " " * max(column - len(text), 3 if text else 0) + _joined(cell, width)
    return text


def _joined(cell: Row, width: float) -> str:
    """Join a cell's words: with a blank, but for one word that only its place has cut in two."""
    text = cell[0].text
    for last, word in pairwise(cell):
        is_same = word.order == last.order + 1 and not word.is_apart
        blank = "" if is_same and word.left - last.right < 0.3 * width else " "
        text += blank + word.text
    return text


def _in_reading_order(rows: list[Row], width: float) -> list[Row]:
    """Put columns of running text one after the other."""
    if len(rows) > _MOST_ROWS:
        return rows
    found = _column_band(rows, width)
    if found is None:
        return rows
    first, last, edge = found
    band = rows[first:last]
    left = [side for row in band if (side := [w for w in row if w.left < edge])]
    right = [side for row in band if (side := [w for w in row if w.left >= edge])]
    return [
        *_in_reading_order(rows[:first], width),
        *_in_reading_order(left, width),
        *_in_reading_order(right, width),
        *_in_reading_order(rows[last:], width),
    ]


def _column_band(rows: Sequence[Row], width: float) -> tuple[int, int, float] | None:
    """Find rows set in columns: first and last row, and where the right column begins.

    The file's own order tells: it prints a column to its end before the next, a table's rows
    one by one.
    """
    starts = Counter(
        round(cell[0].left) for row in rows for cell in _cells(row, width)[1:]
    ).most_common(4)
    for left, count in starts:
        if count < _COLUMN_ROWS:
            break
        edge = left - 2.0
        for first, last in _uncrossed(rows, edge):
            if trimmed := _trimmed(rows, first, last, edge):
                return (*trimmed, edge)
    return None


def _uncrossed(rows: Sequence[Row], edge: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows in which no word or blank between words lies over ``edge``."""
    first = 0
    for index, row in enumerate(rows):
        if any(word.left < edge < word.right for word in row):
            if index - first >= _COLUMN_ROWS:
                yield first, index
            first = index + 1
    if len(rows) - first >= _COLUMN_ROWS:
        yield first, len(rows)


def _trimmed(rows: Sequence[Row], first: int, last: int, edge: float) -> tuple[int, int] | None:
    """Leave page header and footer out of a run of rows, until it is columns or too short."""
    for cut in range(2 * _TRIM):
        for above in range(min(cut, _TRIM) + 1):
            below = cut - above
            if below > _TRIM or last - below - first - above < _COLUMN_ROWS:
                continue
            if _is_columns(rows[first + above : last - below], edge):
                return first + above, last - below
    return None


def _is_columns(band: Sequence[Row], edge: float) -> bool:
    left = [word for row in band for word in row if word.left < edge]
    right = [word for row in band for word in row if word.left >= edge]
    if not left or not right:
        return False
    if max(w.order for w in left) > min(w.order for w in right):
        return False
    return all(_is_running(band, side) for side in (left, right))


def _is_running(band: Sequence[Row], side: Sequence[Word]) -> bool:
    orders = {word.order for word in side}
    rows = sum(1 for row in band if any(word.order in orders for word in row))
    return rows >= _COLUMN_ROWS and len(side) / rows >= _COLUMN_WORDS
