"""Serves the demo to a browser, from a process and a database of its own."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from samverk.project.running import ports
from samverk.project.testing.database import test_database

FIRST_PORT = 8600
READY_SECONDS = 40
WEB = ["--threads", "4", "--no-control-socket"]


@contextmanager
def served_demo(place: str = "e2e") -> Iterator[str]:
    """Serve the demo and give its address; the database is dropped afterwards.

    Another ``place`` is another demo, beside the one that the rest of the tests share.
    """
    environment = surroundings(place)
    with test_database(environment["SAMVERK_DATABASE"]):
        subprocess.run([sys.executable, "-m", "django", "load_demo"], env=environment, check=True)
        with _serving("samverk.project.wsgi:application", environment) as address:
            yield address


@contextmanager
def served_later(days: int) -> Iterator[str]:
    """Serve the same demo as it is some days from now, and give its address."""
    environment = surroundings() | {"SAMVERK_DAYS_AHEAD": str(days)}
    with _serving("tests.e2e.later:application", environment) as address:
        yield address


def surroundings(place: str = "e2e") -> dict[str, str]:
    """What a program of the demo that is served finds around it."""
    return os.environ | {
        "SAMVERK_CLUSTER": "test-database",
        "SAMVERK_DATABASE": f"samverk_{place}_{os.getpid()}",
        "SAMVERK_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
    }


@contextmanager
def _serving(application: str, environment: dict[str, str]) -> Iterator[str]:
    port = ports.free_after(FIRST_PORT + os.getpid() % 1000)
    bind = ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", application, *WEB, *bind]
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
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()
