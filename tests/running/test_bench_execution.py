"""The benchmark of the register still fits the tables that it fills, and reads the pages it names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHORT = """
from benchmarks import execution
execution.ROUNDS = execution.PAGE_ROUNDS = execution.FEW_ROUNDS = 2
for label, value in execution.run(600):
    print(f"{label}: {value}")
"""
PAGES = {
    "register, who waits",
    "register, page 20",
    "register, more than three months",
    "register, ended lately",
    "a decision",
    "a quarter's figures",
    "work list",
    "start page",
    "search by number",
    "search by name",
    "checks",
    "extract",
}


@pytest.fixture(scope="module")
def said():
    """Run the benchmark with a few decisions, in a process and a database of its own."""
    around = {**os.environ, "SAMVERK_PROFILE": "party"}
    done = subprocess.run(
        [sys.executable, "-c", SHORT],
        cwd=ROOT,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines())


def test_every_page_is_measured(said):
    assert {name.removesuffix(": p50") for name in said if name.endswith(": p50")} - {
        "40 quarters counted"
    } == PAGES


def test_each_page_keeps_to_its_questions(said):
    asked = {name: int(value) for name, value in said.items() if ": queries (aim " in name}
    assert len(asked) == len(PAGES)
    assert {
        name: value for name, value in asked.items() if value > int(name.split()[-1].rstrip(")"))
    } == {}


def test_there_is_something_to_count(said):
    assert said["granteddecision rows"] == "600"
    assert int(said["registerwait rows"]) > 600
    assert int(said["waited at the end of the last of them"]) > 0
