"""Starts the processes of what runs here and ends them in order.

The web servers and the workers run in sessions of their own, so Ctrl-C reaches only this process,
which ends them first and the database last: no request is cut.
"""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from samverk.foundation.postgres.addresses import is_named
from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.explanations import disk_is_full, is_full
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.foundation.postgres.roles import prepare
from samverk.project.rooms import chosen_profile
from samverk.project.running import lock, making, ports, schema
from samverk.project.running.children import Children
from samverk.project.running.console import say
from samverk.project.running.errors import NotStartedError
from samverk.project.running.parts import Part, demo_pair, federation_alone
from samverk.project.running.welcome import welcome

READY_SECONDS = 60
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB = ["gunicorn", "samverk.project.wsgi:application", "--workers", "2", "--threads", "4"]
QUIET = ["--preload", "--no-control-socket", "--graceful-timeout", "5", "--log-level", "warning"]
# Two at a time: a calculation of a minute must not keep a message waiting
WORKER = ["django", "procrastinate", "worker", "--shutdown-graceful-timeout", "5"]
WORKER += ["--concurrency", "2"]


class Installation:
    """The demo of this checkout: a federation on one port of 127.0.0.1, and a party on the next."""

    is_demo = True
    # By what name it answers when asked from this machine
    host = ports.LOCALHOST

    def __init__(self, port: int) -> None:
        self.port = port
        self.var = var_directory()
        self.cluster = Cluster(place_of(self.var))
        self.children = Children(self.var, keeps_logs=self.is_demo)

    def parts(self) -> tuple[Part, ...]:
        """List what is served: both installations, or one where a named server has room for no more."""
        if self.has_own_database:
            return demo_pair(self.var, self.port, self.cluster.place.socket)
        return federation_alone(self.var, self.port)

    @property
    def has_own_database(self) -> bool:
        """Answer whether the embedded database serves it, and not one named by DATABASE_URL."""
        return not is_named()

    def serve(self) -> None:
        """Start everything, say where, and stay until Ctrl-C, a closed terminal or ``make stop``.

        Raises NotStartedError or DatabaseUnavailableError; whatever happens, nothing is left behind.
        """
        require_known_profile()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
            "SAMVERK_VAR": str(self.var),
            "SAMVERK_DEMO": str(self.is_demo).lower(),
            "PYTHONUNBUFFERED": "1",
        }
        with _interruptible(), lock.held(self.var, self.port):
            # What a killed predecessor left would hold the port and old code.
            self.children.end_all()
            self._require_free_ports()
            try:
                self._start()
                self._watch()
            except KeyboardInterrupt:
                say("\nStoppar …")
            finally:
                self._end()
        say("Stoppat.")

    def _start(self) -> None:
        self._prepare_database()
        for part in self.parts():
            (part.var / "files").mkdir(parents=True, exist_ok=True)
            bind = ["--bind", f"{ports.LOCALHOST}:{part.port}"]
            self._run(part, "web", [*WEB, *QUIET, *bind])
        for part in self.parts():
            self._wait_until_it_answers(part)
        # Nobody waits for a worker: started beside a web server it would only slow that down.
        for part in self.parts():
            self._run(part, "worker", WORKER)
        say(self._welcome())

    def _run(self, part: Part, what: str, command: list[str]) -> None:
        python = [sys.executable, "-m"]
        self.children.start(part.child(what), [*python, *command], part.environment)

    def _end(self) -> None:
        """End the children, then the database, whatever signals come meanwhile."""
        for sent in ENDING:
            signal.signal(sent, signal.SIG_IGN)
        self.children.end_all()
        if self.has_own_database:
            self.cluster.stop()

    def _require_free_ports(self) -> None:
        """Raise NotStartedError when a port that is needed is taken, with the next that would do."""
        needed = self.parts()
        other = self._on_port(ports.free_after(self.port, len(needed)))
        for part in needed:
            if part.port > ports.HIGHEST:
                raise NotStartedError(
                    f"Porten efter {self.port} behövs också och finns inte: välj en lägre, till"
                    f" exempel {self._on_port(8000)}."
                )
            if not ports.is_free(part.port):
                also = "" if part.port == self.port else " och behövs för den andra installationen"
                raise NotStartedError(
                    f"Port {part.port} är upptagen{also}: välj en annan, till exempel {other}."
                )

    def _on_port(self, port: int) -> str:
        return f"make run PORT={port}"

    def _prepare_database(self) -> None:
        if self.has_own_database:
            self.cluster.start()
            prepare(self.cluster.place.socket)
            making.make(self.cluster.place.socket, self.parts())
        else:
            schema.migrate_named()

    def _wait_until_it_answers(self, part: Part) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers(part):
            if self.children.ended() or time.monotonic() > deadline:
                name = self.children.ended() or part.child("web")
                raise self._fault(f"Processen {name} startade inte: {self.children.where(name)}.")
            time.sleep(0.02)

    def _answers(self, part: Part) -> bool:
        # Not urllib: it would ask a proxy named in the environment.
        connection = http.client.HTTPConnection(ports.LOCALHOST, part.port, timeout=5)
        try:
            connection.request("GET", "/levande/", headers={"Host": self.host})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _welcome(self) -> str:
        return welcome(self.parts())

    def _watch(self) -> None:
        """Stay while everything lives; when something ends by itself, say what."""
        while True:
            if name := self.children.ended():
                raise self._fault(f"Processen {name} avslutades: {self.children.where(name)}.")
            if self.has_own_database and self.cluster.server.pid() is None:
                raise self._fault(f"Databasen avslutades: läs {self.cluster.place.log}.")
            time.sleep(1)

    def _fault(self, otherwise: str) -> NotStartedError:
        """Say why something ended: a full disk, of which no log may tell, else ``otherwise``."""
        for place in (self.var, self.cluster.place.data.parent):
            if is_full("", place):
                return NotStartedError(disk_is_full(place))
        return NotStartedError(otherwise)


def require_known_profile() -> None:
    """Raise NotStartedError for a profile that is none."""
    try:
        chosen_profile()
    except ValueError as fault:
        raise NotStartedError(str(fault)) from fault


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C, ``make stop`` and a closed terminal all end the block as KeyboardInterrupt."""
    before = {sent: signal.getsignal(sent) for sent in ENDING}
    for sent, handler in before.items():
        # nohup ignores the closed terminal on purpose; a shell's & ignores Ctrl-C by accident.
        if (sent, handler) != (signal.SIGHUP, signal.SIG_IGN):
            signal.signal(sent, _interrupt)
    try:
        yield
    finally:
        for sent, handler in before.items():
            signal.signal(sent, handler)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
