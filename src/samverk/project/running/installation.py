"""Starts and stops the processes of one installation.

The web server and the worker run in sessions of their own, so Ctrl-C reaches only this process,
which ends them in order: no request is cut, and the database stops last.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from samverk.foundation.postgres.binaries import disk_message
from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.foundation.postgres.roles import prepare
from samverk.project.running import children, schema

READY_SECONDS = 60


class NotStartedError(Exception):
    """The installation could not start; the message is one Swedish line."""


class Installation:
    """The demo installation of this checkout, on one port of 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.var = var_directory()
        self.cluster = Cluster(place_of(self.var))

    @property
    def address(self) -> str:
        """Answer where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        """Start everything, say where, and stay until Ctrl-C or ``make stop``."""
        signal.signal(signal.SIGTERM, _interrupt)
        with self._alone():
            self._require_free_port()
            try:
                self._prepare_database()
                self._start_children()
                self._announce()
                self._watch()
            except KeyboardInterrupt:
                print("\nStoppar …")
            finally:
                children.end_all(self.var)
                self.cluster.stop()
        print("Stoppat.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Refuse a second start in the same checkout."""
        with _lock_of(self.var) as handle:
            if not _take(handle):
                raise NotStartedError(
                    "Samverk är redan i gång från den här katalogen: stoppa med make stop."
                )
            handle.truncate(0)
            handle.write(str(os.getpid()))
            handle.flush()
            yield

    def _require_free_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError as fault:
                raise NotStartedError(
                    f"Port {self.port} är upptagen: välj en annan med make run PORT={self.port + 123}."
                ) from fault

    def _prepare_database(self) -> None:
        children.end_all(self.var)
        if os.environ.get("DATABASE_URL"):
            schema.migrate()
        else:
            self.cluster.start()
            prepare(self.cluster.place.socket)
            schema.migrate_if_changed(self.cluster.place.data.parent / "schema")
        (self.var / "files").mkdir(exist_ok=True)

    def _start_children(self) -> None:
        web = [sys.executable, "-m", "gunicorn", "samverk.project.wsgi:application"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4"]
        quiet = ["--preload", "--no-control-socket", "--log-level", "warning"]
        children.start(self.var, "web", [*web, *options, *quiet])
        worker = [sys.executable, "-m", "django", "procrastinate", "worker"]
        children.start(self.var, "worker", worker)

    def _announce(self) -> None:
        """Wait until the first page answers, then print where it is and who can log in."""
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or children.ended(self.var):
                raise NotStartedError(f"Webbservern startade inte: läs {self.var / 'web.log'}.")
            time.sleep(0.05)
        from samverk.project.demo.cast import LOGINS, PASSWORD

        print(
            f"Samverk är i gång: {self.address}\n\nLogga in i demon med lösenordet {PASSWORD} som"
        )
        for login in LOGINS:
            print(f"  {login.email:<34} {login.title}")
        print("\nStoppa med Ctrl-C.", flush=True)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/levande/", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _watch(self) -> None:
        """Stay while the children live; when one ends by itself, say which."""
        while not (name := children.ended(self.var)):
            time.sleep(0.5)
        raise NotStartedError(f"Processen {name} avslutades: läs {self.var / f'{name}.log'}.")


def stop_everything() -> bool:
    """Stop what runs from this checkout, in order; answer whether anything did."""
    var = var_directory()
    if not var.exists():
        return False
    ended = _end_parent(var) or children.end_all(var)
    stopped = Cluster(place_of(var)).stop()
    return ended or stopped


def _end_parent(var: Path) -> bool:
    """Ask a ``samverk run`` that still holds the lock to stop, and wait until it has let go."""
    with _lock_of(var) as handle:
        if _take(handle):
            return False
        handle.seek(0)
        os.kill(int(handle.read()), signal.SIGTERM)
        fcntl.flock(handle, fcntl.LOCK_EX)
        return True


def _lock_of(var: Path) -> TextIO:
    try:
        var.mkdir(exist_ok=True)
        return (var / "run.lock").open("a+")
    except OSError as fault:
        raise NotStartedError(disk_message(fault, var)) from fault


def _take(handle: TextIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
