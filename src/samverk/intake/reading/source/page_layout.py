"""A page's words to lines of text: a wide gap as blanks in proportion, a table's cells by tabs.

So a cross in a voting list stays under its column, also where the list goes on overleaf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from samverk.intake.reading.source.page_columns import Column
from samverk.intake.reading.source.page_rows import (
    Row,
    cells_of,
    joined,
    largest,
    rows_of,
    sign_width,
)
from samverk.intake.reading.source.page_spread import unfolded
from samverk.intake.reading.source.page_tables import Table, printed_rows, tables_on
from samverk.intake.reading.source.page_words import Word


class Layout:
    """Lays out a document's pages in turn; what a page has settled holds on the next."""

    def __init__(self) -> None:
        self._margin = self._scale = self._width = 0.0
        self._columns: Sequence[Column] = ()
        self._texts: frozenset[str] = frozenset()

    def lines(self, words: list[Word]) -> Iterator[str]:
        """Yield a page's lines; an empty one stands for a gap between blocks."""
        width = sign_width(words)
        rows = rows_of(unfolded(words))
        self._settle(rows, width)
        tables = tables_on(rows, width, self._columns, self._texts)
        self._columns = tables[-1].columns if tables else ()
        self._texts = frozenset(joined(row, width) for row in rows)
        yield from self._printed(rows, tables, width)

    def _settle(self, rows: Sequence[Row], width: float) -> None:
        """Choose margin and scale anew only where those of the page before do not do."""
        margin = min(row[0].left for row in rows)
        scale = _scale(rows, margin, width)
        is_alike = abs(margin - self._margin) < width and abs(width - self._width) < 0.1 * width
        if not is_alike or scale < self._scale:
            self._margin, self._scale, self._width = margin, scale, width

    def _printed(self, rows: Sequence[Row], tables: Sequence[Table], width: float) -> Iterator[str]:
        step = _widest_line_step(rows)
        index = 0
        for table in [*tables, Table(len(rows), len(rows), [])]:
            for row in range(index, table.first):
                yield from _gap(rows, row, step)
                yield self._row(_heading_cells(rows, row, width))
            if table.rows:
                yield from _gap(rows, table.first, step)
                yield from (self._table_row(table, r) for r in printed_rows(table, width))
            index = table.last

    def _row(self, cells: Sequence[tuple[float, str]]) -> str:
        text = ""
        for left, words in cells:
            column = round((left - self._margin) / self._scale)
            text += " " * max(column - len(text), 3 if text else 0) + words
        return text

    def _table_row(self, table: Table, texts: dict[int, str]) -> str:
        line = ""
        for index, column in enumerate(table.columns):
            if index:
                start = round((column.left - self._margin) / self._scale)
                line = line.ljust(start - 1) + "\t"
            line += texts.get(index, "")
        return line


def _heading_cells(rows: Sequence[Row], index: int, width: float) -> list[tuple[float, str]]:
    """Answer where a row's cells begin and what they say.

    Above a lone cross each word heads a column, however near the next one stands.
    """
    cells = cells_of(rows[index], width)
    below = cells_of(rows[index + 1], width) if index + 1 < len(rows) else []
    if len(cells) > 1 and len(below) > 1 and len(joined(below[-1], width)) == 1:
        cells = [cells[0], *([word] for cell in cells[1:] for word in cell)]
    return [(cell[0].left, joined(cell, width)) for cell in cells]


def _gap(rows: Sequence[Row], index: int, step: float) -> Iterator[str]:
    if index and not 0 <= _step(rows[index - 1], rows[index]) <= step:
        yield ""


def _step(above: Row, row: Row) -> float:
    """Answer how far apart two rows stand, in heights of their signs."""
    upper, lower = largest(above), largest(row)
    return (upper.base - lower.base) / max(upper.height, lower.height, 1.0)


def _widest_line_step(rows: Sequence[Row]) -> float:
    """Answer how far apart two lines of one paragraph stand at most on this page.

    The page's own close lines decide, so that wide spacing is not taken for paragraphs; a
    page of a few lines is judged by the height of its signs.
    """
    steps = sorted(step for a, b in pairwise(rows) if (step := _step(a, b)) > 0)
    if len(steps) < 4:
        return 2.0
    return 1.4 * steps[len(steps) // 4]


def _scale(rows: Sequence[Row], margin: float, width: float) -> float:
    """Answer how many points a sign stands for, so that no cell is pushed aside by text."""
    scale = 0.75 * width
    for row in rows:
        cells = cells_of(row, width)
        length = 0
        for cell in cells:
            if length:
                scale = min(scale, (cell[0].left - margin) / (length + 3))
            length += len(joined(cell, width)) + 3
    return max(scale, 0.3 * width)
