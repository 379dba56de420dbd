"""Ports of this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterable

LOCALHOST = "127.0.0.1"
HIGHEST = 65535


def is_free(port: int) -> bool:
    """Answer whether ``port`` of 127.0.0.1 can be served."""
    with socket.socket() as probe:
        # As the web server does: a connection that just closed does not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def are_free(port: int, together: int) -> bool:
    """Answer whether ``port`` and those after it, ``together`` of them, can be served."""
    return port + together - 1 <= HIGHEST and all(map(is_free, range(port, port + together)))


def free_after(port: int, together: int = 1) -> int:
    """Find a free port above ``port``, to propose in its place; 8123 when none is found near.

    With ``together`` 2 the one after it is free too.
    """
    near: Iterable[int] = range(port + 1, min(port + 100, HIGHEST) + 1)
    return next((candidate for candidate in near if are_free(candidate, together)), 8123)
