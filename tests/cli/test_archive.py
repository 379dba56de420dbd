"""`samverk archive`, run as a program runs it: what it says, and the status it ends with."""

from __future__ import annotations

import json

import pytest

from samverk.documents.archive.tests import made
from samverk.project.cli import main


@pytest.fixture
def package(tmp_path):
    place = tmp_path / "paket.zip"
    place.write_bytes(made.packed()[0])
    return place


def test_a_whole_package_is_answered_with_no_fault(package, capsys):
    assert main(["archive", str(package), "--nyckel", made.KEY.public]) == 0
    assert capsys.readouterr().out == "Inget är ändrat. Prövat: 11 filer, 2 låsta poster.\n"


def test_without_a_key_the_reader_is_told_to_compare_it(package, capsys):
    assert main(["archive", str(package)]) == 0
    assert "Nyckeln är paketets egen" in capsys.readouterr().out


def test_a_changed_byte_ends_with_one_and_says_where(package, capsys):
    content = package.read_bytes()
    package.write_bytes(content.replace(b"%PDF-1.4\nhej", b"%PDF-1.4\nnej"))
    assert main(["archive", str(package), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["ok"] is False


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Ange ett paket."),
        (["a", "b"], "Ange ett paket."),
        (["--hemligt", "a"], "Okänt val"),
        (["a", "--nyckel"], "--nyckel behöver ett värde."),
        (["finns-inte.zip"], "går inte att läsa."),
    ],
)
def test_wrong_usage_ends_with_two_and_one_line(words, told, capsys):
    assert main(["archive", *words]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
