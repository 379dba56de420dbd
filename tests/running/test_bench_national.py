"""The national benchmark still fits the tables that it fills, and reads what it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A few sentences and words make as good a trial; what they are joined to is counted by them
SHORT = """
from benchmarks import _national_words as words
words.SENTENCES, words.HEADINGS = 60, 40
from benchmarks import _national_api, _national_lists, _national_search, national
national.MANY = 400
for module in (_national_api, _national_lists, _national_search):
    module.ROUNDS = 2
for label, value in national.run():
    print(f"{label}: {value}")
"""


@pytest.fixture(scope="module")
def said():
    """Run the benchmark with a few paragraphs, in a process and a database of its own."""
    done = subprocess.run(
        [sys.executable, "-c", SHORT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_everything_is_loaded_once(said):
    told = dict(line.split(": records: ") for line in said if ": records: " in line)
    assert (told["item"], told["meeting"], told["organisation"]) == ("400", "20", "290")
    assert int(told["case"]) == 290
    assert len([line for line in said if line.startswith("loading: ")]) == 1


@pytest.mark.parametrize("what", ["search", "pages", "API", "bulk"])
def test_every_part_is_measured(said, what):
    assert [line for line in said if line.startswith(f"{what}: ") and "aim" in line]


def test_no_list_asks_more_than_a_few_questions(said):
    asked = [int(line.split()[-2]) for line in said if line.endswith(" questions")]
    assert len(asked) > 15
    assert max(asked) <= 12
