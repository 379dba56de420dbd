"""Creates, starts and stops the embedded cluster.

The server listens on a Unix socket only and lets in just the operating system user that created
it (peer). It outlives the process that started it; ``stop`` finds it again.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samverk.foundation.postgres import account
from samverk.foundation.postgres.binaries import Binaries, copy_for_others, find_binaries
from samverk.foundation.postgres.directories import (
    disk_message,
    make_base,
    make_socket_directory,
    own,
    reachable_for_others,
)
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import explain
from samverk.foundation.postgres.location import APP_ROLE, OWNER_ROLE, SUPERUSER, Place
from samverk.foundation.postgres.memory import shared_buffers
from samverk.foundation.postgres.server import Server

# Two installations of the demo share a cluster, each with two web processes and a worker
SETTINGS = {
    "max_connections": "100",
    "log_min_messages": "warning",
    "timezone": "UTC",
    "datestyle": "ISO",
}
# Said outright, so that the cluster's own postgresql.conf cannot take it back
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
FAST_FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# Several test processes share a cluster, each with sites of its own that it serves. Of their few rows
# a question is answered sooner than it is compiled
ROOM_FOR_TESTS = {"max_connections": "200", "jit": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded PostgreSQL. ``durable=False`` gives up crash safety, for tests alone."""

    place: Place
    durable: bool = True

    @property
    def server(self) -> Server:
        """Answer the server of this cluster."""
        return Server(self.place)

    def start(self) -> None:
        """Create the cluster if it is not there and start it if it is not running.

        Raises DatabaseUnavailableError. Two callers at once are let in one after the other.
        """
        with self._alone():
            if self.server.is_reachable():
                return
            # One whose files were removed while it ran, with a checkout perhaps, is of no use.
            self.server.stop()
            major = self._major()
            binaries = self._runnable(find_binaries(major=major))
            if major is None:
                self._create(binaries)
            make_base(self.place)
            make_socket_directory(self.place)
            mode = DURABLE if self.durable else FAST_FOR_TESTS | ROOM_FOR_TESTS
            self.server.start(binaries, SETTINGS | {"shared_buffers": shared_buffers()} | mode)

    def stop(self) -> bool:
        """Stop the server if it runs; answer whether it did."""
        with self._alone():
            return self.server.stop()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the cluster's lock: only one process at a time creates, starts or stops it."""
        try:
            self.place.lock.parent.mkdir(parents=True, exist_ok=True)
            handle = self.place.lock.open("w")
        except OSError as fault:
            raise DatabaseUnavailableError(disk_message(fault, self.place.lock)) from fault
        with handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _major(self) -> int | None:
        """Answer which PostgreSQL made the cluster, None when there is none."""
        try:
            return int((self.place.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as fault:
            raise DatabaseUnavailableError(
                f"Databasen i {self.place.data} går inte att läsa: återställ den från en kopia."
            ) from fault

    def _runnable(self, binaries: Binaries) -> Binaries:
        if account.is_root() and not reachable_for_others(binaries.bin / "postgres"):
            make_base(self.place)
            return copy_for_others(binaries, self.place.copies)
        return binaries

    def _create(self, binaries: Binaries) -> None:
        """Make the cluster beside its place and move it there whole.

        A crash on the way leaves only what the next attempt clears away.
        """
        make_base(self.place)
        unfinished = self.place.data.with_name("unfinished")
        try:
            if unfinished.exists():
                shutil.rmtree(unfinished)
            unfinished.mkdir(mode=0o700)
            own(unfinished)
            self._initdb(binaries, unfinished)
            names = (f'samverk "{account.caller().name}" {role}\n' for role in _ROLES)
            _write(unfinished / "pg_ident.conf", "".join(names))
            _write(unfinished / "pg_hba.conf", "local all all peer map=samverk\n")
            unfinished.rename(self.place.data)
        except OSError as fault:
            raise DatabaseUnavailableError(disk_message(fault, self.place.data)) from fault

    def _initdb(self, binaries: Binaries, data: Path) -> None:
        locale = ["--locale", "C.UTF-8", "--encoding", "UTF8", "--auth", "peer"]
        haste = [] if self.durable else ["--no-sync"]
        with account.switching():
            answer = subprocess.run(
                [binaries.bin / "initdb", "-D", data, "--username", SUPERUSER, *locale, *haste],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                **account.as_server(),
            )
        if answer.returncode:
            _write(self.place.log, answer.stdout + answer.stderr)
            raise DatabaseUnavailableError(explain(answer.stderr, self.place))


_ROLES = (SUPERUSER, OWNER_ROLE, APP_ROLE)


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    own(path)
