"""`samverk disclose`, run as a program runs it: what it says of anybody's table, and its status."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of
from samverk.analytics.disclosure.protect import protect
from samverk.analytics.disclosure.reading import Totals, read_table

TABLE = (
    "Insats;Kvinnor;Män;Summa\nKursen;90;43;133\nCaféet;7;2;9\nVerkstan;7;1;8\nSumma;104;46;150\n"
)


@pytest.fixture
def place(tmp_path):
    found = tmp_path / "deltagare.csv"
    found.write_text(TABLE, encoding="utf-8")
    return found


@pytest.fixture
def told(samverk, place):
    """Run it on the table, and give its JSON."""
    return lambda *words: samverk("disclose", str(place), *words, "--json").answer


def test_programs_get_the_table_with_null_for_what_is_hidden(told):
    answer = told("--threshold", "5")
    assert answer["table"]["columns"] == ["Kvinnor", "Män", "Summa"]
    assert answer["table"]["rows"] == [
        {"label": "Kursen", "counts": [90, 43, 133]},
        {"label": "Caféet", "counts": [None, None, 9]},
        {"label": "Verkstan", "counts": [None, None, 8]},
        {"label": "Summa", "counts": [104, 46, 150]},
    ]
    assert {"row": "Caféet", "column": "Män"} in answer["suppressed"]
    assert (len(answer["suppressed"]), answer["pooled"]) == (4, [])


def test_programs_are_told_what_attackers_found(told):
    answer = told()
    assert (answer["leaks"], answer["leaks_by_subtraction"]) == (0, 0)
    assert (answer["naive_hidden"], answer["naive_leaks"]) == (2, 2)
    assert answer["protected"] == 2
    assert answer["policy"]["threshold"] == 5


def test_pooled_rows_are_listed(told):
    answer = told("--threshold=10")
    assert answer["pooled"] == [{"label": "Caféet + Verkstan", "rows": ["Caféet", "Verkstan"]}]


def test_people_get_a_table_and_the_proof_in_words(samverk, place):
    told = samverk("disclose", str(place))
    assert told.status == 0
    lines = told.out.splitlines()
    assert lines[:3] == [
        "Insats    Kvinnor  Män  Summa",
        "Kursen         90   43    133",
        "Caféet         ..   ..      9",
    ]
    assert "Summor: raden Summa och kolumnen Summa." in lines
    assert "- Med subtraktion går 0 av 2 skyddade antal att räkna ut." in lines
    assert any("går 2 att räkna ut med subtraktion och 2 för" in line for line in lines)


def test_rows_whose_sum_tells_them_take_one_more_along(samverk, place):
    """Two rows under 10 that are 18 together are 9 each."""
    place.write_text(TABLE.replace("7;1;8", "8;1;9").replace("104;46;150", "105;46;151"))
    told = samverk("disclose", str(place), "--threshold", "10")
    assert "Rader som visas tillsammans: Kursen, Caféet, Verkstan." in told.out


def test_a_table_without_small_numbers_says_so(samverk, tmp_path):
    plain = tmp_path / "stora.csv"
    plain.write_text("A;x\na;9\nb;8\n")
    assert "inga små antal att skydda" in samverk("disclose", str(plain)).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--no-totals", "--threshold=3"), "Summor: inga."),
        (("--protect-zeros",), "Också 0 skyddas."),
        (("--round", "5"), "Avrundat till närmaste 5"),
        (("--threshold", "200"), "Tabellen går inte att visa uppdelad"),
        (("--threshold", "10"), "Rader som visas tillsammans: Caféet, Verkstan."),
    ],
)
def test_what_was_asked_for_is_said(samverk, place, words, said):
    assert said in samverk("disclose", str(place), *words).out


def test_an_excel_file_is_read_as_well(samverk, tmp_path, place):
    rows = [line.split(";") for line in TABLE.splitlines()]
    cells = [rows[0], *([name, *map(int, counts)] for name, *counts in rows[1:])]
    sheet = tmp_path / "deltagare.xlsx"
    _write_excel(sheet, cells)
    assert samverk("disclose", str(sheet)).out == samverk("disclose", str(place)).out


def _write_excel(place, cells):
    from openpyxl import Workbook as Book

    book = Book()
    for row in cells:
        book.active.append(row)
    book.save(place)


def test_the_proof_can_be_kept_and_checked(samverk, tmp_path, place):
    kept = tmp_path / "bevis.json"
    assert samverk("disclose", str(place), "--proof", str(kept)).status == 0
    found = protect(read_table(TABLE.encode(), "deltagare", Totals()), DisclosurePolicy())
    proof = json.loads(kept.read_text(encoding="utf-8"))
    assert faults_of(proof, [found.editions[0].shown(DisclosurePolicy())]) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Ange en fil."),
        (("a.csv", "b.csv"), "Ange en fil."),
        (("finns-inte.csv",), "”finns-inte.csv” går inte att läsa. Finns filen?"),
        (("FIL", "--threshold", "1"), "--threshold ska vara 2-1000."),
        (("FIL", "--threshold", "fem"), "--threshold ska vara ett heltal: ”fem” går inte."),
        (("FIL", "--threshold"), "--threshold behöver ett värde."),
        (("FIL", "--threshold=5", "--threshold=6"), "--threshold är angivet två gånger."),
        (("FIL", "--round", "11"), "--round får vara högst dubbla gränsen, 10."),
        (("FIL", "--json=ja"), "--json tar inget värde."),
        (("FIL", "--okänt"), "Okänt val ”--okänt”."),
        (("FIL", "--totals-row", "Totalt"), "raden ”Totalt” finns inte"),
        (("FIL", "--totals-row", "Kursen"), "Raden ”Kursen” stämmer inte: vid ”Kvinnor” står 90"),
        (("FIL", "--no-totals", "--totals-row", "Summa"), "--no-totals går inte ihop med"),
        (("FIL", "--proof", "finns/inte/bevis.json"), "Beviset kan inte skrivas till"),
    ],
)
def test_wrong_usage_is_one_swedish_line_and_two(samverk, place, words, said):
    told = samverk("disclose", *(str(place) if word == "FIL" else word for word in words))
    assert (told.status, told.out, told.err.count("\n")) == (2, "", 1)
    assert said in told.err


def test_a_bad_number_is_told_with_its_place(samverk, place):
    place.write_text(TABLE.replace("7;2;9", "7;;9"), encoding="utf-8")
    told = samverk("disclose", str(place), "--json")
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("Rad 3, kolumn ”Män”: cellen är tom. Skriv 0 om det är ingen")


def test_half_an_excel_file_is_refused(samverk, place):
    place.write_bytes(b"PK\x03\x04 half a file")
    told = samverk("disclose", str(place))
    assert (told.status, told.err.count("\n")) == (2, 1)
    assert "Spara bladet som CSV" in told.err


def test_a_table_that_leaks_ends_with_one(samverk, place, monkeypatch):
    from samverk.analytics.disclosure.protect import Protection

    monkeypatch.setattr(Protection, "leaks", property(lambda self: self.protected))
    told = samverk("disclose", str(place))
    assert told.status == 1
    assert "Publicera inte tabellen" in told.out


def test_help_names_every_option(samverk):
    told = samverk("disclose", "--help")
    assert told.status == 0
    assert all(f"--{name}" in told.out for name in ("threshold", "totals-row", "round", "proof"))


def test_it_needs_no_django_and_refuses_before_numpy_is_loaded(place):
    code = (
        "import sys; from samverk.project.cli import main; status = main(sys.argv[1:]);"
        "print('|'.join({'django', 'psycopg', 'numpy'} & set(sys.modules)), file=sys.stderr)"
    )
    for words, loaded in (([str(place)], "numpy"), ([str(place), "--threshold=x"], "")):
        command = [sys.executable, "-c", code, "disclose", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stderr.splitlines()[-1:] in ([loaded], [])


def test_the_seeds_table_is_published_without_a_leak(samverk, shared, tmp_path):
    golden = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    rows = golden["participants_alingsas_2017_01_to_2020_03_14"]
    place = tmp_path / "deltagare.csv"
    lines = ["Aktivitet,Kvinnor,Män,Summa", *(",".join(map(str, row)) for row in rows)]
    place.write_text("\n".join(lines), encoding="utf-8")
    answer = samverk("disclose", str(place), "--threshold", "5", "--json").answer
    assert (answer["leaks"], answer["naive_leaks"], answer["naive_leaks_by_subtraction"]) == (
        0,
        8,
        4,
    )
