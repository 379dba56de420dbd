"""Reads the cells of an Excel file's first sheet with what they are: day, number, formula, merged.

A register is read from it, so what `read_xlsx` smooths over (a formula's last value, the empty cells of
merged ones) is told here, for a rule to refuse by row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart, serve
from samverk.documents.xlsx_reading import (
    MEMORY,
    MOST_COLUMNS,
    TooLargeSheetError,
    UnreadableSheetError,
)
from samverk.rules.unexecuted.import_cells import Cell, CellKind

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

MOST_ROWS = 25_000
MOST_MERGED = 100_000
Line = tuple[int, tuple[Cell, ...]]
_CHUNK = 1024**2
_SEAM = 500
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


def read_kinds(content: bytes) -> tuple[Line, ...]:
    """Read the first sheet's filled lines, each with its number in the sheet.

    Raises TooLargeSheetError over MOST_ROWS filled or MOST_MERGED merged cells, and UnreadableSheetError.
    """
    try:
        lines = read_apart("samverk.documents.xlsx_kinds", content)
    except TooMuchError as fault:
        raise TooLargeSheetError from fault
    except BoundedError as fault:
        raise UnreadableSheetError from fault
    return tuple(
        (number, tuple(Cell(text, CellKind(kind)) for text, kind in cells))
        for number, cells in lines
    )


def _lines(content: bytes) -> list[tuple[int, list[tuple[str, str]]]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    merged = _merged(content, sheet._worksheet_path)
    found: list[tuple[int, list[tuple[str, str]]]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        cells = [_told(cell) for cell in row]
        # Each row comes filled out to MOST_COLUMNS
        while cells and not cells[-1][0]:
            cells.pop()
        if not cells:
            continue
        if len(found) >= MOST_ROWS:
            raise TooMuchError
        # The sheet keeps a merged cell's text in the first of them, and the row may end before the last
        width = max([len(cells), *(merged.get(number, ()))])
        cells += [("", CellKind.TEXT.value)] * (width - len(cells))
        for column in merged.get(number, ()):
            cells[column - 1] = (cells[column - 1][0], CellKind.MERGED.value)
        found.append((number, cells))
    return found


def _told(cell: ReadOnlyCell) -> tuple[str, str]:
    value, kind = cell.value, CellKind.TEXT
    if value is None:
        text = ""
    elif cell.data_type == "f":
        text, kind = "formel", CellKind.FORMULA
    elif isinstance(value, datetime) and value.time() == time():
        text, kind = value.date().isoformat(), CellKind.DAY
    elif isinstance(value, bool):
        text = "ja" if value else "nej"
    elif isinstance(value, int | float):
        text = repr(int(value)) if value == int(value) else repr(value)
        kind = CellKind.NUMBER
    else:
        text = str(value).strip()
    return text, kind.value


def _merged(content: bytes, path: str) -> dict[int, set[int]]:
    """Give the columns of merged cells by row: openpyxl leaves them out when it reads row by row."""
    from openpyxl.utils import range_boundaries

    found: dict[int, set[int]] = {}
    count = 0
    for ref in _references(content, path):
        left, top, right, bottom = range_boundaries(ref)
        right = min(right, MOST_COLUMNS)
        count += max(0, bottom - top + 1) * max(0, right - left + 1)
        if count > MOST_MERGED:
            raise TooMuchError
        for row in range(top, bottom + 1):
            found.setdefault(row, set()).update(range(left, right + 1))
    return found


def _references(content: bytes, path: str) -> Iterator[str]:
    """Find what is merged in the sheet's own text, a piece at a time; what is typed has no "<" there."""
    with ZipFile(BytesIO(content)) as packed, packed.open(path.lstrip("/")) as opened:
        kept = b""
        while piece := opened.read(_CHUNK):
            text = kept + piece
            end = 0
            for each in _MERGED.finditer(text):
                end = each.end()
                yield each[1].decode()
            # One may stand across two pieces, and none is found twice
            kept = text[max(end, len(text) - _SEAM) :]


if __name__ == "__main__":
    serve(_lines, MEMORY)
