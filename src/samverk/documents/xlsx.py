"""Sheets of rows as an Excel file. What somebody typed is always text there, never a formula."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook as Written
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from samverk.documents.rendering import Rendered

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | date | None
# Excel's own limit for a sheet's name, and the signs that it refuses there
LONGEST_NAME = 31
BARRED = str.maketrans("", "", "[]:*?/\\'")
WIDEST = 60
_PLAIN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet (blad): notes above, a head, and rows of text, whole numbers, exact amounts and days.

    ``total`` is a last row in bold. Numbers are written with a space between thousands.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """An Excel file to write (arbetsbok); ``made`` is the moment that it says it was made."""

    title: str
    author: str
    made: datetime
    sheets: tuple[Sheet, ...]


def workbook_xlsx(paper: Workbook) -> Rendered:
    """Write the file: the same data gives the same bytes."""
    stored = BytesIO()
    with Written(stored, _PLAIN) as written:
        written.set_properties(
            {
                "title": paper.title,
                "author": paper.author,
                "created": paper.made.replace(tzinfo=None, microsecond=0),
            }
        )
        looks = _Looks(written)
        for sheet in paper.sheets:
            _write(written.add_worksheet(_name(sheet.name)), sheet, looks)
    return Rendered(stored.getvalue(), XLSX, "xlsx")


class _Looks:
    """The formats of one file, plain and bold."""

    def __init__(self, written: Written) -> None:
        self.number = {
            bold: written.add_format({"num_format": "#,##0", "bold": bold})
            for bold in (False, True)
        }
        self.exact = {
            bold: written.add_format({"num_format": "#,##0.00", "bold": bold})
            for bold in (False, True)
        }
        self.day = {
            bold: written.add_format({"num_format": "yyyy-mm-dd", "bold": bold, "align": "left"})
            for bold in (False, True)
        }
        self.text = {bold: written.add_format({"bold": bold}) for bold in (False, True)}

    def of(self, cell: Cell, *, bold: bool) -> Format:
        """Answer the format of a cell by what it holds."""
        if isinstance(cell, int):
            return self.number[bold]
        if isinstance(cell, Decimal):
            return self.exact[bold]
        return self.day[bold] if isinstance(cell, date) else self.text[bold]


def _name(name: str) -> str:
    return name.translate(BARRED)[:LONGEST_NAME] or "Blad"


def _write(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for number, note in enumerate(sheet.notes):
        page.write_string(number, 0, note)
    start = len(sheet.notes) + bool(sheet.notes)
    for column, text in enumerate(sheet.head):
        page.write_string(start, column, text, looks.text[True])
    bold_from = len(sheet.rows)
    rows = (*sheet.rows, *((sheet.total,) if sheet.total else ()))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            _put(page, (start + 1 + number, column), cell, looks.of(cell, bold=number >= bold_from))
    page.freeze_panes(start + 1, 0)
    for column, width in enumerate(_widths((sheet.head, *rows))):
        page.set_column(column, column, width)


def _put(page: Worksheet, where: tuple[int, int], cell: Cell, look: Format) -> None:
    if cell is None:
        page.write_blank(*where, None, look)
    elif isinstance(cell, int | Decimal):
        page.write_number(*where, cell, look)
    elif isinstance(cell, date):
        page.write_datetime(*where, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001
    else:
        page.write_string(*where, cell, look)


def _widths(rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    columns = max(map(len, rows))
    return [
        min(
            WIDEST,
            2
            + max(
                len(f"{row[c]:,}") if isinstance(row[c], int | Decimal) else len(str(row[c] or ""))
                for row in rows
                if c < len(row)
            ),
        )
        for c in range(columns)
    ]
