"""The moment that the installation of the replay lives in: a file, which the tests move forward."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
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


class Traveller:
    """Lets this process live in the file's moment; from there the clock goes on."""

    def __init__(self) -> None:
        self.place = Path(os.environ[PLACE])
        self.read = self.place.read_text()
        self.coordinates = time_machine.travel(self._there(), tick=True).start()

    def _there(self) -> datetime:
        return datetime.fromisoformat(self.read)

    def follow(self) -> None:
        """Go to the file's moment if it has been moved."""
        if (found := self.place.read_text()) != self.read:
            self.read = found
            self.coordinates.move_to(self._there())
