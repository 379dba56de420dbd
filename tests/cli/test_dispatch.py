"""`samverk`: which command runs, and that only its code is loaded."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samverk.project import cli

ROOT = Path(__file__).parents[2]


def _samverk(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    start = "import sys; from samverk.project.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", start, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("words", [(), ("flyga",), ("--version",), ("",)])
def test_an_unknown_command_gives_status_2_and_one_line(samverk, words):
    told = samverk(*words)

    assert (told.status, told.out) == (2, "")
    assert told.err.endswith("Hjälp: samverk --help\n")


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_lists_every_command(samverk, word):
    told = samverk(word)

    assert told.status == 0
    assert all(f"  {name} " in told.out for name in cli.COMMANDS)


def test_a_command_gets_the_words_after_its_name(samverk, monkeypatch):
    heard = []
    monkeypatch.setattr("samverk.project.cli.law.main", lambda words: heard.append(words) or 0)

    assert samverk("law", "a", "--b").status == 0
    assert heard == [["a", "--b"]]


def test_a_command_decides_its_own_status(samverk, monkeypatch):
    monkeypatch.setattr("samverk.project.cli.law.main", lambda words: 7)

    assert samverk("law").status == 7


def test_the_law_answers_in_a_process_of_its_own():
    told = _samverk("law", "diary", "2022KS554", "--json")

    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["number"] == 554


def test_a_terminal_without_swedish_letters_still_gets_an_answer():
    told = _samverk("law", "appeal", "--posted", "2025-12-03", PYTHONIOENCODING="ascii")

    assert (told.returncode, told.stderr) == (0, "")
    assert "2025-12-29" in told.stdout


def test_the_law_loads_neither_django_nor_the_other_rules():
    code = (
        "import sys; from samverk.project.cli import main; "
        "main(['law', 'three-months', '2022-11-30']); print('|'.join(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(told.stdout.splitlines()[-1].split("|"))

    assert not {"django", "argparse", "psycopg", "json", "samverk.rules.voting"} & loaded
    assert "samverk.rules.three_months" in loaded


def test_the_golden_appeal_dates_come_through_the_command_line(law, shared):
    with (shared / "golden" / "appeal_dates.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert (
                law("appeal", "--posted", row["posted"]).answer["legal_force"] == row["legal_force"]
            )


def test_the_golden_split_comes_through_the_command_line(law, shared):
    golden = json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))
    population = ",".join(f"{k}={v}" for k, v in golden["population_31_dec"]["2023"].items())

    told = law("shares", "--total", "14300000", "--population", population)

    assert told.answer["municipalities"] == golden["split_3575000_by_2023_population"]
