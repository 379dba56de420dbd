"""Words with their places to rows in reading order: columns of running text one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from samverk.intake.reading.source.page_words import Before, Word, moved

Row = list[Word]

# In widths of a sign: a gap this wide parts two cells, where a justified line's blanks do not.
_CELL_GAP = 1.9
_JUSTIFIED_GAP = 3.5
# Columns of text are told from tables by their length and by many words on a line.
_COLUMN_ROWS = 5
_COLUMN_WORDS = 2.5
_MOST_ROWS = 400
_TRIM = 8


def rows_of(words: Sequence[Word], width: float) -> list[Row]:
    """Answer a page's rows in the order they are read."""
    return _in_reading_order(_rows(words), width)


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


def _rows(words: Sequence[Word]) -> list[Row]:
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
    aside = min(row[0].left for row in left) - min(row[0].left for row in right)
    right = [[moved(word, aside) for word in row] for row in right]
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
        round(cell[0].left) for row in rows for cell in cells_of(row, width)[1:]
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
    """Yield the runs of rows in which no word lies over ``edge``."""
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
    left = [[w for w in row if w.left < edge] for row in band]
    right = [[w for w in row if w.left >= edge] for row in band]
    last = max((w.order for row in left for w in row), default=0)
    first = min((w.order for row in right for w in row), default=0)
    return last < first and _is_running(left) and _is_running(right)


def _is_running(side: Sequence[Row]) -> bool:
    rows = sum(1 for row in side if row)
    return rows >= _COLUMN_ROWS and sum(map(len, side)) / rows >= _COLUMN_WORDS
