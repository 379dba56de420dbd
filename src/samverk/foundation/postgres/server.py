"""Starts and stops the postgres process of one cluster.

The server is known by the data directory in its command line, the processes under it by the
cluster name in their titles. So both are found after a crash too, with or without a pid file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from samverk.foundation.postgres import account, processes
from samverk.foundation.postgres.binaries import Binaries
from samverk.foundation.postgres.directories import disk_message
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import explain
from samverk.foundation.postgres.location import PORT, Place

START_SECONDS = 60
ORPHAN_SECONDS = 10
DYING_SECONDS = 2
# Fast lets no transaction finish but ends cleanly; immediate is the way a crash would end it.
ENDINGS = ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 5))

# Kept so that the processes we started are reaped when they end.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Server:
    """The server of the cluster at ``place``, running or not."""

    place: Place

    @property
    def name(self) -> str:
        """Answer the cluster's name, which no other data directory shares."""
        return f"samverk-{hashlib.sha256(os.fsencode(self.place.data)).hexdigest()[:16]}"

    def pid(self) -> int | None:
        """Answer the server's process id, None when it does not run."""
        _reap()
        return next((p for p in processes.running() if self._is_server(p)), None)

    def is_reachable(self) -> bool:
        """Answer whether the server runs, on the files and the socket that lie there now."""
        pid = self.pid()
        socket = self.place.socket / f".s.PGSQL.{PORT}"
        return pid is not None and self._pid_file()[:1] == [str(pid)] and socket.exists()

    def start(self, binaries: Binaries, settings: dict[str, str]) -> None:
        """Start the server and wait until it takes connections. Raises DatabaseUnavailableError."""
        self._wait_for_orphans()
        self._forget_stranger()
        child = self._spawn(binaries, settings)
        _started.append(child)
        try:
            self._wait_until_ready(child)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> bool:
        """End the server if it runs, cleanly if it lets itself; answer whether it ran."""
        if (pid := self.pid()) is None:
            return False
        for sent, seconds in ENDINGS:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sent)
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                if self.pid() != pid:
                    return True
                time.sleep(0.02)
        raise DatabaseUnavailableError(f"Databasen (process {pid}) går inte att stoppa.")

    def _spawn(self, binaries: Binaries, settings: dict[str, str]) -> subprocess.Popen[bytes]:
        own = {
            "cluster_name": self.name,
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": '"{}"'.format(str(self.place.socket).replace('"', '""')),
        }
        options = [f"--{key}={value}" for key, value in (own | settings).items()]
        try:
            with self._fresh_log().open("wb") as log, account.switching():
                return subprocess.Popen(
                    [binaries.bin / "postgres", "-D", self.place.data, *options],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # Ctrl-C at the terminal must not reach it before those that use it have ended.
                    start_new_session=True,
                    **account.as_server(),
                )
        except OSError as fault:
            raise DatabaseUnavailableError(disk_message(fault, self.place.log)) from fault

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if child.poll() is not None:
                raise DatabaseUnavailableError(explain(self._said(), self.place))
            record = self._pid_file()
            # A file that a killed server left may say "ready" too, but has another number.
            if record[:1] == [str(child.pid)] and record[7:8] == ["ready"]:
                return
            time.sleep(0.01)
        raise DatabaseUnavailableError(
            f"Databasen svarade inte inom {START_SECONDS} sekunder: läs {self.place.log}."
        )

    def _wait_for_orphans(self) -> None:
        """Wait while processes of a server that was killed are still on their way out."""
        deadline = time.monotonic() + ORPHAN_SECONDS
        while self._orphans():
            if time.monotonic() > deadline:
                raise DatabaseUnavailableError(
                    "Processer från en databas som dog lever kvar: försök igen om en stund."
                )
            time.sleep(0.05)

    def _is_server(self, pid: int) -> bool:
        """Answer whether ``pid`` is the server of our data directory, whoever started it."""
        program, *arguments = processes.command_line(pid) or [""]
        return program.endswith("postgres") and str(self.place.data) in arguments

    def _orphans(self) -> bool:
        """Answer whether processes under a server of this cluster are left, as after kill -9."""
        title = f"postgres: {self.name}: "
        return any(
            " ".join(processes.command_line(p)).startswith(title) for p in processes.running()
        )

    def _forget_stranger(self) -> None:
        """Remove a pid file whose number now belongs to something that is no PostgreSQL.

        PostgreSQL itself sees through a number that is free. One that the machine has given away
        since, as after a restart, it takes for a running server; so too a server that was killed
        and that nobody reaps, as in a container whose first process does not.
        """
        recorded = self._pid_file()[:1]
        if not recorded or not recorded[0].isdigit():
            return
        pid = int(recorded[0])
        deadline = time.monotonic() + DYING_SECONDS
        while processes.exists(pid) and not processes.command_line(pid):
            if time.monotonic() > deadline:
                break
            _reap()
            time.sleep(0.01)
        if "postgres" not in "".join(processes.command_line(pid)[:1]):
            self._pid_path.unlink(missing_ok=True)

    @property
    def _pid_path(self) -> Path:
        return self.place.data / "postmaster.pid"

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in self._pid_path.read_text().splitlines()]
        except OSError:
            return []

    def _fresh_log(self) -> Path:
        with contextlib.suppress(FileNotFoundError):
            self.place.log.replace(self.place.log.with_name("log.previous"))
        return self.place.log

    def _said(self) -> str:
        with contextlib.suppress(OSError):
            return self.place.log.read_text(errors="replace")
        return ""


def _reap() -> None:
    _started[:] = [child for child in _started if child.poll() is None]
