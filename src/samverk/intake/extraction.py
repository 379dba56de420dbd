"""Has a file's text read in a bounded process, and tells what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from samverk.intake.reading.errors import ReadingError
from samverk.intake.reading.model import Source
from samverk.intake.reading.source import read_path
from samverk.intake.reading.source.limits import FILE_LIMIT
from samverk.intake.reading.source.sniff import is_pdf
from samverk.intake.readings import StoredLine, source_of

SECONDS = 120
COMMAND = ["-m", "samverk.intake.extract"]
MANY = ["-m", "samverk.intake.extract_many"]
# What the one who forks may take beyond its fork, before it is held for dead
GRACE = 30
SLOW = "tog för lång tid att läsa. Dela upp den i mindre filer."
# A shorter text cannot take much time or memory, whatever it says; a short PDF can.
SMALL = 200_000
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Extraction:
    """A file's text (uttagen text); ``error`` is the Swedish reason when there is none."""

    lines: list[StoredLine] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    error: str = ""


def extract(name: str, data: bytes, *, seconds: float = SECONDS) -> Extraction:
    """Read a file's text in a process of its own; never raises for what the file does."""
    if many := _MANY.get():
        try:
            return many.extract(name, data, seconds)
        except OSError:
            # Whoever forks is gone: each file by itself is slower, and as safe
            many.end()
    command = [sys.executable, *COMMAND, name]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, env=_given(), check=False
        )
    except subprocess.TimeoutExpired:
        return Extraction(error=SLOW)
    return _answer(done.stdout) if done.returncode == 0 else _ended()


class _Many:
    """One process that forks for each file; begun with the first, since there may be none."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, name: str, data: bytes, seconds: float) -> Extraction:
        """Read a file's text in a fork. Raises OSError when nobody is there to answer."""
        process = self._begun()
        assert process.stdin
        assert process.stdout
        watch = Timer(seconds + GRACE, process.kill)
        watch.start()
        try:
            asked = {"name": name, "size": len(data), "seconds": seconds}
            process.stdin.write(json.dumps(asked).encode() + b"\n" + data)
            process.stdin.flush()
            told = json.loads(process.stdout.readline() or b"null")
            if told is None:
                raise BrokenPipeError
            answer = process.stdout.read(told["size"])
        finally:
            watch.cancel()
        if told["slow"]:
            return Extraction(error=SLOW)
        return _answer(answer) if answer else _ended()

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, *MANY],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_given(),
            )
        return self._process

    def end(self) -> None:
        """Let the process go."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


_MANY: ContextVar[_Many | None] = ContextVar("many", default=None)


@contextmanager
def many_files() -> Iterator[None]:
    """Read the files of this block in forks of one process, which saves what it takes to begin."""
    many = _Many()
    token = _MANY.set(many)
    try:
        yield
    finally:
        _MANY.reset(token)
        many.end()


def _given() -> dict[str, str]:
    """Answer the surroundings that a reader gets: none of the installation's secrets."""
    return {key: os.environ[key] for key in _PASSED_ON if key in os.environ}


def bounded_source(path: Path, name: str | None = None) -> Source:
    """Read a file from disk, in a process of its own where it could take much.

    Raises ``ReadingError`` as ``read_path`` does, also when the bounds are passed.
    """
    data = _heavy(path)
    if data is None:
        return read_path(path, name)
    called = name or path.name
    found = extract(called, data)
    if found.error:
        raise ReadingError(found.error)
    return source_of(called, found.lines, found.notes)


def _heavy(path: Path) -> bytes | None:
    """Answer the content of a file that could take much; None for one to be read as it is."""
    try:
        if not path.is_file() or path.stat().st_size > FILE_LIMIT:
            return None
        with path.open("rb") as file:
            head = file.read(SMALL)
            return head + file.read() if len(head) == SMALL or is_pdf(head) else None
    except (OSError, ValueError):
        return None


def _answer(output: bytes) -> Extraction:
    try:
        found: dict[str, Any] = json.loads(output)
    except ValueError:
        return _ended()
    if error := found.get("error"):
        return Extraction(error=error)
    return Extraction(found["lines"], tuple(found["notes"]))


def _ended() -> Extraction:
    return Extraction(
        error="krävde mer minne eller tid än läsaren får ta, eller är skadad."
        " Dela upp den i mindre filer eller spara om den; annars registreras handlingen för hand."
    )
