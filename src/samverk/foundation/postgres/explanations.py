"""Turns what PostgreSQL says when it fails into one Swedish line that says what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from samverk.foundation.postgres.location import Place

FULL = ("No space left on device", "Disk quota exceeded", "File too large")
# Less than one segment of the write-ahead log, without which nothing is written.
LEAST_FREE = 16 * 2**20
NO_MEMORY = ("Cannot allocate memory", "could not map anonymous shared memory")
WORST = re.compile(r"\b(?:FATAL|PANIC|ERROR|error):\s*(.+)")


def explain(said: str, place: Place) -> str:
    """Say why the cluster at ``place`` did not start; ``said`` is what the programs printed."""
    if any(sign in said for sign in FULL) or _is_full(place):
        return f"Disken är full: frigör plats där {place.data.parent} ligger och försök igen."
    if any(sign in said for sign in NO_MEMORY):
        return "Minnet räcker inte till databasen: avsluta något annat program och försök igen."
    return f"Databasen gick inte att starta ({_reason(said)}): läs {place.log}."


def first_line(fault: Exception) -> str:
    """Pick the line that a fault of the driver's tells most in."""
    return str(fault).strip().partition("\n")[0].rstrip(".")


def _is_full(place: Place) -> bool:
    """Answer whether the disk is full: then there was no room for saying so in the log either."""
    there = next((p for p in (place.data, *place.data.parents) if p.exists()), Path("/"))
    return shutil.disk_usage(there).free < LEAST_FREE


def _reason(said: str) -> str:
    """Pick the line that tells most: the first error, else the last thing said."""
    if found := WORST.search(said):
        return found[1].strip()
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "inget besked"
