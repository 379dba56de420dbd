"""Keeps one installation going through its crashes: starts it, kills parts of it, ends it.

Runs as a process of its own and is told what to do, one JSON line at a time. When its standard input
is closed, however the process at the other end ended, it ends all that it has started.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from samverk.foundation.postgres import processes
from samverk.foundation.postgres.binaries import find_binaries
from samverk.foundation.postgres.location import (
    APP_ROLE,
    DATABASE,
    PORT,
    ROOT_BASE,
    SUPERUSER,
)
from samverk.foundation.postgres.roles import prepare
from samverk.project.running import RealInstallation, ports, schema
from samverk.project.running.installation import QUIET, WEB
from samverk.project.running.real import require_real_settings

DYING_SECONDS = 20
WRITER = "walwriter"


class Kept(RealInstallation):
    """A real installation whose parts are started anew by hand, with the house's own starters."""

    def prepare(self, dump: str) -> None:
        """Make the database: migrated, or as a dump of a migrated one has it."""
        self.cluster.start()
        prepare(self.cluster.place.socket)
        if dump:
            self._restore(Path(dump))
        else:
            schema.migrate_real()
        schema.note_real(self.cluster.place.socket)
        (self.var / "files").mkdir(exist_ok=True)

    def _restore(self, dump: Path) -> None:
        where = ["-h", str(self.cluster.place.socket), "-p", str(PORT), "-U", SUPERUSER]
        psql = [str(find_binaries().bin / "psql"), "-Xq", "-v", "ON_ERROR_STOP=1"]
        command = [*psql, *where, "-d", DATABASE, "-f", str(dump)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def bring_up(self) -> None:
        """Start what does not run, and wait until it answers."""
        self.cluster.start()
        if self._master() is None:
            # What a killed predecessor left would hold the port, as when the installation is started.
            self.children.end_all()
            bind = ["--bind", f"{ports.LOCALHOST}:{self.port}"]
            self.children.start("web", [sys.executable, "-m", *WEB, *QUIET, *bind])
        self._wait_until_it_answers(self.parts()[0])

    def kill(self, what: str, pick: int) -> list[int]:
        """Kill a part of it with no warning; answer the ids of the processes that were ended."""
        chosen = self._chosen(what, pick)
        for pid in chosen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + DYING_SECONDS
        while any(processes.command_line(pid) for pid in chosen):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{chosen} do not die")
            time.sleep(0.005)
        return chosen

    def hold_writer(self) -> list[int]:
        """Stop the process that writes down in a while what was committed without waiting for it."""
        top = self.cluster.server.pid()
        under = [p for p in processes.running() if top and processes.parent(p) == top]
        found = [p for p in under if WRITER in " ".join(processes.command_line(p))]
        for pid in found:
            os.kill(pid, signal.SIGSTOP)
        return found

    def _chosen(self, what: str, pick: int) -> list[int]:
        """Choose among our own processes alone. Those on top come first: they could start new ones."""
        top = self.cluster.server.pid() if what in {"database", "backend"} else self._master()
        if top is None:
            return []
        under = sorted(p for p in processes.running() if processes.parent(p) == top)
        match what:
            case "database" | "web":
                return [top, *under]
            case "backend":
                under = [p for p in under if f" {APP_ROLE} " in " ".join(processes.command_line(p))]
        return [under[pick % len(under)]] if under else []

    def _master(self) -> int | None:
        """Find the web server's first process, which we have started."""
        self.children.ended()
        own = (p for p in processes.running() if processes.parent(p) == os.getpid())
        return next((p for p in own if "gunicorn" in processes.command_line(p)), None)

    def end(self) -> None:
        """End everything, and clear away a cluster that lies outside the directory of its files."""
        self._end()
        base = self.cluster.place.data.parent.parent
        if base.is_relative_to(ROOT_BASE):
            shutil.rmtree(base, ignore_errors=True)
        shutil.rmtree(self.cluster.place.socket, ignore_errors=True)


def _told() -> Iterator[dict[str, Any]]:
    for line in sys.stdin:
        yield json.loads(line)


def main(port: int) -> None:
    """Do what each line says and answer it, until there are no more."""
    for sent in (signal.SIGINT, signal.SIGHUP):
        signal.signal(sent, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    kept = Kept(port)
    kept.host = require_real_settings()
    doings: dict[str, Callable[..., Any]] = {
        "start_database": kept.cluster.start,
        "stop_database": kept.cluster.stop,
        "prepare": kept.prepare,
        "bring_up": kept.bring_up,
        "kill": kept.kill,
        "hold_writer": kept.hold_writer,
    }
    try:
        for line in _told():
            answer = {"done": doings[line.pop("do")](**line)}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        kept.end()


if __name__ == "__main__":
    main(int(sys.argv[1]))
