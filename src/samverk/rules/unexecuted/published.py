"""A published table of unexecuted decisions (publicerad tabell), read so that it can be checked.

Two forms are in use: rows by type or board with numbers and mean days for women and men, and rows of
lists with a number for each quarter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.unexecuted.quarters import Quarter

TOTAL = frozenset({"summa", "total", "totalt", "samtliga", "alla", "summor", "totalsumma", "t"})
_DAYS = re.compile(r"dag|väntetid|medel|genomsnitt", re.IGNORECASE)
_DAY_WORDS = re.compile(r"\b(?:genomsnittligt?|medel\w*|dagar|väntetid)\b", re.IGNORECASE)
_COUNT = re.compile(r"\bantal\b|\bst\b", re.IGNORECASE)
_INTERRUPTED = re.compile(r"varav.*avbr", re.IGNORECASE)
_LISTS = (
    ("B", re.compile(r"avbr", re.IGNORECASE)),
    (
        "C",
        re.compile(r"tidigare rapporterat|tidigare rapporterad|som nu|^verkställda", re.IGNORECASE),
    ),
    ("A", re.compile(r"ej verkställ|inte verkställ|inom tre månader", re.IGNORECASE)),
)
_QUARTER = re.compile(r"(?:q|kv\.?|kvartal)\s*([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_EMPTY = frozenset({"", "-", "–", "—"})
_UNIT = re.compile(r"\s*(?:st|dagar|dgr)\.?$", re.IGNORECASE)


class Measure(StrEnum):
    """What a column counts (mått)."""

    COUNT = "count"
    DAYS = "days"


class TableFaultError(ValueError):
    """The file is no table of unexecuted decisions; the text says in Swedish where and what to do."""


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


@dataclass(frozen=True, slots=True)
class Published:
    """The table as read (tabell)."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def parts(self) -> tuple[Line, ...]:
        """The rows that the total row sums."""
        return tuple(one for one in self.lines if not (one.is_total or one.is_interrupted))

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
    """Read rows of cells: one or two rows of headings, then a label and numbers. Raises TableFaultError.

    ``year`` is of quarters whose heading says none.
    """
    filled = [
        (at, [cell.strip() for cell in cells]) for at, cells in rows if any(map(str.strip, cells))
    ]
    body = next(
        (nth for nth, (_, cells) in enumerate(filled) if any(map(_is_number, cells[1:]))), None
    )
    if not body:
        raise TableFaultError(
            "Tabellen ska ha rubriker i första raden, namn i första kolumnen och siffror i de andra."
        )
    # Excel has columns without end: the table is as wide as what is filled in
    width = max(nth + 1 for _, cells in filled for nth, cell in enumerate(cells) if cell)
    headings = _headings([cells for _, cells in filled[:body]], width)
    columns = tuple(_column(one, year) for one in headings[1:])
    # A row of a list may be empty throughout and is then a row all the same
    lines = tuple(_line(at, cells, columns) for at, cells in filled[body:])
    return Published(columns, lines)


def _headings(rows: list[list[str]], width: int) -> list[str]:
    """Join the rows of headings; a merged cell stands over the empty ones to the right of it."""
    joined = [""] * width
    for nth, cells in enumerate(rows):
        last = ""
        for place in range(width):
            text = cells[place] if place < len(cells) else ""
            last = text or (last if nth < len(rows) - 1 else "")
            joined[place] = f"{joined[place]} {last}".strip()
    return joined


def _column(heading: str, year: int | None) -> Column:
    measure = Measure.DAYS if _DAYS.search(heading) else Measure.COUNT
    quarter = _quarter(heading, year)
    rest = _COUNT.sub(
        "",
        re.sub(
            r"\b(?:genomsnittligt|genomsnittlig|medel\w*|dagar|väntetid)\b",
            "",
            heading,
            flags=re.IGNORECASE,
        ),
    )
    part = " ".join(rest.split()).casefold()
    return Column(heading, measure, "" if part in TOTAL or not part else part, quarter)


def _quarter(heading: str, year: int | None) -> Quarter | None:
    number, said = _QUARTER.search(heading), _YEAR.search(heading)
    told = int(said[1]) if said else year
    return Quarter(told, int(number[1])) if number and told else None


def _line(at: int, cells: Sequence[str], columns: tuple[Column, ...]) -> Line:
    label = cells[0]
    given = [*cells[1:], *[""] * len(columns)][: len(columns)]
    numbers = tuple(
        _number(cell, f"Rad {at}, {column.heading or 'utan rubrik'}")
        for cell, column in zip(given, columns, strict=True)
    )
    interrupted = _INTERRUPTED.match(label) is not None
    kind = next((name for name, pattern in _LISTS if pattern.search(label)), "")
    return Line(label, numbers, label.rstrip(":").casefold() in TOTAL, interrupted, kind)


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(_plain(cell)))


def _number(cell: str, place: str) -> float | None:
    text = _plain(cell)
    if text in _EMPTY:
        return None
    if not _NUMBER.fullmatch(text):
        raise TableFaultError(f"{place}: ”{cell[:40]}” är inget tal. Skriv det med siffror.")
    return float(text.replace(",", "."))


def _plain(cell: str) -> str:
    return _UNIT.sub("", re.sub(r"(?<=\d)[\s\N{NO-BREAK SPACE}](?=\d{3})", "", cell.strip()))
