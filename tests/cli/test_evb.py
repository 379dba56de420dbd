"""`samverk evb check`, as somebody at a keyboard runs it."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook

from samverk.project.cli import main

ROWS = [
    ["Insats", "Antal kvinnor", "Antal män", "Antal totalt"],
    ["Bostad", 3, 4, 7],
    ["Kontaktperson", 1, 0, 1],
    ["Summa", 4, 4, 8],
]


def asked(capsys, *words):
    status = main(["evb", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.fixture
def sheet(tmp_path):
    def save(rows):
        place = tmp_path / "tabell.xlsx"
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(place)
        return str(place)

    return save


def test_a_sheet_that_holds_gives_zero(sheet, capsys):
    status, out, err = asked(capsys, "check", sheet(ROWS))
    assert (status, err) == (0, "")
    assert "Delarna av en rad blir radens summa. [summa-rad] Stämmer." in out


def test_a_sheet_that_does_not_gives_one_and_tells_where(sheet, capsys):
    status, out, _ = asked(capsys, "check", sheet([*ROWS[:3], ["Summa", 4, 4, 9]]), "--json")
    told = json.loads(out)
    assert status == 1
    assert told["failed"] == ["summa-rad", "summa-kolumn"]
    faults = {one["id"]: one["faults"] for one in told["checks"]}
    assert faults["summa-rad"] == ["Summa: delarna blir 8, men där står 9."]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Skriv samverk evb check FIL"),
        (("look", "x"), "Skriv samverk evb check FIL"),
        (("check",), "Ange en fil"),
        (("check", "finns-inte.csv"), "går inte att läsa. Finns filen?"),
        (("check", "x.csv", "--as-of", "igår"), "--as-of ska vara ett datum"),
        (("check", "x.csv", "--year", "23"), "--year ska vara ett årtal"),
    ],
)
def test_bad_words_are_one_line(words, told, capsys):
    status, out, err = asked(capsys, *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_file_that_is_no_table_is_one_line(tmp_path, capsys):
    place = tmp_path / "brev.csv"
    place.write_text("Hej\nHur mår du?\n", encoding="utf-8")
    status, out, err = asked(capsys, "check", str(place))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "Tabellen ska ha rubriker" in err


def test_the_help_is_help(capsys):
    assert asked(capsys, "--help")[0] == 0


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [*ROWS[:2], ["Summa", "=SUM(B2:B2)", 4, 7]],
            "Rad 3, kolumn 2: formeln har inget sparat värde",
        ),
        ([], "Filens första blad är tomt"),
        ([["Insats", "Antal"], *([f"rad {nth}", 1] for nth in range(5_000))], "högst 5000 rader"),
        ([*ROWS, [], *ROWS], "Rad 4 och rad 9 är båda summarader"),
    ],
)
def test_a_sheet_that_cannot_be_checked_is_one_line(sheet, capsys, rows, told):
    status, out, err = asked(capsys, "check", sheet(rows))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_what_has_no_end_is_not_read(capsys, tmp_path):
    assert asked(capsys, "check", "/dev/zero")[0] == 2
    huge = tmp_path / "stor.csv"
    with huge.open("wb") as opened:
        opened.truncate(20 * 1024**2 + 1)
    status, _, err = asked(capsys, "check", str(huge))
    assert (status, "är för stor: högst 20 MB" in err) == (2, True)


def test_a_table_where_nothing_can_be_checked_says_so(tmp_path, capsys):
    place = tmp_path / "en.csv"
    place.write_text("Insats;Antal\nBostad;3\n", encoding="utf-8")
    status, out, _ = asked(capsys, "check", str(place))
    assert status == 0
    assert out.splitlines()[-1].startswith("Ingen kontroll gick att göra")
