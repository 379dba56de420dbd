"""`samverk law` and what it prints to: pipes, full disks, closed ends and old terminals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

START = "import sys; from samverk.project.cli import main; sys.exit(main())"
QUORUM = ("law", "quorum", "--members", "51", "--present", "26")
# More than a pipe or a file buffers, so that the printing itself meets the fault.
MANY = ",".join(f"Kommun{n}=1" for n in range(4000))
LONG = ("law", "shares", "--total", "9", "--population", MANY)
FULL = Path("/dev/full")


def _into(stdout, *words, **environment):
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def closed_pipe():
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize("words", [QUORUM, LONG, ("--help",), ("law", "--help")])
def test_a_reader_that_went_away_is_no_fault_to_tell_of(closed_pipe, words):
    told = _into(closed_pipe, *words)

    assert (told.returncode, told.stderr) == (141, "")


@pytest.mark.skipif(not FULL.exists(), reason="ingen /dev/full på den här datorn")
@pytest.mark.parametrize("words", [QUORUM, LONG, ("law", "vote", "--help")])
def test_a_full_disk_gives_one_line(words):
    with FULL.open("w") as full:
        told = _into(full, *words)

    assert told.returncode == 1
    assert told.stderr == "Svaret kunde inte skrivas. Finns det plats på disken?\n"


@pytest.mark.parametrize(("words", "status"), [(QUORUM, 0), (("law", "quorum"), 2)])
def test_closed_ends_swallow_what_is_said(words, status):
    shell = 'exec "$0" "$@" >&- 2>&-'
    told = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable, "-c", START, *words], check=False
    )

    assert told.returncode == status


def test_a_complaint_never_lands_among_the_answers():
    shell = 'exec "$0" "$@" 2>&-'
    told = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable, "-c", START, "law", "quorum"],
        capture_output=True,
        check=False,
    )

    assert (told.returncode, told.stdout) == (2, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_json_stays_json_in_every_encoding(encoding):
    words = ("law", "shares", "--total", "100", "--population", "Åre=1,Łódź=1", "--json")
    told = _into(subprocess.PIPE, *words, PYTHONIOENCODING=encoding)

    assert json.loads(told.stdout)["municipalities"] == {"Åre": 13, "Łódź": 12}


def test_json_is_written_in_clear_where_it_can_be():
    words = ("law", "shares", "--total", "8", "--population", "Åre=1", "--json")

    assert '"Åre": 2' in _into(subprocess.PIPE, *words, PYTHONIOENCODING="utf-8").stdout


@pytest.mark.parametrize("words", [("--help",), ("law", "--help"), ("law", "appeal", "--help")])
def test_help_is_printed_also_without_swedish_letters(words):
    told = _into(subprocess.PIPE, *words, PYTHONIOENCODING="ascii")

    assert told.stdout.startswith("Anv\\xe4ndning: samverk")
    assert (told.returncode, told.stderr) == (0, "")
