"""Reads an Excel file's first sheet in a process of its own: bytes on stdin, JSON on stdout.

A parser meets what strangers made. Here it has little memory and time, no database and no secrets;
what it does wrong ends with the process. Formulas give the value that Excel last kept.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from io import BytesIO

SECONDS = 30
MEMORY = 500 * 1024**2
COPIES = 20
MOST_ROWS = 5_000
MOST_COLUMNS = 50
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class UnreadableSheetError(Exception):
    """The file is no Excel file that can be read here, or has more rows than a table of a year."""


def read_xlsx(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Read the cells of the first sheet as text, numbers with a decimal point; "" for an empty one.

    Raises UnreadableSheetError.
    """
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "samverk.documents.xlsx_reading"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableSheetError from fault
    if done.returncode != 0:
        raise UnreadableSheetError
    return tuple(tuple(row) for row in json.loads(done.stdout))


def main() -> None:
    """Bound this process, then read."""
    content = sys.stdin.buffer.read()
    for what, most in (
        (resource.RLIMIT_AS, MEMORY + COPIES * len(content)),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most_here = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most_here, most_here))
    json.dump(_cells(content), sys.stdout)


def _cells(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    found: list[list[str]] = []
    for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
        if len(found) >= MOST_ROWS:
            raise ValueError("too many rows")
        found.append([_text(cell) for cell in row])
    return found


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else str(cell).strip()


if __name__ == "__main__":
    main()
