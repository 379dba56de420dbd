"""Excel files that are made to harm or to mislead; each is small."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Rows = tuple[tuple[object, ...], ...]


def plain(rows: Rows) -> bytes:
    """An ordinary file of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(made: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file, with one part of it changed, or added."""
    kept = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, change(old.read(name) if name in old.namelist() else b""))
    return kept.getvalue()


def bomb(rows: Rows) -> bytes:
    """A sheet that is 400 MB of text when it is unpacked."""
    text = b"9" * 400_000_000
    long = b"<row><c t='inlineStr'><is><t>" + text + b"</t></is></c></row></sheetData>"
    return with_part(plain(rows), SHEET, lambda old: old.replace(b"</sheetData>", long))


def laughs(rows: Rows) -> bytes:
    """A sheet whose entities grow ten times in each of ten steps."""
    steps = [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10 if n else 'ha'}'>".encode() for n in range(10)]
    head = b"<?xml version='1.0'?><!DOCTYPE worksheet [" + b"".join(steps) + b"]>"
    cell = b"<row><c t='inlineStr'><is><t>&a9;</t></is></c></row></sheetData>"
    return with_part(
        plain(rows),
        SHEET,
        lambda old: head + old.replace(b"</sheetData>", cell).split(b"?>", 1)[-1],
    )


def endless(rows: Rows) -> bytes:
    """A sheet whose empty rows go on to Excel's last, 1,048,576."""
    last = b"<row r='1048576'><c r='A1048576'/></row></sheetData>"
    return with_part(plain(rows), SHEET, lambda old: old.replace(b"</sheetData>", last))


def last_filled(rows: Rows) -> bytes:
    """A sheet with something in Excel's last row."""
    last = b"<row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>"
    return with_part(plain(rows), SHEET, lambda old: old.replace(b"</sheetData>", last))


def linked(rows: Rows) -> bytes:
    """A sheet that names another book by address; Excel has kept no value of it."""
    return plain((*rows[:-1], (*rows[-1][:-1], "='http://[::1]:9/[bok.xlsx]Blad1'!A1")))
