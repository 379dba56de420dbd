"""The reader's own process: bounded, without secrets, and never fatal to the one who asked."""

from __future__ import annotations

import pytest

from samverk.intake import extract as child
from samverk.intake import extraction
from samverk.intake.extraction import SMALL, Extraction, bounded_source, extract, many_files
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


# Fails on a file by what its name asks for
FAILING = """
import sys, time
import samverk.intake.extract_many as e

def extracted(name, data):
    if name == "ends.txt": sys.exit(1)
    if name == "hangs.txt": time.sleep(60)
    text = "a" * 10**9 if name == "eats.txt" else data.decode()
    return {"lines": [[None, 1, text, 0]], "notes": []}

e.extracted = extracted
e.main()
"""


@pytest.fixture
def forking(monkeypatch):
    """One process for many files, which fails as ``FAILING`` does; nobody reads in its place."""
    monkeypatch.setattr(extraction, "MANY", ["-c", FAILING])
    monkeypatch.setattr(extraction, "COMMAND", ["-c", "import sys; sys.exit(1)"])
    with many_files():
        yield


def first(name):
    found = extract(name, b"text", seconds=2)
    return found.error or found.lines[0][2]


def test_many_files_are_read_in_forks_of_one_process_as_each_by_itself(monkeypatch):
    monkeypatch.setattr(extraction, "COMMAND", ["-c", "import sys; sys.exit(1)"])
    files = [sample("board.txt"), sample("excerpt.md"), sample("board.txt")]
    with many_files():
        found = [extract(one.name, one.content) for one in files]
    assert found == [in_process(one.name, one.content) for one in files]


def test_a_fork_that_ends_eats_or_hangs_costs_its_own_file_alone(forking):
    told = [first(name) for name in ("a.txt", "ends.txt", "eats.txt", "hangs.txt", "b.txt")]
    assert (told[0], told[-1]) == ("text", "text")
    assert ["mer minne eller tid" in one for one in told[1:3]] == [True, True]
    assert told[3] == extraction.SLOW


def test_a_fork_bounds_itself_and_not_the_process_it_came_from(monkeypatch):
    program = (
        "import resource as r, samverk.intake.extract_many as e\n"
        "e.extracted = lambda *_: {'lines': [r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU)],"
        " 'notes': [str(r.getrlimit(r.RLIMIT_CPU)[0])]}; e.main()"
    )
    monkeypatch.setattr(extraction, "MANY", ["-c", program])
    with many_files():
        extract("a.txt", b"text")
        found = extract("a.txt", b"text")
    assert found.lines == [child.MEMORY + child.COPIES * 4, child.CPU_SECONDS]


def test_when_the_process_that_forks_is_gone_each_file_is_read_by_itself(monkeypatch):
    monkeypatch.setattr(extraction, "MANY", ["-c", "import sys; sys.exit(1)"])
    file = sample("board.txt")
    with many_files():
        assert extract(file.name, file.content) == in_process(file.name, file.content)


def test_no_process_is_left_behind(forking):
    first("a.txt")
    process = extraction._MANY.get()._process
    extraction._MANY.get().end()
    assert process.returncode is not None
