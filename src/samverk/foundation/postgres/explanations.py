"""Turns what PostgreSQL says when it fails into one Swedish line that says what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from samverk.foundation.postgres.location import Place

# PostgreSQL reports a write that the disk took in part, or its first file in a new connection, so.
FULL = (
    "No space left on device",
    "Disk quota exceeded",
    "File too large",
    "could not write init file",
    "wrote only ",
)
# Less than one segment of the write-ahead log, without which nothing is written.
LEAST_FREE = 16 * 2**20
NO_MEMORY = ("Cannot allocate memory", "could not map anonymous shared memory")
LIBRARY = re.compile(r"shared libraries: (\S+?):")
WORST = re.compile(r"\b(?:FATAL|PANIC|ERROR|error):\s*(.+)")


def explain(said: str, place: Place) -> str:
    """Say why the cluster at ``place`` did not start; ``said`` is what the programs printed."""
    if is_full(said, place.data):
        return disk_is_full(place.data.parent)
    if any(sign in said for sign in NO_MEMORY):
        return "Minnet räcker inte till databasen: avsluta något annat program och försök igen."
    if found := LIBRARY.search(said):
        return missing(found[1])
    return f"Databasen gick inte att starta ({_reason(said)}): läs {place.log}."


def missing(library: str, origin: str = "") -> str:
    """Say that the programs do not start for want of a shared library."""
    whose = f" ({origin})" if origin else ""
    return (
        f"PostgreSQL{whose} saknar biblioteket {library}:"
        " installera paketet som innehåller det, eller Debians paket postgresql."
    )


def first_line(fault: Exception) -> str:
    """Pick the line that a fault of the driver's tells most in."""
    return str(fault).strip().partition("\n")[0].rstrip(".")


def disk_is_full(where: Path | str) -> str:
    """Say that the disk is full."""
    return f"Disken är full: frigör plats där {where} ligger och försök igen."


def is_full(said: str, *places: Path) -> bool:
    """Answer whether a disk is full: then there may have been no room for saying so in a log."""
    return any(sign in said for sign in FULL) or any(map(_has_no_room, places))


def _has_no_room(path: Path) -> bool:
    there = next((p for p in (path, *path.parents) if p.exists()), Path("/"))
    return shutil.disk_usage(there).free < LEAST_FREE


def _reason(said: str) -> str:
    """Pick the line that tells most: the first error, else the last thing said."""
    if found := WORST.search(said):
        return found[1].strip()
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "inget besked"
