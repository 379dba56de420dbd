"""Stops what runs from a checkout, also what a crash has left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import place_of, var_directory
from samverk.project.running.children import Children
from samverk.project.running.lock import holder

# Longer than the running process needs to end its children and its database in order.
END_SECONDS = 60


def stop_everything() -> bool:
    """Stop the installation of this ``var`` directory; answer whether anything ran."""
    var = var_directory()
    if not var.exists():
        return False
    asked = _end_holder(var)
    ended = Children(var).end_all()
    stopped = Cluster(place_of(var)).stop()
    return asked or ended or stopped


def _end_holder(var: Path) -> bool:
    """Ask the process that runs the installation to stop, and wait until it has let go."""
    asked = False
    deadline = time.monotonic() + END_SECONDS
    while running := holder(var):
        overdue = time.monotonic() > deadline
        if overdue or not asked:
            with contextlib.suppress(ProcessLookupError):
                os.kill(running.pid, signal.SIGKILL if overdue else signal.SIGTERM)
        asked = True
        time.sleep(0.05)
    return asked
