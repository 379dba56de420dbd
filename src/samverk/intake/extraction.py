"""Has a file's text read in a bounded process, and tells what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from samverk.intake.readings import StoredLine

SECONDS = 120
COMMAND = ["-m", "samverk.intake.extract"]
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Extraction:
    """A file's text (uttagen text); ``error`` is the Swedish reason when there is none."""

    lines: list[StoredLine] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    error: str = ""


def extract(name: str, data: bytes, *, seconds: float = SECONDS) -> Extraction:
    """Read a file's text in a process of its own; never raises for what the file does."""
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    command = [sys.executable, *COMMAND, name]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return Extraction(error="tog för lång tid att läsa. Dela upp den i mindre filer.")
    return _answer(done.stdout) if done.returncode == 0 else _ended()


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
        " Spara om den, eller registrera handlingen för hand."
    )
