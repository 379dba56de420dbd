"""Reads an Excel file's first sheet, apart and bounded. Formulas give the value that Excel last kept."""

from __future__ import annotations

from io import BytesIO

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart, serve

MEMORY = 500 * 1024**2
MOST_ROWS = 5_000
MOST_COLUMNS = 50


class UnreadableSheetError(Exception):
    """The file is no Excel file that can be read here."""


class TooLargeSheetError(UnreadableSheetError):
    """The file has more rows than a table of a year, or takes too much time or memory to read."""


def read_xlsx(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Read the cells of the first sheet as text, numbers with a decimal point; "" for an empty one.

    Empty rows at the end are left out. Raises TooLargeSheetError, and UnreadableSheetError.
    """
    try:
        rows = read_apart("samverk.documents.xlsx_reading", content)
    except TooMuchError as fault:
        raise TooLargeSheetError from fault
    except BoundedError as fault:
        raise UnreadableSheetError from fault
    return tuple(tuple(row) for row in rows)


def _cells(content: bytes) -> list[list[str]]:
    return cells_of(content, values=True)


def cells_of(content: bytes, *, values: bool) -> list[list[str]]:
    """Give the cells of the first sheet: of formulas the ``values``, or else the formulas themselves."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)
    sheet = book.worksheets[0]
    # What the file says of its size may be wrong, and then rows would be lost without a word
    sheet.reset_dimensions()
    found: list[list[str]] = []
    empty = 0
    for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
        cells = [_text(cell) for cell in row]
        if not any(cells):
            # A sheet may go on with a million of them, and they cost nothing until one follows
            empty += 1
            continue
        if len(found) + empty >= MOST_ROWS:
            raise TooMuchError
        found += [[""] * len(cells) for _ in range(empty)]
        found.append(cells)
        empty = 0
    return found


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()


if __name__ == "__main__":
    serve(_cells, MEMORY)
