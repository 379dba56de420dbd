"""Rows of cells to tables: which column a cell stands in, and cells that run over lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samverk.intake.reading.source.page_columns import Column, heading, met, placed, widened
from samverk.intake.reading.source.page_headings import with_headings
from samverk.intake.reading.source.page_rows import Row, cells_of, joined, largest, loose_cells

_COLUMNS = 3
_ROWS = 3
# A run of so many rows in two columns is no table of three.
_TRIED = 40
# Rows under a page's header where a table may go on.
_TOP = 8
# In heights of a sign: cells of several lines, set to the middle of each other, stand this near.
_HALF_LINE = 0.75
# In rows: how near by the next § of a list stands, below a cell of several lines.
_NEXT_SIGN = 3
_HANGING = ("och ", "samt ", "eller ", "respektive ")


@dataclass(slots=True)
class Table:
    """Rows of a page that share columns, from row ``first`` to before ``last``."""

    first: int
    last: int
    columns: list[Column]
    rows: list[list[Row]] = field(default_factory=list)


def tables_on(
    rows: Sequence[Row], width: float, known: Sequence[Column], repeated: frozenset[str]
) -> list[Table]:
    """Find a page's tables; ``known`` are the columns of one that may go on from above.

    ``repeated`` are the texts of the page before: what it prints too is a header, no row.
    """
    found: list[Table] = []
    index = 0
    while index < len(rows):
        table = None
        if len(loose_cells(rows[index], width)) > 1:
            is_next = index < _TOP and not found and joined(rows[index], width) not in repeated
            table = _going_on(rows, index, known if is_next else (), width)
            table = table or _new(rows, index, width)
        if table is None:
            index += 1
            continue
        if table.first > (found[-1].last if found else 0):
            _take_above(rows, table, width)
        table.columns = with_headings(table.columns, table.rows)
        found.append(table)
        index = table.last
    return found


def _going_on(
    rows: Sequence[Row], first: int, known: Sequence[Column], width: float
) -> Table | None:
    """Answer the rows that stand in columns known already."""
    lines: list[list[Row]] = []
    for index in range(first, len(rows)):
        if (lines and not _is_near(rows, index)) or _opens_paragraph(rows, index):
            break
        cells = placed(known, rows[index], width, is_narrow=bool(lines))
        if cells is None or (not lines and met(known, cells[0]) != [0]):
            break
        lines.append(cells)
    table = _table(first, list(known), lines)
    return table if table.rows else None


def _new(rows: Sequence[Row], first: int, width: float) -> Table | None:
    """Answer the table that begins in a row, if it has rows and columns enough."""
    columns: list[Column] = []
    lines: list[list[Row]] = []
    for index in range(first, len(rows)):
        if lines and (not _is_near(rows, index) or _opens_paragraph(rows, index)):
            break
        cells, wider = _fitted(columns, rows[index], width)
        if wider is None or (len(lines) > _TRIED and len(wider) < _COLUMNS):
            break
        columns = wider
        lines.append(cells)
    table = _table(first, columns, lines)
    if len(columns) < _COLUMNS or sum(len(cells) > 1 for cells in table.rows) < _ROWS:
        return None
    return table


def _fitted(columns: list[Column], row: Row, width: float) -> tuple[list[Row], list[Column] | None]:
    """Answer a row's cells and the columns with them in; None where it fits no way."""
    for cells in (loose_cells(row, width), cells_of(row, width)):
        if (wider := widened(columns, cells)) is not None:
            return cells, wider
    known = placed(columns, row, width) if len(columns) >= _COLUMNS else None
    return (known, widened(columns, known)) if known else (cells, None)


def _table(first: int, columns: list[Column], lines: list[list[Row]]) -> Table:
    """Build a table; lines of one cell below its last row are left out."""
    while lines and len(lines[-1]) < 2:
        lines.pop()
    return Table(first, first + len(lines), columns, lines)


def _take_above(rows: Sequence[Row], table: Table, width: float) -> None:
    """Take in the line above that belongs to the table: its heading, or the top of a cell."""
    above, row = rows[table.first - 1], rows[table.first]
    step = largest(above).base - largest(row).base
    if 0 <= step < _HALF_LINE * largest(above).height and len(met(table.columns, above)) == 1:
        cells = [above]
    elif _is_near(rows, table.first) and (found := heading(table.columns, above, width)):
        cells = found
        table.columns = widened(table.columns, cells) or table.columns
    else:
        return
    table.first -= 1
    table.rows.insert(0, cells)


def _is_near(rows: Sequence[Row], index: int) -> bool:
    above, row = largest(rows[index - 1]), largest(rows[index])
    return 0 <= above.base - row.base < 2.6 * max(above.height, row.height)


def _opens_paragraph(rows: Sequence[Row], index: int) -> bool:
    """Answer whether a row opens a paragraph of the minutes: a list of them has several near by."""
    if not rows[index][0].text.startswith("§"):
        return False
    near = [*rows[max(0, index - _NEXT_SIGN) : index], *rows[index + 1 : index + 1 + _NEXT_SIGN]]
    return not any(row[0].text.startswith("§") for row in near)


def printed_rows(table: Table, width: float) -> list[dict[int, str]]:
    """Answer each row's texts by column, a cell of several lines as one text."""
    groups: list[list[list[Row]]] = []
    is_by_row = _is_by_row(table)
    for cells in table.rows:
        groups.append([cells])
        while len(groups) > 1 and is_by_row and _is_same_row(groups[-2], groups[-1]):
            last = groups.pop()
            groups[-1] += last
    whole: list[list[list[Row]]] = []
    for group in groups:
        if whole and is_by_row and _is_rest(table, whole[-1], group):
            whole[-1] += group
        else:
            whole.append(group)
    return [_texts(table, group, width) for group in whole]


def _is_by_row(table: Table) -> bool:
    """Answer whether the file prints row by row; one that prints by column tells no rows."""
    first = [w.order for cells in table.rows for c in cells if _at(table, c) == 0 for w in c]
    rest = [w.order for cells in table.rows for c in cells if _at(table, c) > 0 for w in c]
    return not first or not rest or max(first) > min(rest) or _is_one_row(table)


def _is_one_row(table: Table) -> bool:
    """Answer whether all lines stand closer than lines do: cells set to each other's middle."""
    tops = [largest(cells[0]) for cells in table.rows]
    return all(a.base - b.base < _HALF_LINE * a.height for a, b in pairwise(tops))


def _at(table: Table, cell: Row) -> int:
    return (met(table.columns, cell) or [0])[0]


def _is_same_row(above: Sequence[Sequence[Row]], below: Sequence[Sequence[Row]]) -> bool:
    """Answer whether lines go on with the row above: cells of several lines.

    The file then prints a cell to its end before the next, so the lines' words are mixed; or
    the cells stand half a line apart.
    """
    last = max(w.order for line in above for cell in line for w in cell)
    if last > min(w.order for line in below for cell in line for w in cell):
        return True
    return _step(above[-1], below[0]) < _HALF_LINE


def _is_rest(table: Table, above: Sequence[Sequence[Row]], group: Sequence[Sequence[Row]]) -> bool:
    """Answer whether a row only ends the one above: small letters, and no first cell."""
    cells = [cell for line in group for cell in line]
    texts = [cell[0].text for cell in cells]
    return (
        _step(above[-1], group[0]) < 1.3
        and all(_at(table, cell) > 0 for cell in cells)
        and all(len(text) > 1 and text[0].islower() for text in texts)
    )


def _step(above: Sequence[Row], cells: Sequence[Row]) -> float:
    """Answer how far apart two lines stand, in heights of their signs."""
    last, own = largest(above[0]), largest(cells[0])
    return (last.base - own.base) / max(last.height, own.height, 1.0)


def _texts(table: Table, group: Sequence[Sequence[Row]], width: float) -> dict[int, str]:
    texts: dict[int, str] = {}
    for cells in group:
        for cell in cells:
            column, text = _at(table, cell), joined(cell, width)
            texts[column] = _continued(texts[column], text) if column in texts else text
    return texts


def _continued(text: str, rest: str) -> str:
    if text.endswith("-") and rest[0].islower() and not rest.startswith(_HANGING):
        return text[:-1] + rest
    return f"{text} {rest}"
