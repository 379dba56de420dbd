"""Finds processes of ours among all that run, by what /proc shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def running() -> Iterator[int]:
    """Give the id of every process."""
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            yield int(entry.name)


def exists(pid: int) -> bool:
    """Answer whether there is a process ``pid``, also one that has ended but is not reaped."""
    return (PROC / str(pid)).exists()


def command_line(pid: int) -> list[str]:
    """Read the arguments ``pid`` was started with; nothing for one that has ended, or a zombie.

    Readable for everyone, which /proc/PID/cwd is not: in a container root may lack that right.
    """
    return [part.decode(errors="replace") for part in _read(pid, "cmdline").split(b"\0") if part]


def environment(pid: int) -> list[str]:
    """Read the environment ``pid`` was started with; nothing where it is another user's."""
    return [part.decode(errors="surrogateescape") for part in _read(pid, "environ").split(b"\0")]


def parent(pid: int) -> int:
    """Answer the id of the parent of ``pid``, 0 when it has ended."""
    # The name in parentheses may itself hold spaces and parentheses: read from the last one.
    fields = _read(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def _read(pid: int, what: str) -> bytes:
    try:
        return (PROC / str(pid) / what).read_bytes()
    except OSError:
        return b""
