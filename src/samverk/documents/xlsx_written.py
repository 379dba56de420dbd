"""Reads an Excel file's first sheet as it is written: a formula is its text, and a day is ISO."""

from __future__ import annotations

from samverk.documents.bounded import BoundedError, TooMuchError, read_apart, serve
from samverk.documents.xlsx_reading import (
    MEMORY,
    TooLargeSheetError,
    UnreadableSheetError,
    cells_of,
)


def read_written(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Read the cells as text: formulas with their sign first, numbers as digits, "" for an empty one.

    Raises TooLargeSheetError, and UnreadableSheetError.
    """
    try:
        rows = read_apart("samverk.documents.xlsx_written", content)
    except TooMuchError as fault:
        raise TooLargeSheetError from fault
    except BoundedError as fault:
        raise UnreadableSheetError from fault
    return tuple(tuple(row) for row in rows)


def _cells(content: bytes) -> list[list[str]]:
    return cells_of(content, values=False)


if __name__ == "__main__":
    serve(_cells, MEMORY)
