"""The processes of an installation, known by the process ids in its ``var`` directory.

Only processes we started are ever ended: a recorded id counts only while the process still has
the environment mark that we gave it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

NAMES = ("web", "worker")
MARK = "SAMVERK_CHILD_OF"
END_SECONDS = 15


def start(var: Path, name: str, command: list[str]) -> None:
    """Start ``command`` in a session of its own, its output in ``var/NAME.log``."""
    environment = os.environ | {
        MARK: str(var),
        "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
        "SAMVERK_VAR": str(var),
        "SAMVERK_DEMO": "true",
        "PYTHONUNBUFFERED": "1",
    }
    with (var / f"{name}.log").open("w") as log:
        child = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (var / f"{name}.pid").write_text(str(child.pid))


def ended(var: Path) -> str | None:
    """Name a child that was started and has ended by itself."""
    for name in NAMES:
        record = var / f"{name}.pid"
        if record.exists() and not _alive(var, int(record.read_text())):
            return name
    return None


def end_all(var: Path) -> bool:
    """End the children that still run, politely first; answer whether any did."""
    ended_any = False
    for name in NAMES:
        record = var / f"{name}.pid"
        if record.exists():
            ended_any = _end(var, int(record.read_text())) or ended_any
            record.unlink(missing_ok=True)
    return ended_any


def _end(var: Path, pid: int) -> bool:
    if not _alive(var, pid):
        return False
    for sent in (signal.SIGTERM, signal.SIGKILL):
        _signal(pid, sent)
        deadline = time.monotonic() + END_SECONDS
        while time.monotonic() < deadline:
            if not _alive(var, pid):
                return True
            time.sleep(0.05)
    return True


def _signal(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return


def _alive(var: Path, pid: int) -> bool:
    """Answer whether ``pid`` is still the process we started for ``var``, and not a zombie."""
    try:
        reaped, _ = os.waitpid(pid, os.WNOHANG)
        if reaped == pid:
            return False
    except ChildProcessError:
        pass
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False
    return f"{MARK}={var}".encode() in environment
