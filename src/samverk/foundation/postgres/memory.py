"""How much memory the embedded PostgreSQL keeps its pages in: an eighth of the machine's."""

from __future__ import annotations

import os
from pathlib import Path

MB = 2**20
# PostgreSQL's own standard, and what is enough for all that a municipality has
LEAST, MOST, SHARE = 128, 2048, 8
# Less than the machine has, where a container is held to less
ALLOWED = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def shared_buffers() -> str:
    """Say it as PostgreSQL reads it, in whole megabytes. It is taken as it is used, and not before."""
    return f"{min(max(_memory() // (SHARE * MB), LEAST), MOST)}MB"


def _memory() -> int:
    """How much memory there is for us, in bytes."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([machine, *filter(None, map(_allowed, ALLOWED))])


def _allowed(place: Path) -> int | None:
    try:
        return int(place.read_text())
    except (OSError, ValueError):
        return None
