"""A new, real installation whose clock the tests move.

It is reached as localhost, where a browser lets secure cookies be without a certificate.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverk.foundation.postgres.location import APP_ROLE, OWNER_ROLE, PORT, Place
from samverk.project.running import ports
from samverk.project.testing.database import test_database
from tests.e2e.replay import clock
from tests.e2e.replay.hand import DONE
from tests.e2e.site import FIRST_PORT, READY_SECONDS, WEB

KEY = "abcdefghij" * 6


@dataclass
class Hand:
    """The worker's hand: does a thing when told its word, and answers when it is done."""

    process: subprocess.Popen[str]

    def does(self, word: str) -> Any:
        """Have a thing done; answer what it told. Raises RuntimeError when it fell."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        told = self.process.stdout.readline()
        if not told.startswith(DONE):
            raise RuntimeError(f"the hand fell when it was told to {word}")
        return json.loads(told.removeprefix(DONE))


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

    @contextmanager
    def hand(self) -> Iterator[Hand]:
        """Start the process that works the queue when it is told to."""
        with subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.replay.hand"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            yield Hand(process)
            process.communicate()

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
        made = Installation(var, _surroundings(var, place, name), _free_port())
        made.travel("2020-01-07")
        yield made


def _free_port() -> int:
    # Above 10080, which a browser opens no page on
    return ports.free_after(FIRST_PORT + 2000 + os.getpid() % 1000)


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


@contextmanager
def serving(made: Installation) -> Iterator[str]:
    """Serve it, and give its address."""
    bind = ["--bind", f"127.0.0.1:{made.port}", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "tests.e2e.replay.entry:application"]
    with subprocess.Popen([*command, *WEB, *bind], env=made.environment) as server:
        try:
            _wait(server, made.port)
            yield made.address
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server of the replay did not start")
