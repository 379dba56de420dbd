"""What a decision led to, as files: Excel, CSV and JSON of the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from samverk.documents.rendering import Rendered
from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.documents.xlsx import Cell, Sheet, Workbook, workbook_xlsx
from samverk.thread.led_to import LedTo
from samverk.thread.led_to_telling import HEAD, ExportRow, export_rows, sentence_of

RULE = (
    "Kostnad per enhet är det attesterade delat med antalet, avrundat till närmaste öre, ett halvt öre"
    " uppåt. Tomt betyder att talet är okänt eller inte visas: aldrig noll."
)


def as_file(found: LedTo, ending: str, made: datetime) -> Rendered:
    """Write the file; the same data gives the same bytes. Raises KeyError for another ending."""
    writers: dict[str, Callable[[LedTo, datetime], Rendered]] = {
        "xlsx": _xlsx,
        "csv": _csv,
        "json": _json,
    }
    return writers[ending](found, made)


def _cells(found: LedTo) -> list[tuple[Cell, ...]]:
    """Give the rows as a sheet holds them: amounts in kronor."""
    amounts = {"certified", "each"}
    return [
        (
            str(found.decision),
            *(_kronor(cell) if name in amounts else cell for name, cell in row._asdict().items()),
        )
        for row in export_rows(found)
    ]


def _kronor(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore) / 100


def _xlsx(found: LedTo, made: datetime) -> Rendered:
    notes = (str(found.decision), sentence_of(found), RULE)
    sheet = Sheet("Vad beslutet ledde till", HEAD, tuple(_cells(found)), notes=notes)
    author = found.decision.organisation.name
    return workbook_xlsx(Workbook(f"Vad {found.decision} ledde till", author, made, (sheet,)))


def _csv(found: LedTo, _: datetime) -> Rendered:
    return Rendered(rows_csv(HEAD, _cells(found)), MEDIA_TYPE, "csv")


def _json(found: LedTo, _: datetime) -> Rendered:
    content = {
        "decision": str(found.decision),
        "sentence": sentence_of(found),
        "rule": RULE,
        "missing": [one._asdict() for one in found.missing],
        "rows": [_plain(row) for row in export_rows(found)],
    }
    written = json.dumps(content, ensure_ascii=False, indent=1).encode()
    return Rendered(written, "application/json", "json")


def _plain(row: ExportRow) -> dict[str, object]:
    """Give a row by name: days as ISO, amounts in whole öre."""
    named = {
        "certified": "certified_ore",
        "each": "each_ore",
    }
    return {
        named.get(name, name): value.isoformat() if isinstance(value, date) else value
        for name, value in row._asdict().items()
    }
