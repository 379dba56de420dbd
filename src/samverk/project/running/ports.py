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


def free_after(port: int) -> int:
    """Find a free port above ``port``, to propose in its place; 8123 when none is found near."""
    near: Iterable[int] = range(port + 1, min(port + 100, HIGHEST) + 1)
    return next((candidate for candidate in near if is_free(candidate)), 8123)
