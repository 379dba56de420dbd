"""The lock that one running installation holds on its ``var`` directory."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from samverk.foundation.postgres.directories import disk_message
from samverk.project.running.errors import NotStartedError


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that runs the installation, and the port it serves."""

    pid: int
    port: int


@contextmanager
def held(var: Path, port: int) -> Iterator[None]:
    """Hold the lock for as long as the block lasts.

    Raises NotStartedError when the installation runs already. The system lets the lock go when
    its holder dies, however it dies.
    """
    with _opened(var) as handle:
        if not _take(handle):
            running = _read(handle)
            where = f" på http://127.0.0.1:{running.port}" if running else ""
            raise NotStartedError(
                f"Samverk är redan i gång{where} från den här katalogen: stoppa med make stop."
            )
        handle.truncate(0)
        handle.write(f"{os.getpid()} {port}")
        handle.flush()
        yield


def holder(var: Path) -> Holder | None:
    """Answer who holds the lock, None when nobody does."""
    with _opened(var) as handle:
        return None if _take(handle) else _read(handle)


def _opened(var: Path) -> TextIO:
    try:
        var.mkdir(parents=True, exist_ok=True)
        return (var / "run.lock").open("a+")
    except OSError as fault:
        raise NotStartedError(disk_message(fault, var)) from fault


def _take(handle: TextIO) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(handle: TextIO) -> Holder | None:
    """Read who holds the lock; None in the moment before the holder has written it."""
    handle.seek(0)
    match handle.read().split():
        case [pid, port] if pid.isdigit() and port.isdigit():
            return Holder(int(pid), int(port))
        case _:
            return None
