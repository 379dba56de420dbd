"""Creates, starts and stops the embedded cluster.

The server listens on a Unix socket only and lets in just the operating system user that created
it (peer). It outlives the process that started it; ``stop`` ends it through its own data directory.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samverk.foundation.postgres.binaries import (
    Binaries,
    copy_for_others,
    disk_message,
    find_binaries,
    reachable_for_others,
)
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.location import APP_ROLE, OWNER_ROLE, PORT, Place

SUPERUSER = "postgres"
START_SECONDS = 60
DURABLE = "synchronous_commit=on"
FAST_FOR_TESTS = "fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded PostgreSQL. ``durable=False`` gives up crash safety, for tests alone."""

    place: Place
    durable: bool = True

    def start(self) -> None:
        """Create the cluster if it is not there and start it if it is not running.

        Raises DatabaseUnavailableError. Two callers at once are let in one after the other.
        """
        with self._alone():
            version = self.place.data / "PG_VERSION"
            major = int(version.read_text()) if version.exists() else None
            binaries = self._runnable(find_binaries(major=major))
            if major is None:
                self._create(binaries)
            if not self._running(binaries):
                self._start(binaries)

    def stop(self) -> bool:
        """Stop the server if it runs; answer whether it did."""
        version = self.place.data / "PG_VERSION"
        with self._alone():
            if not version.exists():
                return False
            binaries = self._runnable(find_binaries(major=int(version.read_text())))
            if not self._running(binaries):
                return False
            self._run(binaries, "pg_ctl", "stop", "-D", self.place.data, "-m", "fast", "-w")
            return True

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

    def _runnable(self, binaries: Binaries) -> Binaries:
        if os.geteuid() == 0 and not reachable_for_others(binaries.bin / "postgres"):
            return copy_for_others(binaries, self.place.copies)
        return binaries

    def _create(self, binaries: Binaries) -> None:
        self._make_directories()
        options = ["--username", SUPERUSER, "--auth", "peer", "--encoding", "UTF8"]
        self._run(binaries, "initdb", "-D", self.place.data, "--locale", "C.UTF-8", *options)
        user = pwd.getpwuid(os.geteuid()).pw_name
        names = "".join(f"samverk {user} {r}\n" for r in (SUPERUSER, OWNER_ROLE, APP_ROLE))
        self._write("pg_ident.conf", names)
        self._write("pg_hba.conf", "local all all peer map=samverk\n")

    def _make_directories(self) -> None:
        """Make the data and socket directories, owned by the user the server runs as."""
        try:
            for directory in (self.place.data.parent, self.place.data, self.place.socket):
                directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                if directory.stat().st_uid not in (os.geteuid(), _server_user()[0]):
                    raise DatabaseUnavailableError(
                        f"{directory} tillhör en annan användare: ta bort den och försök igen."
                    )
                if os.geteuid() == 0:
                    os.chown(directory, *_server_user())
            if os.geteuid() == 0:
                self.place.data.parent.parent.chmod(0o755)
        except OSError as fault:
            raise DatabaseUnavailableError(disk_message(fault, self.place.data)) from fault

    def _write(self, name: str, text: str) -> None:
        path = self.place.data / name
        path.write_text(text)
        if os.geteuid() == 0:
            os.chown(path, *_server_user())

    def _start(self, binaries: Binaries) -> None:
        self._make_directories()
        settings = (
            f"-k '{self.place.socket}' -p {PORT} -c listen_addresses='' -c max_connections=60"
            f" -c log_min_messages=warning -c timezone=UTC -c datestyle=ISO"
            f" -c {DURABLE if self.durable else FAST_FOR_TESTS}"
        )
        wait = ["-w", "-t", str(START_SECONDS), "-l", self.place.log]
        self._run(binaries, "pg_ctl", "start", "-D", self.place.data, *wait, "-o", settings)

    def _running(self, binaries: Binaries) -> bool:
        command = [binaries.bin / "pg_ctl", "status", "-D", self.place.data]
        return (
            subprocess.run(command, capture_output=True, check=False, **_as_server()).returncode
            == 0
        )

    def _run(self, binaries: Binaries, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the server's user; its failure becomes one line."""
        answer = subprocess.run(
            [binaries.bin / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            text=True,
            check=False,
            **_as_server(),
        )
        if answer.returncode:
            raise DatabaseUnavailableError(self._explain(program, answer.stderr or ""))

    def _explain(self, program: str, said: str) -> str:
        """Turn what PostgreSQL said into one Swedish line."""
        if self.place.log.exists():
            said += self.place.log.read_text(errors="replace")[-4000:]
        if "No space left on device" in said or "Disk quota" in said:
            return f"Disken är full: frigör plats där {self.place.data} ligger och försök igen."
        last = [line for line in said.splitlines() if line.strip()][-1:] or ["inget besked"]
        return f"Databasen gick inte att starta ({program}): {last[0].strip()} Se {self.place.log}."


def _server_user() -> tuple[int, int]:
    """Answer uid and gid of the user the server runs as: nobody in place of root."""
    if os.geteuid():
        return os.geteuid(), os.getegid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _as_server() -> dict[str, object]:
    """Build the keywords that make subprocess run a program as the server's user."""
    base: dict[str, object] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}}
    if os.geteuid():
        return base
    uid, gid = _server_user()
    return base | {"user": uid, "group": gid, "extra_groups": []}
