"""`samverk verify`, run as a program runs it: what it says, and the status it ends with."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from samverk.foundation.seals.bundle import write_export
from samverk.foundation.seals.tests.tampering import KEY, a_row, an_old_backup, sealed
from samverk.project.cli import main

OF = sealed(random.Random(7))


@pytest.fixture
def export(tmp_path):
    place = tmp_path / "export.zip"
    write_export(place, OF.export())
    return place


@pytest.fixture
def witness(tmp_path):
    place = tmp_path / "vittne.json"
    place.write_text(OF.witness + "\n", encoding="utf-8")
    return place


def test_a_clean_export_is_answered_with_no_fault(export, witness, capsys):
    assert main(["verify", str(export), "--nyckel", KEY.public, "--vittne", str(witness)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Inget är ändrat. Prövat: ")
    assert "Observera" not in told


def test_without_a_key_the_reader_is_told_to_compare_it(export, capsys):
    assert main(["verify", str(export)]) == 0
    assert "Nyckeln är exportens egen" in capsys.readouterr().out


def test_a_changed_row_ends_with_one_and_says_where(tmp_path, capsys):
    write_export(tmp_path / "export", a_row(random.Random(1), OF))
    assert main(["verify", str(tmp_path / "export")]) == 1
    told = capsys.readouterr().out
    assert "Innehållet är ändrat: kontrollsumman stämmer inte." in told
    assert "post" in told


def test_an_old_backup_is_found_by_what_a_witness_kept(tmp_path, witness, capsys):
    write_export(tmp_path / "export", an_old_backup(random.Random(1), OF))
    assert main(["verify", str(tmp_path / "export"), f"--vittne={witness}"]) == 1
    assert "en gammal säkerhetskopia" in capsys.readouterr().out


def test_a_cut_file_is_a_fault_and_no_crash(export, capsys):
    export.write_bytes(export.read_bytes()[:-9])
    assert main(["verify", str(export)]) == 1
    assert "Exporten går inte att läsa" in capsys.readouterr().out


def test_programs_get_json(export, capsys):
    assert main(["verify", "--json", str(export)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["faults"] == []
    assert sum(told["chains"].values()) == len(OF.links)


@pytest.mark.parametrize(
    "words", [[], ["a", "b"], ["--okänt"], ["a", "--nyckel"], ["finns-inte.zip"]]
)
def test_wrong_usage_is_one_line_and_two(words, capsys):
    assert main(["verify", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_it_needs_neither_django_nor_a_database(export):
    code = (
        "import sys; from samverk.project.cli import main; status = main(sys.argv[1:]);"
        "assert not {'django', 'psycopg'} & set(sys.modules); sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "verify", str(export)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
