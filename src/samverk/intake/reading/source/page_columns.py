"""The columns of a table on a page, and a row's words as cells of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samverk.intake.reading.source.page_rows import Row, cells_of, loose_cells

# In widths of a sign: a heading's words above narrow columns stand at least this far apart.
_NARROW_GAP = 1.1


class Column(NamedTuple):
    """From where to where a column's cells stand."""

    left: float
    right: float


def met(columns: Sequence[Column], cell: Row) -> list[int]:
    """Answer which columns a cell stands over."""
    left, right = cell[0].left, cell[-1].right
    return [i for i, c in enumerate(columns) if left < c.right and c.left < right]


def placed(
    columns: Sequence[Column], row: Row, width: float, *, is_narrow: bool = True
) -> list[Row] | None:
    """Answer a row's cells, each in one known column; None when it does not stand in them.

    In a narrow table a row may be cut at no gap at all, but not one of many words.
    """
    ways = [cells_of(row, width), loose_cells(row, width)]
    narrow = by_column(columns, row) if is_narrow else []
    if sum(map(len, narrow[1:])) <= 2 * len(narrow[1:]):
        ways.append(narrow)
    for cells in ways:
        places = [met(columns, cell) for cell in cells]
        if all(len(place) == 1 for place in places):
            first = [place[0] for place in places]
            if first and len(set(first)) == len(first):
                return cells
    return None


def by_column(columns: Sequence[Column], row: Row) -> list[Row]:
    """Cut a row where its words pass from one column to the next, however narrow the gap."""
    cells: list[Row] = []
    last: list[int] = []
    for word in row:
        here = met(columns, [word])
        if cells and here == last:
            cells[-1].append(word)
        else:
            cells.append([word])
        last = here
    return cells


def widened(columns: Sequence[Column], cells: Sequence[Row]) -> list[Column] | None:
    """Answer the columns with a row's cells in them; None when a cell lies over two."""
    found = list(columns)
    taken: set[int] = set()
    for cell in cells:
        here = met(columns, cell)
        if len(here) > 1 or taken & set(here):
            return None
        taken |= set(here)
        own = Column(cell[0].left, cell[-1].right)
        if here:
            old = columns[here[0]]
            found[here[0]] = Column(min(old.left, own.left), max(old.right, own.right))
        else:
            found.append(own)
    return sorted(found)


def heading(columns: Sequence[Column], row: Row, width: float) -> list[Row] | None:
    """Answer the cells of a line that heads columns: its words stand closer than the rows' cells.

    Each column has one, or but for the first one word each.
    """
    wide = cells_of(row, width, _NARROW_GAP)
    if (
        len(wide) > 1
        and sum(len(met(columns, c)) == 1 for c in wide) > 1
        and widened(columns, wide)
    ):
        return wide
    loose = loose_cells(row, width)
    if len(loose) == len(columns) and widened(columns, loose):
        return loose
    cells = placed(columns, row, width)
    if cells and len(cells) == len(columns) and all(len(cell) == 1 for cell in cells[1:]):
        return cells
    return None
