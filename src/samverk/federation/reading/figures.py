"""Reads a claim's figures of a file or of lines: counts by days, or costs. All of it or nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from samverk.documents.xlsx_reading import TooLargeSheetError, UnreadableSheetError, read_xlsx
from samverk.federation.reading.counted import file_error
from samverk.federation.reading.money import ore_asked
from samverk.federation.reading.population import decoded
from samverk.foundation.errors import InputError
from samverk.rules.agreements.pricing import Cost, Counted
from samverk.rules.agreements.stretches import Span

T = TypeVar("T")
COUNTS = ("från", "till", "antal")
COSTS = ("kostnadsslag", "text", "belopp")
MOST_ROWS = 2_000
XLSX_MARK = b"PK"
SEPARATORS = (";", "\t")
# How a day of Excel is told in words
MIDNIGHT = " 00:00:00"
Row = tuple[int, Sequence[object]]


def read_counts(content: bytes) -> tuple[Counted, ...]:
    """Read rows of Från, Till and Antal. Raises InputError that names the row and column."""
    return tuple(_counted(number, row) for number, row in _rows(content, COUNTS))


def read_costs(content: bytes) -> tuple[Cost, ...]:
    """Read rows of Kostnadsslag, Text and Belopp. Raises InputError that names the row and column."""
    return tuple(_cost(number, row) for number, row in _rows(content, COSTS))


def costs_in(text: str) -> tuple[Cost, ...]:
    """Read a cost of each line, its parts set apart by semicolons. Raises InputError that names the row."""
    rows = csv.reader(text.splitlines(), delimiter=";")
    found = []
    for number, row in enumerate(rows, start=1):
        if any(cell.strip() for cell in row):
            found.append(_cost(number, _whole(number, row, COSTS)))
    return tuple(found)


def _rows(content: bytes, head: Sequence[str]) -> list[Row]:
    read = _of_workbook(content) if content.startswith(XLSX_MARK) else _of_text(content)
    if not read:
        raise InputError("Filen är tom. Inget har lästs in.", field="file")
    names = [str(cell or "").strip().casefold() for cell in read[0][1]]
    while names and not names[-1]:
        names.pop()
    if names != list(head):
        told = ", ".join(name.capitalize() for name in head)
        raise file_error("Rad 1", f"rubrikerna ska vara {told}.")
    rows = [(n, row) for n, row in read[1:] if any(str(c or "").strip() for c in row)]
    if not rows:
        raise InputError("Filen har inga rader under rubriken. Inget har lästs in.", field="file")
    return [(n, _whole(n, row, head)) for n, row in rows]


def _whole(number: int, row: Sequence[object], head: Sequence[str]) -> Sequence[object]:
    cells = list(row)
    while len(cells) > len(head) and not str(cells[-1] or "").strip():
        cells.pop()
    if len(cells) != len(head):
        told = ", ".join(name.capitalize() for name in head)
        raise file_error(f"Rad {number}", f"{len(cells)} kolumner, men det ska vara {told}.")
    return cells


def _of_text(content: bytes) -> list[Row]:
    text = decoded(content)
    separator = max(SEPARATORS, key=text.count)
    if text.count(",") > text.count(separator):
        separator = ","
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise InputError("Filen går inte att läsa som CSV. Spara om den.", field="file") from fault
    return _few(list(enumerate(rows, start=1)))


def _of_workbook(content: bytes) -> list[Row]:
    try:
        rows = read_xlsx(content)
    except TooLargeSheetError as fault:
        told = (
            f"Filen är för stor att läsa. Ha högst {MOST_ROWS} rader i första bladet, och inget annat."
            " Inget har lästs in."
        )
        raise InputError(told, field="file") from fault
    except UnreadableSheetError as fault:
        told = "Filen går inte att läsa som Excel. Spara om den som .xlsx. Inget har lästs in."
        raise InputError(told, field="file") from fault
    return _few(list(enumerate(rows, start=1)))


def _few(rows: list[Row]) -> list[Row]:
    if len(rows) > MOST_ROWS:
        raise InputError(f"Filen har fler än {MOST_ROWS} rader. Dela upp den.", field="file")
    return rows


def _counted(number: int, row: Sequence[object]) -> Counted:
    start, end, count = row
    first = _cell(number, "Från", start, _day)
    last = _cell(number, "Till", end, _day)
    if last < first:
        raise file_error(f"Rad {number}, kolumn Till", "dagen är före Från.")
    return Counted(Span(first, last), _cell(number, "Antal", count, _count))


def _cost(number: int, row: Sequence[object]) -> Cost:
    kind, text, amount = row
    return Cost(
        _cell(number, "Kostnadsslag", kind, _words),
        _cell(number, "Text", text, _words),
        _cell(number, "Belopp", amount, ore_asked),
    )


def _cell(number: int, column: str, value: object, read: Callable[[object], T]) -> T:
    try:
        return read(value)
    except ValueError as fault:
        raise file_error(f"Rad {number}, kolumn {column}", str(fault)) from fault


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value).strip().removesuffix(MIDNIGHT))
    except ValueError as fault:
        raise ValueError(f"{str(value)[:40]!r} är ingen dag. Skriv ÅÅÅÅ-MM-DD.") from fault


def _count(value: object) -> int:
    text = str(value).strip().replace(" ", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ValueError(f"{str(value)[:40]!r} är inget antal. Skriv ett heltal från 0.")
    return int(text)


def _words(value: object) -> str:
    text = str(value or "").strip()
    if not text:
        raise ValueError("Fyll i den.")
    return text[:200]
