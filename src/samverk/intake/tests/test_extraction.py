"""The reader's own process: bounded, without secrets, and never fatal to the one who asked."""

from __future__ import annotations

import pytest

from samverk.intake import extract as child
from samverk.intake import extraction
from samverk.intake.extraction import SMALL, Extraction, bounded_source, extract
from samverk.intake.reading.errors import ReadingError
from samverk.intake.reading.source import read_path
from samverk.intake.tests.conftest import in_process, sample


def _ran(command):
    """Have another program run in the reader's place."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(extraction, "COMMAND", command)
        return extract("a.txt", b"text")


@pytest.mark.parametrize("name", ["board.txt", "excerpt.md"])
def test_a_process_of_its_own_reads_the_same_text(name):
    file = sample(name)
    assert extract(file.name, file.content) == in_process(file.name, file.content)


def test_the_process_bounds_its_memory_and_time():
    asked = (
        "import resource, sys, samverk.intake.extract as e; sys.stdin = open('/dev/null')\n"
        "e.extracted = lambda *_: {'lines': [resource.getrlimit(r)[0] for r in"
        " (resource.RLIMIT_AS, resource.RLIMIT_CPU)], 'notes': []}; e.main()"
    )
    found = _ran(["-c", asked])
    assert found.lines == [child.MEMORY, child.CPU_SECONDS]


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"x" * SMALL), ("b.pdf", b"%PDF-1.7\n")])
def test_a_file_from_disk_that_could_take_much_is_read_in_a_process_of_its_own(
    tmp_path, monkeypatch, name, data
):
    path = tmp_path / name
    path.write_bytes(data)
    monkeypatch.setattr(extraction, "COMMAND", ["-c", "import sys; sys.exit(1)"])
    with pytest.raises(ReadingError, match="mer minne eller tid"):
        bounded_source(path)


def test_a_small_text_from_disk_is_read_at_once(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(sample("board.txt").content)
    monkeypatch.setattr(extraction, "COMMAND", ["-c", "import sys; sys.exit(1)"])
    assert bounded_source(path, "b.txt").name == "b.txt"


def test_a_process_of_its_own_gives_the_source_that_reading_gives(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(sample("board.txt").content)
    monkeypatch.setattr(extraction, "SMALL", 10)
    assert bounded_source(path) == read_path(path)


def test_a_text_that_eats_memory_ends_with_its_process():
    eats = "import resource as r; r.setrlimit(r.RLIMIT_AS, (10**8, 10**8)); 'a' * 10**9"
    assert "mer minne eller tid" in _ran(["-c", eats]).error


def test_reading_that_takes_too_long_is_given_up():
    found = extract("board.txt", sample("board.txt").content, seconds=0.001)
    assert "tog för lång tid" in found.error


def test_a_reader_that_dies_is_told_as_an_error(monkeypatch):
    monkeypatch.setattr(extraction.sys, "executable", "/bin/false")
    assert "mer minne eller tid" in extract("board.txt", b"text").error


def test_the_reader_gets_no_secrets_from_the_environment(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        raise extraction.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setenv("SECRET_KEY", "hemligt")
    monkeypatch.setattr(extraction.subprocess, "run", run)
    assert extract("a.txt", b"text") == Extraction(
        error="tog för lång tid att läsa. Dela upp den i mindre filer."
    )
    assert "SECRET_KEY" not in seen
