"""`samverk law unexecuted`, as somebody at a keyboard runs it."""

from __future__ import annotations

import json

import pytest

from samverk.project.cli import main

ROWS = """id;beslutsdatum;typ;lagrum;avbrottsdatum;slutdatum;utfall
1;2022-07-25;Kontaktfamilj;4.1 § SoL;;;öppet
2;2022-01-10;Boende;9 § p. 9 LSS;2022-05-02;;öppet
3;2022-02-01;Boende;9 § p. 9 LSS;;2022-11-03;verkställt
"""


@pytest.fixture
def register(tmp_path):
    place = tmp_path / "register.csv"
    place.write_text(ROWS, encoding="utf-8")
    return str(place)


def asked(capsys, *words):
    status = main(["law", "unexecuted", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_quarter_is_told_as_json(register, capsys):
    status, out, _ = asked(capsys, "--register", register, "--quarter", "2022Q4", "--json")
    told = json.loads(out)
    assert status == 0
    assert {key: told[key] for key in ("A", "B", "C", "new")} == {"A": 1, "B": 1, "C": 1, "new": 1}
    assert told["by_type"] == {
        "Boende": {"A": 0, "B": 1, "C": 1},
        "Kontaktfamilj": {"A": 1, "B": 0, "C": 0},
    }
    assert told["elapsed_days"] == {"1": 159, "2": 355}


def test_the_other_definition_counts_what_ended_too(register, capsys):
    words = ("--register", register, "--quarter", "2022Q4", "--definition", "open-or-ended")
    _, out, _ = asked(capsys, *words, "--json")
    told = json.loads(out)
    assert (told["A"], told["B"], told["new"]) == (2, 1, 1)
    assert any("också de som verkställts" in one["text"] for one in told["reasons"])


def test_a_quarter_is_told_in_words_under_a_table(register, capsys):
    _, out, _ = asked(capsys, "--register", register, "--quarter", "2022Q4")
    assert "Kontaktfamilj               1         0" in out
    assert "Här räknas de beslut som inte är verkställda på kvartalets sista dag." in out


def test_a_quarter_that_has_not_ended_has_no_number(register, capsys):
    _, out, _ = asked(capsys, "--register", register, "--quarter", "2099Q1", "--json")
    assert [json.loads(out)[key] for key in ("A", "B", "C", "new")] == [None] * 4
    assert json.loads(out)["by_type"] == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Ange Registerfil (--register)"),
        (
            ("--register", "finns-inte.csv", "--quarter", "2022Q4"),
            "går inte att läsa. Finns filen?",
        ),
        (("--register", "x", "--quarter", "2022"), "Kvartalet skrivs som 2023Q1"),
        (("--register", "x", "--quarter", "2022Q1", "--definition", "y"), "--definition ska vara"),
        (("--hej",), "Okänt val"),
    ],
)
def test_bad_words_are_one_line(words, told, capsys):
    status, out, err = asked(capsys, *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_register_with_faults_is_not_counted(tmp_path, capsys):
    place = tmp_path / "fel.csv"
    place.write_text(ROWS + "".join(f"{n};x;Boende;;;;\n" for n in range(4, 12)), encoding="utf-8")
    status, out, err = asked(capsys, "--register", str(place), "--quarter", "2022Q4")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "Rad 5, beslutsdatum: x är inget datum." in err
    assert "Och 3 fel till." in err


def test_it_stands_in_the_help(capsys):
    assert main(["law", "--help"]) == 0
    assert "unexecuted" in capsys.readouterr().out
    assert asked(capsys, "--help")[0] == 0


def test_what_a_file_says_does_not_steer_the_terminal(tmp_path, capsys):
    place = tmp_path / "styr.csv"
    place.write_text(
        'id;beslutsdatum;typ\n"B\x1b[31m1";2022-07-25;"Kontakt\x07\nfamilj"\n', encoding="utf-8"
    )
    status, out, err = asked(capsys, "--register", str(place), "--quarter", "2022Q4")
    assert (status, err) == (0, "")
    assert "Kontakt familj" in out
    assert "Väntetid B[31m1: 159 dagar" in out
    assert "\x1b" not in out


@pytest.mark.parametrize("place", ["/dev/zero", "."])
def test_what_is_no_file_is_not_read(capsys, place):
    status, out, err = asked(capsys, "--register", place, "--quarter", "2022Q4")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "går inte att läsa. Finns filen?" in err
