"""Rows for a spreadsheet: no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

# What Excel, Calc and Sheets take for the beginning of a formula, or pass over before one
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(value: Any) -> Any:
    """Set an apostrophe before text that a spreadsheet would reckon with, as OWASP advises."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return value


def csv_of(fields: Sequence[str], lots: Iterable[Sequence[Sequence[Any]]]) -> Iterator[str]:
    """Write CSV (RFC 4180) a lot at a time, the names of the columns first."""
    yield _written([fields])
    for lot in lots:
        yield _written([[harmless(cell) for cell in row] for row in lot])


def _written(rows: Sequence[Sequence[Any]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    return sheet.getvalue()
