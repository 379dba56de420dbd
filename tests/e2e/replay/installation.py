"""A new, real installation whose clock the tests move.

It is reached as localhost, where a browser lets secure cookies be without a certificate.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samverk.foundation.postgres.location import APP_ROLE, OWNER_ROLE, PORT, Place
from samverk.project.testing.database import test_database
from tests.e2e import clock
from tests.e2e.site import FIRST_PORT, port_from

KEY = "abcdefghij" * 6


@dataclass
class Installation:
    """Where it keeps its files, what its programs find around them, and where it answers."""

    var: Path
    environment: dict[str, str]
    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def travel(self, day: str, hour: str = "10:00") -> None:
        """Let it be another moment, for its web server and for what is run from now on."""
        clock.keep(Path(self.environment[clock.PLACE]), clock.moment(day, hour))

    def python(self, *words: str) -> str:
        """Run Python in the installation's surroundings; answer what it says."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{words[:3]} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def samverk(self, *words: str) -> str:
        """Give a command of Samverk's own."""
        return self.python("-m", "tests.e2e.replay.program", *words)

    def set_up(self, *words: str) -> str:
        """Set it up as whoever runs the server does; answer where the link to the first account leads."""
        found = re.search(r"https://\S+?(/konto/\S+)", self.samverk("setup", *words))
        assert found
        return found[1]


@contextmanager
def installation(var: Path) -> Iterator[Installation]:
    """Give an installation with an empty database and nothing served yet."""
    name = f"samverk_replay_{os.getpid()}"
    with test_database(name) as place:
        # Above 10080, which a browser opens no page on
        port = port_from(FIRST_PORT + 2000)
        made = Installation(var, _surroundings(var, place, name), port)
        made.travel("2020-01-07")
        yield made


def _surroundings(var: Path, place: Place, database: str) -> dict[str, str]:
    """What its programs find around them: nothing of the demo's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMVERK_", "DATABASE_"))}
    server = f"{database}?host={place.socket}&port={PORT}"
    return kept | {
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": f"postgresql://{APP_ROLE}@/{server}",
        "DATABASE_OWNER_URL": f"postgresql://{OWNER_ROLE}@/{server}",
        "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
        "SAMVERK_VAR": str(var),
        "SAMVERK_BOARDS": "harryda,insjoriket",
        clock.PLACE: str(var.with_name("moment")),
    }
