"""Anybody's table: what a file may look like, which sums are found, and what is said of a bad one."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.disclosure.reading import TableError, Totals, read_table
from samverk.analytics.disclosure.table import Table

PLAIN = "Insats;Kvinnor;Män;Summa\nKursen;9;7;16\nCaféet;12;8;20\nSumma;21;15;36\n"


def read(text: str | bytes, row: str | None = None, column: str | None = None, *, none=False):
    content = text.encode() if isinstance(text, str) else text
    return read_table(content, "T", Totals(row, column, none=none))


def fault(text: str | bytes, row: str | None = None, column: str | None = None) -> str:
    with pytest.raises(TableError) as caught:
        read(text, row, column)
    return str(caught.value)


def test_a_table_with_both_totals_is_read():
    assert read(PLAIN) == Table(
        "T",
        ("Kursen", "Caféet"),
        ("Kvinnor", "Män"),
        ((9, 7), (12, 8)),
        "Summa",
        "Summa",
        "Insats",
    )


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.replace(";", ",").encode(),
        PLAIN.replace(";", "\t").encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("cp1252"),
        PLAIN.replace("\n", "\r\n").encode(),
        b"sep=;\n" + PLAIN.encode(),
        PLAIN.replace("\n", ";;\n").encode(),
        (PLAIN + "\n;;;\n").encode(),
        PLAIN.replace("Kursen;9", '"Kursen";"9"').encode(),
        PLAIN.replace(";36", "; 36 ").encode(),
    ],
)
def test_however_the_program_saved_it_it_is_the_same_table(content):
    assert read(content) == read(PLAIN)


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_thousands_may_be_set_apart(space):
    found = read(f"Ort;Antal\nBerg;1{space}234\nDal;12{space}345{space}678\n")
    assert found.counts == ((1234,), (12345678,))


def test_a_label_may_hold_the_sign_that_divides():
    assert read('Ort,Antal\n"Berg, norra",7\nDal,8\n').rows == ("Berg, norra", "Dal")


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        (PLAIN, "Summa", "Summa"),
        ("A;x;y\na;1;2\nb;3;4\nc;4;6\n", "c", None),
        ("A;x;y;z\na;1;2;3\nb;3;4;7\n", None, "z"),
        ("A;x;y\nTotalt;4;6\na;1;2\nb;3;4\n", "Totalt", None),
        ("A;x;y\na;1;2\nTotalt;1;2\n", "Totalt", None),
        ("A;x;y\na;1;2\nb;1;2\n", None, None),
        ("A;x;y\na;0;0\nb;0;0\nc;0;0\n", None, None),
        ("A;x;y\na;1;2\nb;3;4\nc;4;7\n", None, None),
        ("A;x\na;7\n", None, None),
        ("A;Summa\nTotalt;7\n", None, None),
    ],
)
def test_totals_are_found_by_their_sums(text, row, column):
    found = read(text)
    assert (found.totals_row, found.totals_column) == (row, column)
    assert row not in found.rows
    assert column not in found.columns


def test_totals_may_be_named_wherever_they_are():
    found = read("A;x;y\na;1;2\nAllt;4;6\nb;3;4\n", row="Allt")
    assert (found.totals_row, found.rows, found.counts) == ("Allt", ("a", "b"), ((1, 2), (3, 4)))


def test_its_owner_may_say_that_there_are_no_totals():
    found = read(PLAIN.replace("36", "37"), none=True)
    assert (found.totals_row, found.rows[-1]) == (None, "Summa")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Filen är tom."),
        ("\n\n", "Filen är tom."),
        ("A;x\n", "Filen har bara rubriker."),
        ("A\na\n", "Filen har bara en kolumn."),
        ("A;x\na;\n", "Rad 2, kolumn ”x”: cellen är tom. Skriv 0 om det är ingen"),
        ("A;x\na;-3\n", "Rad 2, kolumn ”x”: ”-3” är negativt."),
        ("A;x\na;−3\n", "”−3” är negativt."),
        ("A;x\na;2,5\n", "Rad 2, kolumn ”x”: ”2,5” har decimaler."),
        ("A;x\na;1.234\n", "”1.234” har decimaler."),
        ("A;x\na;12 34\n", "”12 34” är inget antal."),
        ("A;x\na;<5\n", "”<5” är inget antal."),
        ("A;x\na;١\n", "är inget antal."),
        ("A;x\na;9999999999\n", "”9999999999” är för stort: högst 999999999."),
        ("A;x\na;" + "9" * 5000 + "\n", "är för stort"),
        ("A;x\na;1\n\nb;1;2\n", "Rad 4 har 3 kolumner men rubriken 2."),
        ("A;x\na;1\nb\n", "Rad 3 har 1 kolumner men rubriken 2."),
        ("A;x\na;1\nb;1\na;2\n", "Rad 4: ”a” finns redan (rad 2)."),
        ("A;x;x\na;1;2\n", "Rad 1, kolumn 3: ”x” finns redan (rad 1, kolumn 2)."),
        ("A;x;\na;1;2\n", "Rad 1, kolumn 3: rubriken är tom."),
        ("A;x\n;1\n", "Rad 2: rubriken är tom."),
        ("A;" + ";".join(map(str, range(20001))) + "\na" + ";1" * 20001, "för många antal"),
        (b"A;x\n\x81\x8d;1\n", "Filens tecken går inte att läsa."),
        ("A;x\na;1\n".encode("utf-16"), "Filen är ingen text i UTF-8."),
        (b"A;x\na;1\0\n", "Filen är ingen text i UTF-8."),
        (b"x" * 5_000_001, "Filen är för stor"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(text, said):
    assert said in fault(text)


def test_sums_that_do_not_add_up_are_named():
    wrong = PLAIN.replace("36", "37")
    assert fault(wrong, row="Summa") == (
        "Raden ”Summa” stämmer inte: vid ”Summa” står 37, men de andra blir 36. Rätta filen."
    )
    assert "Raden ”Summa” ser ut som summor, men stämmer inte" in fault(wrong)
    assert "Kolumnen ”Män” stämmer inte: vid ”Kursen” står 7, men" in fault(PLAIN, column="Män")


def test_totals_of_nothing_are_refused():
    assert "--totals-row: det finns inga antal utom summorna." in fault("A;x\na;1\n", row="a")


def test_totals_that_are_not_there_are_said_to_be_missing():
    assert "--totals-row: raden ”Totalt” finns inte" in fault(PLAIN, row="Totalt")
    assert "--totals-column: kolumnen ”Alla” finns inte" in fault(PLAIN, column="Alla")


@given(st.one_of(st.binary(max_size=60), st.text("A;,\t\n\"1 -x.é'", max_size=60).map(str.encode)))
def test_any_bytes_are_a_table_or_refused_in_one_line(content):
    with suppress(TableError):
        assert read(content).rows
        return
    assert "\n" not in fault(content)
