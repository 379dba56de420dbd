"""An Excel file's cells with what they are, and what is wrong in them named by row and column."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from samverk.documents import xlsx_kinds
from samverk.documents.tests import hostile
from samverk.documents.xlsx_kinds import read_kinds
from samverk.documents.xlsx_reading import TooLargeSheetError, UnreadableSheetError
from samverk.rules.unexecuted.import_cells import Cell, CellKind
from samverk.rules.unexecuted.import_mapping import guess_map
from samverk.rules.unexecuted.import_rows import read_rows

TODAY = date(2023, 10, 11)
HEAD = ("id", "personnummer", "typ", "beslutsdatum")
ROW = ("B5", "198001019804", "Kontaktfamilj", datetime(2022, 7, 25))  # noqa: DTZ001


def made(*rows, merged=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for each in merged:
        book.active.merge_cells(each)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def faults(content):
    lines = read_kinds(content)
    columns = guess_map([cell.text for cell in lines[0][1]]).value
    return [(one.line, one.column) for one in read_rows(lines, columns, TODAY).faults]


def test_each_cell_is_told_as_what_it_is():
    row = ("text", 12, 1.5, datetime(2022, 7, 25), datetime(2022, 7, 25, 8), "=1+1", None, True)  # noqa: DTZ001
    [(number, cells)] = read_kinds(made((), row))
    assert number == 2
    assert cells == (
        Cell("text"),
        Cell("12", CellKind.NUMBER),
        Cell("1.5", CellKind.NUMBER),
        Cell("2022-07-25", CellKind.DAY),
        Cell("2022-07-25 08:00:00"),
        Cell("formel", CellKind.FORMULA),
        Cell(),
        Cell("ja"),
    )


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (1, 8001019804),
        (2, "Okänd insats"),
        (2, '="Kontakt"&"familj"'),
        (3, datetime(2023, 10, 12)),  # noqa: DTZ001
        (3, "25/7/2022"),
        (3, 44767),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(place, value):
    bad = ("B6", *ROW[1:place], value, *ROW[place + 1 :])
    good = (("B7", *ROW[1:]), ("B8", *ROW[1:]))
    told = faults(made(HEAD, ROW, bad, *good))
    # Ten digits can be read as they are, also when they are a number
    assert told == ([] if place == 1 else [(3, HEAD[place])])


def test_merged_cells_are_named_in_the_head_and_in_the_rows():
    assert faults(made(HEAD, ROW, ("B6", *ROW[1:]), merged=("C2:C3",))) == [(2, "typ"), (3, "typ")]
    [(_, head), _] = read_kinds(made(HEAD, ROW, merged=("A1:B1",)))
    assert [cell.kind for cell in head[:3]] == [CellKind.MERGED, CellKind.MERGED, CellKind.TEXT]


def test_a_merged_cell_across_two_pieces_is_found_once(monkeypatch):
    content = made(HEAD, ROW, merged=("A1:B1", "C2:D2"))
    monkeypatch.setattr(xlsx_kinds, "_CHUNK", 7)
    assert list(xlsx_kinds._references(content, hostile.SHEET)) == ["A1:B1", "C2:D2"]


def test_more_rows_than_a_board_has_are_refused_and_more_than_a_year_are_read():
    assert len(read_kinds(made(*((n,) for n in range(6_000))))) == 6_000
    with pytest.raises(TooLargeSheetError):
        read_kinds(made(*((n,) for n in range(xlsx_kinds.MOST_ROWS + 1))))


def test_merged_cells_without_end_are_refused():
    with pytest.raises(TooLargeSheetError):
        read_kinds(made(HEAD, ROW, merged=("A1:A1048576",)))


@pytest.mark.parametrize("make", [hostile.bomb, hostile.laughs])
def test_a_hostile_file_is_refused(make):
    with pytest.raises(UnreadableSheetError):
        read_kinds(make((HEAD, ROW)))
