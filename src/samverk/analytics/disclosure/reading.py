"""Reads a table of counts from a file: labels in the first column, headings in the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverk.analytics.disclosure.table import Table

SEPARATORS = (";", "\t", ",")
MOST_BYTES = 5_000_000
MOST_NUMBERS = 20_000
MOST_PEOPLE = 999_999_999
# What the totals are usually called
TOTAL_WORDS = frozenset(
    {"summa", "summor", "total", "totalt", "totala", "totalsumma", "samtliga", "alla", "sum"}
)
_SPACES = str.maketrans(
    dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " ")
)
_COUNT = re.compile(r"\d+|\d{1,3}(?: \d{3})+", re.ASCII)
_NEGATIVE = re.compile(r"[-−–]\s*\d[\d ]*", re.ASCII)
_DECIMAL = re.compile(r"[-−–]?[\d ]+[.,]\d+", re.ASCII)
_LONGEST_SHOWN = 40
# (line in the file, its cells)
Lines = Sequence[tuple[int, Sequence[str]]]


class TableError(ValueError):
    """The file is no table that can be protected; the text says in Swedish where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What its owner says of the totals (uppgift om summor): headings, None to look for them by sums.

    ``none``: there are none, whatever the headings and sums look like.
    """

    row: str | None = None
    column: str | None = None
    none: bool = False


@dataclass(frozen=True, slots=True)
class _Grid:
    """The file as read: headings without the corner, labels, and counts."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def turned(self) -> _Grid:
        """Give it with rows as columns."""
        counts = tuple(zip(*self.counts, strict=True))
        return _Grid(self.corner, self.rows, self.columns, counts)


def read_table(content: bytes, name: str, totals: Totals) -> Table:
    """Read a CSV file. Raises TableError."""
    return table_of(lines_of(content), name, totals)


def table_of(lines: Lines, name: str, totals: Totals) -> Table:
    """Make a table of a file's cells, as text; totals become headings. Raises TableError."""
    grid = _grid(lines)
    row = _totals_of(grid, totals.row, totals.none, "raden", "--totals-row")
    column = _totals_of(grid.turned(), totals.column, totals.none, "kolumnen", "--totals-column")
    rows = [each for each in grid.rows if each != row]
    columns = [place for place, each in enumerate(grid.columns) if each != column]
    return Table(
        name,
        tuple(rows),
        tuple(grid.columns[place] for place in columns),
        tuple(
            tuple(counts[place] for place in columns)
            for label, counts in zip(grid.rows, grid.counts, strict=True)
            if label != row
        ),
        row,
        column,
        grid.corner,
    )


def lines_of(content: bytes) -> Lines:
    """Split a CSV file by the sign that divides every line alike. Raises TableError."""
    text = _text(content)
    if text.partition("\n")[0].strip().lower().startswith("sep="):
        # How Excel is told the sign; a line number is kept
        text = "\n" + text.partition("\n")[2]
    found = {sign: _split(text, sign) for sign in SEPARATORS}
    alike = [sign for sign, lines in found.items() if len({len(cells) for _, cells in lines}) == 1]
    wide = [sign for sign in alike if len(found[sign][0][1]) > 1]
    # Where no sign divides every line alike, the first line tells which one was meant
    sign = (
        wide[0] if wide else max(SEPARATORS, key=lambda each: len((found[each] or [(0, [])])[0][1]))
    )
    return found[sign]


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise TableError("Filen är för stor: högst 5 MB. Dela tabellen.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise TableError("Filen är ingen text i UTF-8. Spara den som CSV (UTF-8).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise TableError("Filens tecken går inte att läsa. Spara den som CSV (UTF-8).") from None


def _split(text: str, sign: str) -> list[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        raise TableError("Filen går inte att läsa som CSV. Spara om den.") from None
    return filled(lines)


def filled(lines: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, Sequence[str]]]:
    """Leave out empty lines, and the empty columns that spreadsheets write after the last one."""
    kept = [(number, cells) for number, cells in lines if any(cells)]
    width = max((len(_trimmed(cells)) for _, cells in kept), default=0)
    return [(number, cells if any(cells[width:]) else cells[:width]) for number, cells in kept]


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    return cells[: max((place for place, cell in enumerate(cells, 1) if cell), default=0)]


def _grid(lines: Lines) -> _Grid:
    if not lines:
        raise TableError(
            "Filen är tom. Första raden ska vara rubriker, sedan en rad för varje antal."
        )
    (first, headings), *below = lines
    corner, *columns = headings
    if not columns:
        raise TableError(
            "Filen har bara en kolumn. Skilj kolumnerna åt med semikolon, komma eller tabb."
        )
    if not below:
        raise TableError("Filen har bara rubriker. Lägg till rader med antal.")
    if len(below) * len(columns) > MOST_NUMBERS:
        raise TableError(f"Tabellen har för många antal: högst {MOST_NUMBERS}. Dela den.")
    _check_names(columns, [f"Rad {first}, kolumn {place}" for place in range(2, len(headings) + 1)])
    for number, cells in below:
        if len(cells) != len(headings):
            raise TableError(
                f"Rad {number} har {len(cells)} kolumner men rubriken {len(headings)}. Gör dem lika många."
            )
    rows = [cells[0] for _, cells in below]
    _check_names(rows, [f"Rad {number}" for number, _ in below])
    counts = tuple(
        tuple(_count(cell, number, name) for cell, name in zip(cells[1:], columns, strict=True))
        for number, cells in below
    )
    return _Grid(corner, tuple(columns), tuple(rows), counts)


def _check_names(names: Sequence[str], places: Sequence[str]) -> None:
    seen: dict[str, str] = {}
    for name, place in zip(names, places, strict=True):
        if not name:
            raise TableError(f"{place}: rubriken är tom. Skriv vad som räknas.")
        if name in seen:
            raise TableError(
                f"{place}: {_quoted(name)} finns redan ({seen[name].lower()}). Ge den ett annat namn."
            )
        seen[name] = place


def _count(cell: str, line: int, column: str) -> int:
    place, text = f"Rad {line}, kolumn {_quoted(column)}", cell.translate(_SPACES).strip()
    if not text:
        raise TableError(f"{place}: cellen är tom. Skriv 0 om det är ingen, annars antalet.")
    if _COUNT.fullmatch(text):
        digits = text.replace(" ", "").lstrip("0") or "0"
        if len(digits) > len(str(MOST_PEOPLE)):
            raise TableError(f"{place}: {_quoted(text)} är för stort: högst {MOST_PEOPLE}.")
        return int(digits)
    if _NEGATIVE.fullmatch(text):
        raise TableError(f"{place}: {_quoted(text)} är negativt. Antal är minst 0.")
    if _DECIMAL.fullmatch(text):
        raise TableError(f"{place}: {_quoted(text)} har decimaler. Antal är hela personer.")
    raise TableError(f"{place}: {_quoted(text)} är inget antal. Skriv det med siffror.")


def _totals_of(grid: _Grid, said: str | None, none: bool, kind: str, option: str) -> str | None:
    """Find the heading of the totals: the one told, or the one whose numbers are the others' sums."""
    if said is not None:
        if said not in grid.rows:
            raise TableError(f"{option}: {kind} {_quoted(said)} finns inte. Skriv den som i filen.")
        if len(grid.rows) == 1:
            raise TableError(
                f"{option}: det finns inga antal utom summorna. Ta med det som summeras."
            )
        if wrong := _wrong_sum(grid, said):
            raise TableError(
                f"{kind.capitalize()} {_quoted(said)} stämmer inte: {wrong} Rätta filen."
            )
        return said
    if none or len(grid.rows) == 1:
        return None
    for name in dict.fromkeys((grid.rows[-1], grid.rows[0])):
        is_named = name.rstrip(":").casefold() in TOTAL_WORDS
        wrong = _wrong_sum(grid, name)
        if wrong and is_named:
            raise TableError(
                f"{kind.capitalize()} {_quoted(name)} ser ut som summor, men stämmer inte: {wrong}"
                " Rätta filen, eller skriv --no-totals om det inte är summor."
            )
        counts = grid.counts[grid.rows.index(name)]
        if not wrong and (is_named or (len(grid.rows) > 2 and any(counts))):
            return name
    return None


def _wrong_sum(grid: _Grid, name: str) -> str:
    """Say which number is not the others' sum; "" when all are."""
    at = grid.rows.index(name)
    others = [counts for place, counts in enumerate(grid.counts) if place != at]
    for place, column in enumerate(grid.columns):
        added = sum(counts[place] for counts in others)
        if added != grid.counts[at][place]:
            return (
                f"vid {_quoted(column)} står {grid.counts[at][place]}, men de andra blir {added}."
            )
    return ""


def _quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"”{shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + '…'}”"
