"""Reading the cells of a source: days, personal numbers and what a sheet has made of them (celler).

A column of days is read in one way for all of its rows. Two ways in one column make a day that was read
wrongly look right, so the rows in the rarer way are told and nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.personal_number import PersonalNumber, read_number


class CellKind(StrEnum):
    """What a sheet says a cell is (celltyp)."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FORMULA = "formula"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell (cell): its text, a day as ÅÅÅÅ-MM-DD, and what the sheet says that it is."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


class DayForm(StrEnum):
    """How days are written in a column (datumformat)."""

    ISO = "ÅÅÅÅ-MM-DD"
    DIGITS = "ÅÅÅÅMMDD"
    SLASHES = "D/M/ÅÅÅÅ"
    DOTS = "D.M.ÅÅÅÅ"


_FORMS = {
    DayForm.ISO: re.compile(
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?: 00:00(?::00)?)?", re.ASCII
    ),
    DayForm.DIGITS: re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
    DayForm.SLASHES: re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", re.ASCII),
    DayForm.DOTS: re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII),
}
_LOST = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
# What is left of ten digits, or of twelve, when a sheet took them for an amount
_CUT = re.compile(r"\d{5,9}|\d{11}", re.ASCII)
_SERIAL = range(20_000, 80_000)
# Whoever is read as younger may as well be a hundred years older
_EITHER_CENTURY = 12
_SHOWN = 40


class CellError(ValueError):
    """A cell cannot be read; the text says in Swedish what to do."""


def form_of(cell: Cell) -> DayForm | None:
    """Answer how a day is written in a cell; None where none is."""
    if cell.kind is CellKind.DAY:
        return DayForm.ISO
    return next((form for form, how in _FORMS.items() if how.fullmatch(cell.text.strip())), None)


def form_of_column(cells: Iterable[Cell]) -> DayForm | None:
    """Answer how most days of a column are written, the first of two that are as many; None without any."""
    found = Counter(form for form in map(form_of, cells) if form is not None)
    return found.most_common(1)[0][0] if found else None


def read_day(cell: Cell, form: DayForm | None, today: date) -> date | None:
    """Read a day as its column writes days; None where the cell is empty. Raises CellError."""
    text = cell.text.strip()
    refuse_made(cell)
    if not text:
        return None
    own = form_of(cell)
    if own is None:
        raise CellError(_no_day(cell))
    if own is not form and form is not None:
        raise CellError(
            f"{text} är skrivet som {own}, men de flesta i kolumnen som {form}. Skriv alla på samma sätt."
        )
    found = _FORMS[own].fullmatch(text)
    assert found is not None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        raise CellError(f"{text} finns inte i kalendern. Dagar i kolumnen skrivs {own}.") from None
    if day > today:
        raise CellError(f"{text} har inte varit än.")
    return day


def _no_day(cell: Cell) -> str:
    text = cell.text.strip()[:_SHOWN]
    if cell.kind is CellKind.NUMBER and text.isdigit() and int(text) in _SERIAL:
        return f"{text} är ett tal. Sätt kolumnens format till datum i kalkylbladet."
    return f"{text} är inget datum. Skriv ÅÅÅÅ-MM-DD."


def read_person(cell: Cell, today: date) -> PersonalNumber | None:
    """Read a personal or coordination number; None where the cell is empty. Raises CellError."""
    text = cell.text.strip()
    refuse_made(cell)
    if not text:
        return None
    if _LOST.fullmatch(text):
        raise CellError(
            "Numret har blivit ett avrundat tal, och siffror är borta. Sätt kolumnens format till text"
            " och hämta uppgifterna på nytt."
        )
    if _CUT.fullmatch(text) or (cell.kind is CellKind.NUMBER and len(text) not in (10, 12)):
        raise CellError(
            "Numret är ett tal och har tappat inledande nollor. Sätt kolumnens format till text, och"
            " skriv tolv siffror."
        )
    try:
        return read_number(text, today)
    except ValueError as fault:
        # The number itself is not told: the message may be shown to more than may see it
        raise CellError(str(fault)) from None


def doubt(cell: Cell, person: PersonalNumber, today: date) -> str:
    """Say what to look at in a number that was read; "" for nothing."""
    digits = re.sub(r"\D", "", cell.text)
    if len(digits) == len("YYMMDDNNNN") and today.year - person.born.year < _EITHER_CENTURY:
        return (
            f"Tio siffror är lästa som född {person.born.year}. Skriv tolv siffror om personen är hundra"
            " år äldre."
        )
    if cell.kind is CellKind.NUMBER:
        return "Numret är sparat som ett tal. Kontrollsiffran stämmer; sätt formatet till text."
    return ""


def refuse_made(cell: Cell) -> None:
    """Refuse a cell that a formula makes, or that lies in merged cells. Raises CellError."""
    if cell.kind is CellKind.FORMULA:
        raise CellError("Cellen är en formel. Klistra in värdet i stället.")
    if cell.kind is CellKind.MERGED:
        raise CellError("Cellen är sammanfogad med en annan. Dela upp dem, och fyll i varje rad.")
