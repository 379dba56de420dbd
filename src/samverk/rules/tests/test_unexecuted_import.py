"""Reading a source's rows: every fault of every row is told with its line and column, all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.unexecuted.code_lists import CloseKind
from samverk.rules.unexecuted.handling import OfferAnswer
from samverk.rules.unexecuted.import_cells import (
    Cell,
    CellError,
    CellKind,
    DayForm,
    form_of_column,
    read_day,
    read_person,
)
from samverk.rules.unexecuted.import_mapping import ColumnMap, Target, guess_map
from samverk.rules.unexecuted.import_rows import read_rows
from samverk.rules.unexecuted.waits import End

TODAY = date(2023, 10, 11)
HEADINGS = (
    "id",
    "personnummer",
    "efternamn",
    "typ",
    "lagrum",
    "beslutsdatum",
    "avbrottsdatum",
    "slutdatum",
    "utfall",
    "erbjuden",
    "svar",
    "skäl",
)
ROW = {
    "id": "B5",
    "personnummer": "198001019804",
    "efternamn": "Provsson",
    "typ": "Kontaktfamilj",
    "lagrum": "4 kap. 1 § SoL",
    "beslutsdatum": "2022-07-25",
}


def cells(**changes):
    row = {**ROW, **changes}
    return [
        row[name] if isinstance(row.get(name), Cell) else Cell(row.get(name, ""))
        for name in HEADINGS
    ]


def read(*rows, headings=HEADINGS, columns=None):
    heading = [Cell(name) for name in headings]
    lines = [(1, heading), *((line, row) for line, row in enumerate(rows, 2))]
    return read_rows(lines, columns or guess_map(headings).value, TODAY)


def told(found):
    return [str(fault) for fault in found.faults]


def test_a_whole_row_is_read():
    found = read(
        cells(erbjuden="2022-09-01", svar="nej", slutdatum="2023-02-14", utfall="Verkställt")
    )

    (one,) = found.decided
    assert not found.faults
    assert (one.line, one.key, one.kind) == (2, "B5", "sol-kontaktfamilj")
    assert (one.decided_on, one.ended_on, one.end) == (
        date(2022, 7, 25),
        date(2023, 2, 14),
        End.EXECUTED,
    )
    assert (one.offered_on, one.answer) == (date(2022, 9, 1), OfferAnswer.DECLINED)
    assert one.ground is not None
    assert one.ground.code == "sol-2001-4-1"
    assert (one.number, one.sex) == ("198001019804", "woman")


def test_a_row_with_a_fault_gives_no_decision_and_the_others_do():
    found = read(cells(), cells(id="B6", beslutsdatum="2023-10-12"))

    assert [one.key for one in found.decided] == ["B5"]
    assert told(found) == ["Rad 3, beslutsdatum: 2023-10-12 har inte varit än."]


def test_two_ways_of_writing_days_in_a_column_are_told():
    rows = [cells(id=f"B{n}", beslutsdatum=f"2022-0{n}-01") for n in range(1, 4)]

    found = read(*rows, cells(id="B9", beslutsdatum="3/4/2022"))

    assert len(found.decided) == 3
    assert told(found) == [
        "Rad 5, beslutsdatum: 3/4/2022 är skrivet som D/M/ÅÅÅÅ, men de flesta i kolumnen som"
        " ÅÅÅÅ-MM-DD. Skriv alla på samma sätt."
    ]


def test_merged_headings_and_columns_without_one_are_told_and_nothing_is_read():
    heading = [Cell(name) for name in HEADINGS]
    heading[2] = Cell("", CellKind.MERGED)
    heading[8] = Cell("")
    lines = [(1, heading), (2, cells(utfall="öppet"))]

    found = read_rows(lines, guess_map([c.text for c in heading]).value, TODAY)

    assert not found.decided
    assert told(found) == [
        "Rad 1, kolumn 3: Rubriken är en sammanfogad cell. Ge varje kolumn en egen rubrik.",
        "Rad 1, kolumn 9: Kolumnen har värden men ingen rubrik.",
    ]


def test_a_column_of_the_map_that_is_gone_and_one_that_was_never_chosen_are_told():
    columns = ColumnMap({Target.KEY: "id", Target.TYPE: "insatsens namn"})

    found = read(cells(), columns=columns)

    assert told(found) == [
        "Rad 1, insatsens namn: Kolumnen för insats saknas i filen.",
        "Rad 1, Beslutsdag: Ingen kolumn är vald för beslutsdag.",
    ]


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"id": ""}, "id", "Saknas."),
        ({"typ": ""}, "typ", "Saknas."),
        ({"typ": "Fadderfamilj"}, "typ", "Fadderfamilj är ingen känd insats."),
        ({"beslutsdatum": ""}, "beslutsdatum", "Saknas."),
        ({"beslutsdatum": "2022-02-30"}, "beslutsdatum", "2022-02-30 finns inte i kalendern."),
        ({"beslutsdatum": "i våras"}, "beslutsdatum", "i våras är inget datum."),
        (
            {"beslutsdatum": Cell("44767", CellKind.NUMBER)},
            "beslutsdatum",
            "44767 är ett tal. Sätt kolumnens format till datum",
        ),
        (
            {"beslutsdatum": Cell("=A1+1", CellKind.FORMULA)},
            "beslutsdatum",
            "Cellen är en formel.",
        ),
        ({"efternamn": Cell("", CellKind.MERGED)}, "efternamn", "Cellen är sammanfogad"),
        ({"avbrottsdatum": "2022-07-24"}, "avbrottsdatum", "Ligger före beslutsdagen."),
        (
            {"slutdatum": "2022-07-24", "utfall": "verkställt"},
            "slutdatum",
            "Ligger före dagen då väntan började.",
        ),
        ({"utfall": "verkställt"}, "slutdatum", "Utfallet är verkställt, men slutdag saknas."),
        (
            {"slutdatum": "2023-01-01", "utfall": "öppet"},
            "utfall",
            "Slutdag är ifylld, men utfallet säger att det är öppet.",
        ),
        ({"slutdatum": "2023-01-01", "utfall": "klart"}, "utfall", "klart är inget utfall."),
        ({"skäl": "kö"}, "skäl", "kö är inget känt skäl."),
        ({"svar": "nej"}, "erbjuden", "Svaret är ifyllt, men dagen för erbjudandet saknas."),
        (
            {"personnummer": Cell("1.98001E+11", CellKind.NUMBER)},
            "personnummer",
            "Numret har blivit ett avrundat tal",
        ),
        (
            {"personnummer": Cell("101019802", CellKind.NUMBER)},
            "personnummer",
            "Numret är ett tal och har tappat inledande nollor.",
        ),
        ({"personnummer": "198001019805"}, "personnummer", "Kontrollsiffran stämmer inte."),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(changes, column, text):
    found = read(cells(**changes))

    assert not found.decided
    assert [(fault.line, fault.column) for fault in found.faults] == [(2, column)]
    assert found.faults[0].text.startswith(text)


def test_a_number_is_never_told_back():
    found = read(cells(personnummer="198001019805"))

    assert "1980" not in " ".join(told(found))


def test_the_same_key_twice_is_told():
    found = read(cells(), cells())

    assert told(found) == ["Rad 3, id: Nyckeln står redan på rad 2."]


def test_a_words_own_code_is_remembered_by_the_source():
    known = guess_map(HEADINGS).value
    columns = replace(known, types={"fadderfamilj": "sol-kontaktfamilj"})

    assert read(cells(typ="Fadderfamilj")).unknown_words == {Target.TYPE: ("Fadderfamilj",)}
    assert read(cells(typ="Fadderfamilj"), columns=columns).decided[0].kind == "sol-kontaktfamilj"


def test_a_close_has_its_reason():
    found = read(cells(slutdatum="2023-01-01", utfall="avliden"))

    assert (found.decided[0].end, found.decided[0].close_kind) == (End.CLOSED, CloseKind.DECEASED)


def test_an_end_without_an_outcome_is_read_as_either_and_remarked():
    found = read(cells(slutdatum="2023-01-01"))

    assert found.decided[0].end is End.EITHER
    assert [remark.column for remark in found.remarks] == ["utfall"]


def test_a_ground_that_did_not_hold_on_the_day_keeps_the_row_out():
    found = read(cells(beslutsdatum="2022-07-25", lagrum="11 kap. 1 § SoL"))

    assert "gäller först från" in found.faults[0].text


def test_a_number_that_is_a_number_is_read_with_a_remark():
    found = read(cells(personnummer=Cell("198001019804", CellKind.NUMBER)))

    assert found.decided[0].number == "198001019804"
    assert ["sparat som ett tal" in one.text for one in found.remarks] == [True]


def test_the_other_fields_of_a_row_without_its_day_are_told_as_well():
    found = read(cells(beslutsdatum="", skäl="kö", lagrum="LVU 2"))

    assert [one.column for one in found.faults] == ["beslutsdatum", "lagrum", "skäl"]


def test_protection_that_cannot_be_read_keeps_the_row_out():
    headings = (*HEADINGS, "skyddad identitet")

    found = read([*cells(), Cell("kanske")], headings=headings)

    assert told(found) == [
        "Rad 2, skyddad identitet: kanske går inte att tyda. Skriv ja eller nej."
    ]


def test_empty_lines_and_an_empty_file():
    assert len(read(cells(), [Cell("")] * 3, cells(id="B6")).decided) == 2
    assert told(read_rows([], ColumnMap({}), TODAY)) == ["Rad 1, filen: Filen är tom."]


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (("2022-01-02", "", "2022-01-03"), DayForm.ISO),
        (("20220102",), DayForm.DIGITS),
        (("2/1/2022", "3/1/2022", "2022-01-02"), DayForm.SLASHES),
        (("2.1.2022",), DayForm.DOTS),
        (("", "x"), None),
    ],
)
def test_how_a_column_writes_days(texts, form):
    assert form_of_column(Cell(text) for text in texts) is form


def test_a_day_of_the_sheets_own_is_read_as_such():
    assert read_day(Cell("2022-07-25 00:00:00", CellKind.DAY), DayForm.ISO, TODAY) == date(
        2022, 7, 25
    )


def test_a_coordination_number_that_is_a_number_is_read():
    found = read_person(Cell("198001619801", CellKind.NUMBER), TODAY)

    assert found is not None
    assert found.is_coordination


def test_no_number_is_none():
    assert read_person(Cell(""), TODAY) is None
    with pytest.raises(CellError, match="Skriv tolv siffror"):
        read_person(Cell("x"), TODAY)
