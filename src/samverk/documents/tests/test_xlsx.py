"""Excel files: numbers are numbers, what somebody typed is text, and the same data the same bytes."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from samverk.documents.xlsx import XLSX, Sheet, Workbook, workbook_xlsx
from samverk.documents.xlsx_reading import MOST_ROWS, UnreadableSheetError, read_xlsx

MADE = datetime(2024, 3, 15, 12, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


def paper(*rows, **more):
    sheet = Sheet("Underlag 2024", ("Medlem", "Kronor", "Dag"), rows, **more)
    return Workbook("Underlag", "Fyrbåken", MADE, (sheet,))


def read(book):
    return load_workbook(BytesIO(workbook_xlsx(book).content)).worksheets[0]


def test_numbers_days_and_texts_are_what_they_are():
    page = read(paper(("Härryda", 600_915, date(2024, 2, 1)), (None, 0, None)))
    assert [cell.value for cell in page[2]] == ["Härryda", 600_915, datetime(2024, 2, 1)]  # noqa: DTZ001
    assert (page["B2"].number_format, page["A3"].value, page["B3"].value) == ("#,##0", None, 0)


@pytest.mark.parametrize("typed", ["=1+1", "+46", "-1", "@sum", "http://x.example", "0123"])
def test_what_somebody_typed_is_never_a_formula_a_link_or_a_number(typed):
    cell = read(paper((typed, 1, None)))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (typed, "s", None)


def test_notes_stand_above_and_the_total_below_in_bold():
    page = read(paper(("A", 1, None), total=("Summa", 1, None), notes=("Exempel.",)))
    assert (page["A1"].value, page["A3"].value, page["A5"].value) == ("Exempel.", "Medlem", "Summa")
    assert page["B5"].font.bold
    assert not page["B4"].font.bold


def test_a_name_that_excel_refuses_is_made_to_fit():
    sheet = Sheet("Bidrag [2024]: " + "å" * 40, ("A",), ((1,),))
    made = workbook_xlsx(Workbook("x", "y", MADE, (sheet,)))
    assert len(load_workbook(BytesIO(made.content)).sheetnames[0]) == 31


def test_the_same_data_gives_the_same_bytes():
    first, second = (workbook_xlsx(paper(("A", 1, None))) for _ in range(2))
    assert (first.content, first.media_type, first.ending) == (second.content, XLSX, "xlsx")


def test_a_sheet_is_read_back_as_text_row_by_row():
    sheet = Sheet(
        "Utfall", ("Rad", "Januari"), (("Balder", 1250), ("Revision", None)), notes=("N",)
    )
    made = workbook_xlsx(Workbook("T", "F", MADE, (sheet,)))
    rows = read_xlsx(made.content)
    assert [row[:2] for row in rows if any(row)] == [
        ("N", ""),
        ("Rad", "Januari"),
        ("Balder", "1250"),
        ("Revision", ""),
    ]


@pytest.mark.parametrize("content", [b"", b"Rad;Januari", b"PK\x03\x04 not a workbook"])
def test_what_is_no_excel_file_is_unreadable(content):
    with pytest.raises(UnreadableSheetError):
        read_xlsx(content)


def test_a_sheet_without_end_is_unreadable():
    rows = tuple((str(number),) for number in range(MOST_ROWS))
    made = workbook_xlsx(Workbook("T", "F", MADE, (Sheet("S", ("Rad",), rows),)))
    with pytest.raises(UnreadableSheetError):
        read_xlsx(made.content)
