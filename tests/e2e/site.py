"""Serves the demo to a browser, from a process and a database of its own."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from samverk.project.demo_keys import PARTY_KEY, PARTY_PERSON_KEY
from samverk.project.running import ports
from samverk.project.testing.database import demo_database
from tests.e2e import clock
from tests.e2e.hand import Hand

FIRST_PORT = 8600
READY_SECONDS = 40
WEB = ["--threads", "4", "--no-control-socket"]


_hands: dict[str, Hand] = {}


# What the demo of the parties finds around it, as when a person starts it
PARTY = {
    "SAMVERK_DEMO_OF": "party",
    "SAMVERK_NAME": "Samverk hos parterna",
    "SECRET_KEY": PARTY_KEY,
    "SAMVERK_PERSON_KEY": PARTY_PERSON_KEY,
}


@contextmanager
def served_demo(place: str = "e2e", changes: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the demo and give its address; the database is dropped afterwards.

    It is a copy of one that is loaded once an hour. Another ``place`` is another demo, beside the one
    that the rest of the tests share; with the ``changes`` of ``PARTY`` it is the parties' demo.
    """
    changes = changes or {}
    environment = {**surroundings(place), **changes}
    of = changes.get("SAMVERK_DEMO_OF", "federation")
    with (
        demo_database(environment["SAMVERK_DATABASE"], of, changes),
        closing(Hand(environment)) as hand,
        serving(environment, port_from(FIRST_PORT)) as at,
    ):
        _hands[place] = hand
        yield at


def hand_of(place: str = "e2e") -> Hand:
    """Give the hand of a demo that is served. Raises KeyError when it is not."""
    return _hands[place]


def moment_of(place: str = "e2e") -> Path:
    """Where the moment stands that a demo lives in, if it is not the present."""
    return Path(tempfile.gettempdir(), f"samverk_{place}_{os.getpid()}.moment")


def surroundings(place: str = "e2e") -> dict[str, str]:
    """What a program of the demo that is served finds around it."""
    return os.environ | {
        "SAMVERK_CLUSTER": "test-database",
        "SAMVERK_DATABASE": f"samverk_{place}_{os.getpid()}",
        "SAMVERK_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
        # Each page is drawn when it is asked for: what it was drawn from is noted
        "SAMVERK_PAGES_KEPT_SECONDS": "0",
        clock.PLACE: str(moment_of(place)),
    }


def port_from(first: int) -> int:
    """Find a free port, where other test processes do not look first."""
    return ports.free_after(first + os.getpid() % 1000)


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[str]:
    """Serve an installation with its surroundings, in the moment of its file, and give its address."""
    bind = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "tests.e2e.entry:application", *WEB, *bind]
    with subprocess.Popen(command, env=environment) as server:
        try:
            _wait(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the web server for the browser tests did not start")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/om/")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()
