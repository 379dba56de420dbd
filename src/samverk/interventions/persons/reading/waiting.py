"""Reads a file of people who already wait: CSV or Excel, with every fault by row and column at once."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from samverk.documents.xlsx_reading import TooLargeSheetError, UnreadableSheetError
from samverk.documents.xlsx_written import read_written
from samverk.interventions.persons.actions.importing import COLUMNS, Fault, NewWaiting
from samverk.interventions.persons.actions.joining import CarriedPause
from samverk.rules.interventions.queue import PAUSE_REASONS

T = TypeVar("T")
NEEDED = ("Namn", "Personnummer", "Remittent", "Remissen kom", "Ställd i kö", "Underlag")
MOST = 500
XLSX_MARK = b"PK"
MIDNIGHT = " 00:00:00"
FORMULA = ("=", "+", "@")
# What a spreadsheet makes of a number that it takes for an amount
AS_AMOUNT = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+|\d{1,9}")
SERIAL = re.compile(r"\d{5}")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
PAUSE = re.compile(r"(\S+)\s+till\s+(\S+)\s+(.+)|från\s+(\S+)\s+(.+)")
_FIELDS = {text.casefold(): name for name, text in COLUMNS.items()}


class FileError(Exception):
    """The file cannot be read at all: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of the file may stand for: organisations by short name, classes by name (ids)."""

    organisations: Mapping[str, int]
    classes: Mapping[str, int]


@dataclass(slots=True)
class Read:
    """What a file says (inläst): who waits, and every fault; nobody is entered while there is one."""

    rows: list[NewWaiting] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_waiting(content: bytes, known: Known) -> Read:
    """Read everybody in a file. Raises FileError when it is no table with the right headings."""
    table = _workbook(content) if content.startswith(XLSX_MARK) else _text(content)
    if not table:
        raise FileError("Filen är tom.")
    head = [_FIELDS.get(cell.strip().casefold(), "") for cell in table[0]]
    missing = [text for text in NEEDED if _FIELDS[text.casefold()] not in head]
    if missing:
        raise FileError(f"Rad 1 saknar rubriken {', '.join(missing)}. Rubrikerna ska stå på rad 1.")
    if unknown := [
        cell for cell, name in zip(table[0], head, strict=True) if cell.strip() and not name
    ]:
        raise FileError(f"Rad 1: rubriken {', '.join(unknown)} finns inte. Ta bort kolumnen.")
    found = Read()
    for number, cells in enumerate(table[1:], start=2):
        if any(cell.strip() for cell in cells):
            _read_row(number, dict(zip(head, cells, strict=False)), known, found)
    if not found.rows and not found.faults:
        raise FileError("Filen har inga rader under rubriken.")
    if len(found.rows) > MOST:
        raise FileError(f"Filen har fler än {MOST} rader. Dela upp den.")
    return found


def _workbook(content: bytes) -> list[Sequence[str]]:
    try:
        return list(read_written(content))
    except TooLargeSheetError as fault:
        raise FileError("Filen är för stor. Ha bara listan i första bladet.") from fault
    except UnreadableSheetError as fault:
        raise FileError("Filen går inte att läsa som Excel. Spara om den som .xlsx.") from fault


def _text(content: bytes) -> list[Sequence[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    try:
        return list(csv.reader(text.splitlines(), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise FileError("Filen går inte att läsa som CSV. Spara om den.") from fault


def _read_row(number: int, cells: Mapping[str, str], known: Known, found: Read) -> None:
    before = len(found.faults)

    def cell(name: str, read: Callable[[str], T], otherwise: T) -> T:
        text = cells.get(name, "").strip()
        try:
            return read(_no_formula(text))
        except ValueError as fault:
            found.faults.append(Fault(number, name, str(fault)))
            return otherwise

    today = date.min
    row = NewWaiting(
        name=cell("name", _some, ""),
        number=cell("number", _number, ""),
        sender=cell("sender", lambda text: _one_of(text, known.organisations, "Remittenten"), 0),
        received_on=cell("received_on", _day, today),
        joined_on=cell("joined_on", _day, today),
        source=cell("source", _some, ""),
        home=cell("home", lambda text: _maybe(text, known.organisations, "Kommunen"), None),
        pauses=cell("pauses", _pauses, ()),
        confirmed_on=cell("confirmed_on", lambda text: _day(text) if text else None, None),
        priority=cell("priority", lambda text: _maybe(text, known.classes, "Klassen"), None),
        priority_ground=cells.get("source", "").strip()
        if cells.get("priority", "").strip()
        else "",
        row=number,
    )
    if len(found.faults) == before:
        found.rows.append(row)


def _no_formula(text: str) -> str:
    if text.startswith(FORMULA):
        raise ValueError("det är en formel. Klistra in värdet i stället.")
    return text


def _some(text: str) -> str:
    if not text:
        raise ValueError("fyll i den.")
    return text


def _number(text: str) -> str:
    if not text:
        raise ValueError("fyll i numret. Den som saknar nummer förs in på en egen sida.")
    if AS_AMOUNT.fullmatch(text):
        raise ValueError(
            "numret är sparat som ett tal, så siffror kan ha försvunnit. Gör om kolumnen till text och"
            " skriv ÅÅÅÅMMDD-NNNN."
        )
    return text


def _day(text: str) -> date:
    plain = text.removesuffix(MIDNIGHT)
    if SERIAL.fullmatch(plain):
        raise ValueError("dagen är sparad som ett tal. Gör om kolumnen till datum eller text.")
    if not ISO.fullmatch(plain):
        raise ValueError(
            f"”{text[:20]}” är inte skriven som ÅÅÅÅ-MM-DD. Skriv alla dagar i filen på samma sätt."
        )
    try:
        return date.fromisoformat(plain)
    except ValueError as fault:
        raise ValueError(f"dagen {plain} finns inte.") from fault


def _one_of(text: str, known: Mapping[str, int], what: str) -> int:
    found = known.get(_some(text).casefold())
    if found is None:
        raise ValueError(f"{what} ”{text[:40]}” finns inte här. Skriv kortnamnet som i registret.")
    return found


def _maybe(text: str, known: Mapping[str, int], what: str) -> int | None:
    return _one_of(text, known, what) if text else None


def _pauses(text: str) -> tuple[CarriedPause, ...]:
    """Read pauses set apart by semicolons: "2023-05-01 till 2023-06-01 hälsa", or "från 2024-01-01 hälsa"."""
    return tuple(_pause(part.strip()) for part in re.split(r"[;\n]", text) if part.strip())


def _pause(text: str) -> CarriedPause:
    match = PAUSE.fullmatch(text)
    if match is None:
        raise ValueError(
            "skriv pausen som ”2023-05-01 till 2023-06-01 hälsa” eller ”från 2024-01-01 hälsa”."
        )
    since, until, why, open_since, open_why = match.groups()
    reasons = {words: code.value for code, words in PAUSE_REASONS.items()}
    said = (why or open_why).strip().casefold()
    if said not in reasons:
        raise ValueError(f"skälet till pausen ska vara {', '.join(reasons)}.")
    return CarriedPause(_day(since or open_since), _day(until) if until else None, reasons[said])
