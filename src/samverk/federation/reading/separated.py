"""Reads a CSV file of populations: a row per municipality with a column per year, or a row per year."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from samverk.federation.reading.counted import (
    Counted,
    counts_people,
    file_error,
    people_in,
    region_in,
)
from samverk.federation.reading.pxweb import WHEN, WHERE
from samverk.foundation.errors import InputError

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)
SEPARATORS = (";", ",", "\t")
LEAST = 2


def read_separated(text: str, year: int) -> list[Counted]:
    """Read the populations of ``year``. Raises InputError that names the row and column."""
    rows = _rows(text)
    at = _head(rows)
    head = [cell.strip() for cell in rows[at]]
    names = [cell.casefold() for cell in head]
    where = next((i for i, name in enumerate(names) if name in WHERE), 0)
    when = next((i for i, name in enumerate(names) if name in WHEN), None)
    column = _figures(head, where, when, year)
    if not counts_people(head[column]):
        raise file_error(f"Kolumn {column + 1}, {head[column][:40]}", "det är inte folkmängd.")
    others = [i for i in range(len(head)) if _divides(head, i, (where, when))]
    _check_undivided(rows[at + 1 :], head, others)
    found = []
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(head):
            raise file_error(f"Rad {number}", f"{len(row)} kolumner, men rubriken har {len(head)}.")
        if when is not None and row[when].strip()[:4] != str(year):
            continue
        place = f"Rad {number}, kolumn {column + 1}"
        people, known = people_in(row[column], place), region_in(row[where])
        if known and people is not None:
            found.append(Counted(*known, people, place))
    return found


def _rows(text: str) -> list[list[str]]:
    """Split by the sign that is most common: Statistics Sweden's files have ; , or tabs."""
    separator = max(SEPARATORS, key=text.count)
    if not text.count(separator):
        raise InputError("Filen har inga kolumner: spara den som CSV eller JSON.", field="file")
    try:
        return list(csv.reader(text.splitlines(), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise InputError("Filen går inte att läsa som CSV. Spara om den.", field="file") from fault


def _head(rows: Sequence[Sequence[str]]) -> int:
    """Find the row of headings: a title may stand above it."""
    for number, row in enumerate(rows):
        if len(row) >= LEAST and any(cell.strip().casefold() in WHERE for cell in row):
            return number
    raise file_error("Ingen rad", "är rubrik med Region eller Kommun i en kolumn.")


def _figures(head: Sequence[str], where: int, when: int | None, year: int) -> int:
    """Choose the column of figures: that of the year, or with a column of years the last other one."""
    if when is not None:
        left = [i for i in range(len(head)) if i not in (where, when)]
        if not left:
            raise file_error("Rubriken", "ingen kolumn har folkmängd.")
        return left[-1]
    found = [i for i, name in enumerate(head) if str(year) in _YEAR.findall(name)]
    if len(found) != 1:
        told = "ingen kolumn" if not found else f"{len(found)} kolumner"
        raise file_error("Rubriken", f"{told} har år {year}.")
    return found[0]


def _divides(head: Sequence[str], column: int, known: tuple[int, int | None]) -> bool:
    """Answer whether a column divides the figures, as sex does: neither place, time nor figures."""
    if column in known or _YEAR.search(head[column]):
        return False
    return known[1] is None or column != len(head) - 1


def _check_undivided(
    rows: Sequence[Sequence[str]], head: Sequence[str], columns: Sequence[int]
) -> None:
    for column in columns:
        values = {row[column].strip() for row in rows if len(row) > column}
        if len(values) > 1:
            raise file_error(
                f"Kolumn {column + 1}, {head[column]}",
                f"{len(values)} värden. Hämta tabellen utan den uppdelningen.",
            )
