"""The benchmark of the pages still fits the tables that it fills, and reads the pages it names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHORT = """
from benchmarks import pages
pages.ROUNDS = pages.WARM_UP = 2
for label, value in pages.run(24):
    print(f"{label}: {value}")
"""


@pytest.fixture(scope="module")
def said():
    """Run the benchmark with a few cases, in a process and a database of its own."""
    done = subprocess.run(
        [sys.executable, "-c", SHORT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_page_is_measured(said):
    names = {line.split(":")[0].split(",")[0] for line in said.splitlines()}
    assert names == {"chain page", "case page"}
    assert "a new day each time" in said


def test_each_page_keeps_to_its_questions(said):
    asked = [int(line.split()[-1]) for line in said.splitlines() if "queries" in line]
    assert len(asked) == 3
    assert max(asked) <= 12
