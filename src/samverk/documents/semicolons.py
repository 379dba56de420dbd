"""Rows as CSV that a Swedish spreadsheet opens: semicolons, marked as UTF-8, and never a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from samverk.documents.xlsx import Cell

MEDIA_TYPE = "text/csv; charset=utf-8"
# What a spreadsheet takes for a formula when a cell begins with it
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_csv(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Write a head and its rows; what somebody typed is text there whatever it begins with."""
    stored = StringIO()
    written = csv.writer(stored, delimiter=";")
    written.writerow(head)
    for row in rows:
        written.writerow([_harmless(cell) for cell in row])
    return stored.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
