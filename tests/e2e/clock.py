"""The moment that a served installation lives in: a file, which the tests write to move its time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

import time_machine

PLACE = "SAMVERK_MOMENT_FILE"
SWEDEN = ZoneInfo("Europe/Stockholm")


def moment(day: str, hour: str = "10:00") -> datetime:
    """Read a day and an hour in Sweden."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=SWEDEN)


def keep(place: Path, now: datetime) -> None:
    """Let the installation live in ``now``; the file is never seen half written."""
    written = place.with_suffix(".new")
    written.write_text(now.isoformat())
    written.replace(place)


@contextmanager
def ahead(place: Path, days: int) -> Iterator[None]:
    """Let the installation live some days from now for as long as the block lasts."""
    keep(place, datetime.now(UTC) + timedelta(days=days))
    try:
        yield
    finally:
        place.unlink()


class Traveller:
    """Lets this process live in the file's moment, from where its clock goes on; without a file, now."""

    def __init__(self) -> None:
        self.place = Path(os.environ[PLACE])
        self.read = ""
        self.away: time_machine.travel | None = None
        self.lock = Lock()
        self.follow()

    def follow(self) -> None:
        """Go to the file's moment if it has been moved, or home when the file is gone."""
        with self.lock:
            found = self.place.read_text() if self.place.exists() else ""
            if found != self.read:
                self.read = found
                self._go(found)

    def _go(self, there: str) -> None:
        if self.away:
            self.away.stop()
            self.away = None
        if there:
            self.away = time_machine.travel(datetime.fromisoformat(there), tick=True)
            self.away.start()
