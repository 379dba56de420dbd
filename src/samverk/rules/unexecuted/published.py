"""A published table of unexecuted decisions (publicerad tabell), read so that it can be checked.

Two forms are in use: rows by type or board with numbers and mean days for women and men, and rows of
lists with a number for each quarter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.unexecuted.published_cells import (
    TableFaultError,
    is_error,
    is_filled,
    is_number,
    number_in,
    quarter_in,
    years_in,
)
from samverk.rules.unexecuted.quarters import Quarter

TOTAL = frozenset({"summa", "total", "totalt", "samtliga", "alla", "summor", "totalsumma", "t"})
_DAYS = re.compile(r"dag|väntetid|medel|genomsnitt", re.IGNORECASE)
_DAY_WORDS = re.compile(r"\b(?:genomsnittligt?|medel\w*|dagar|väntetid)\b", re.IGNORECASE)
_COUNT = re.compile(r"\bantal\b|\bst\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\bandel|procent|%|läng|kortast|median|\bmax|\bmin\b|kostnad|\bkr\b|kommentar|\bskäl|anmärk",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"varav\b", re.IGNORECASE)
_INTERRUPTED = re.compile(r"varav.*avbr", re.IGNORECASE)
_LISTS = (
    ("B", re.compile(r"avbr", re.IGNORECASE)),
    (
        "C",
        re.compile(r"tidigare rapporterat|tidigare rapporterad|som nu|^verkställda", re.IGNORECASE),
    ),
    ("A", re.compile(r"ej verkställ|inte verkställ|inom tre månader", re.IGNORECASE)),
)


class Measure(StrEnum):
    """What a column counts (mått)."""

    COUNT = "count"
    DAYS = "days"
    # Shares and the longest wait: no sum and no mean is made of them
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column (kolumn): its heading, what it counts, and of whom; ``part`` is "" for the total."""

    heading: str
    measure: Measure
    part: str
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row (rad): its label and a number for each column, None where nothing stands."""

    label: str
    numbers: tuple[float | None, ...]
    is_total: bool = False
    is_interrupted: bool = False
    list: str = ""

    @property
    def is_of_which(self) -> bool:
        """Answer whether it tells of some that another row has counted."""
        return _OF_WHICH.match(self.label) is not None


@dataclass(frozen=True, slots=True)
class Published:
    """The table as read (tabell)."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def parts(self) -> tuple[Line, ...]:
        """The rows that the total row sums."""
        return tuple(
            one for one in self.lines if not (one.is_total or one.is_interrupted or one.is_of_which)
        )

    @property
    def total(self) -> Line | None:
        """The row of sums; None when there is none."""
        return next((one for one in self.lines if one.is_total), None)

    @property
    def interrupted(self) -> Line | None:
        """The row of those that were interrupted, of all."""
        return next((one for one in self.lines if one.is_interrupted), None)

    def at(self, measure: Measure) -> list[tuple[int, Column]]:
        """List the columns of a measure with their places."""
        return [(nth, one) for nth, one in enumerate(self.columns) if one.measure is measure]


def read_published(rows: Sequence[tuple[int, Sequence[str]]], year: int | None = None) -> Published:
    """Read rows of cells: rows of headings, then a label and numbers. Raises TableFaultError.

    ``year`` is of quarters whose heading says none; without it, the one year that a title says.
    """
    filled = _without_margin(rows)
    body = next(
        (nth for nth, (_, cells) in enumerate(filled) if any(map(is_number, cells[1:]))), None
    )
    _check_errors(filled)
    if not body:
        raise TableFaultError(
            "Tabellen ska ha rubriker i första raden, namn i första kolumnen och siffror i de andra."
        )
    # Excel has columns without end: the table is as wide as what is filled in
    width = max(nth + 1 for _, cells in filled for nth, cell in enumerate(cells) if cell)
    above = [cells for _, cells in filled[:body]]
    years = {one for cells in above for one in years_in(cells[0])}
    told = year or (years.pop() if len(years) == 1 else None)
    columns = tuple(_column(one, told) for one in _headings(above, width)[1:])
    _check_one_table(filled[body:])
    # A row of a list may be empty throughout and is then a row all the same
    lines = tuple(_line(at, cells, columns) for at, cells in filled[body:])
    return Published(columns, lines)


def _without_margin(rows: Sequence[tuple[int, Sequence[str]]]) -> list[tuple[int, list[str]]]:
    """Leave out empty rows, and the empty columns to the left of the table."""
    filled = [
        (at, [cell.strip() for cell in cells]) for at, cells in rows if any(map(str.strip, cells))
    ]
    first = min(
        (next(nth for nth, cell in enumerate(cells) if cell) for _, cells in filled), default=0
    )
    return [(at, cells[first:]) for at, cells in filled]


def _check_errors(filled: list[tuple[int, list[str]]]) -> None:
    """Refuse a sheet's own errors wherever they stand. Raises TableFaultError."""
    for at, cells in filled:
        for nth, cell in enumerate(cells, 1):
            if is_error(cell):
                number_in(cell, f"Rad {at}, kolumn {nth}")


def _check_one_table(body: list[tuple[int, list[str]]]) -> None:
    """Refuse what holds more than one table: headings again, or a second sum. Raises TableFaultError."""
    totals = [at for at, cells in body if _is_total(cells[0])]
    if len(totals) > 1:
        raise TableFaultError(
            f"Rad {totals[0]} och rad {totals[1]} är båda summarader. Spara varje tabell i en fil för sig."
        )
    # The last row may be a remark, split by its own commas
    for at, cells in body[:-1]:
        words = [cell for cell in cells[1:] if is_filled(cell)]
        if len(words) > 1 and not any(any(map(str.isdigit, one)) for one in words):
            raise TableFaultError(
                f"Rad {at} ser ut som rubriker till en tabell till. Spara varje tabell i en fil för sig."
            )


def _headings(rows: list[list[str]], width: int) -> list[str]:
    """Join the rows of headings; a merged cell stands over the empty ones to the right of it.

    What stands in the first column is a title, or heads the labels: it stands over nothing else.
    """
    joined = [""] * width
    for nth, cells in enumerate(rows):
        last = ""
        for place in range(1, width):
            text = cells[place] if place < len(cells) else ""
            last = text or (last if nth < len(rows) - 1 else "")
            joined[place] = f"{joined[place]} {last}".strip()
    return joined


def _column(heading: str, year: int | None) -> Column:
    measure = Measure.DAYS if _DAYS.search(heading) else Measure.COUNT
    if _OTHER.search(heading):
        measure = Measure.OTHER
    rest = _COUNT.sub("", _DAY_WORDS.sub("", heading))
    part = " ".join(rest.split()).casefold()
    return Column(
        heading, measure, "" if part in TOTAL or not part else part, quarter_in(heading, year)
    )


def _is_total(label: str) -> bool:
    return label.rstrip(" :").casefold() in TOTAL


def _line(at: int, cells: Sequence[str], columns: tuple[Column, ...]) -> Line:
    label = cells[0]
    given = [*cells[1:], *[""] * len(columns)][: len(columns)]
    numbers = tuple(
        None
        if column.measure is Measure.OTHER
        else number_in(cell, f"Rad {at}, {column.heading or 'utan rubrik'}")
        for cell, column in zip(given, columns, strict=True)
    )
    kind = next((name for name, pattern in _LISTS if pattern.search(label)), "")
    interrupted = _INTERRUPTED.match(label) is not None
    return Line(label, numbers, _is_total(label), interrupted, kind)
