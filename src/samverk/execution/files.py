"""Reads the file that a register is read from, CSV or Excel, to lines of cells with what each is."""

from __future__ import annotations

from samverk.analytics.disclosure.reading import TableError, lines_of
from samverk.documents.xlsx_kinds import MOST_ROWS, Line, read_kinds
from samverk.documents.xlsx_reading import TooLargeSheetError, UnreadableSheetError
from samverk.foundation.errors import InputError
from samverk.rules.unexecuted.import_cells import Cell, CellKind

EXCEL = b"PK\x03\x04"
# What a spreadsheet takes for a formula, in a file of text too
FORMULA = ("=", "@")
TOO_LARGE = f"Filen är för stor: högst {MOST_ROWS} rader. Dela upp den."


def read_lines(content: bytes) -> tuple[Line, ...]:
    """Read the filled lines, the headings first, each with its number. Raises InputError at "file"."""
    try:
        found = read_kinds(content) if content.startswith(EXCEL) else _separated(content)
    except TooLargeSheetError as fault:
        raise InputError(TOO_LARGE, field="file") from fault
    except UnreadableSheetError as fault:
        told = "Filen går inte att läsa som Excel. Spara om den som .xlsx, eller som CSV (UTF-8)."
        raise InputError(told, field="file") from fault
    except TableError as fault:
        raise InputError(str(fault), field="file") from fault
    if len(found) <= 1:
        told = "Filen har inga rader under rubrikerna. Rubrikerna står på den första raden."
        raise InputError(told, field="file")
    if len(found) > MOST_ROWS:
        raise InputError(TOO_LARGE, field="file")
    return found


def _separated(content: bytes) -> tuple[Line, ...]:
    return tuple((number, tuple(map(_cell, cells))) for number, cells in lines_of(content))


def _cell(text: str) -> Cell:
    if text.startswith(FORMULA):
        return Cell("formel", CellKind.FORMULA)
    # A file that we wrote has a sign before what is no formula
    return Cell(text.removeprefix("'"))


def packed(lines: tuple[Line, ...]) -> list[list[object]]:
    """Give lines as JSON holds them: a plain text for a plain cell."""
    return [
        [
            number,
            [
                one.text if one.kind is CellKind.TEXT else [one.text, one.kind.value]
                for one in cells
            ],
        ]
        for number, cells in lines
    ]


def unpacked(kept: list[tuple[int, list[str | list[str]]]]) -> tuple[Line, ...]:
    """Give the lines that were packed."""
    return tuple(
        (
            number,
            tuple(
                Cell(one) if isinstance(one, str) else Cell(one[0], CellKind(one[1]))
                for one in cells
            ),
        )
        for number, cells in kept
    )
