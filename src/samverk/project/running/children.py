"""The web server and the worker of an installation.

Only processes we started are ever ended: each carries in its environment the ``var`` directory it
was started for. So they are found after a crash too, and however their ids were kept.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from samverk.foundation.postgres import processes

MARK = "SAMVERK_CHILD_OF"
MARK_SECONDS = 2
ENDINGS = ((signal.SIGTERM, 10), (signal.SIGKILL, 5))


class Children:
    """The processes started for the installation whose files lie in ``var``."""

    def __init__(self, var: Path, *, keeps_logs: bool = True) -> None:
        """Keep what each says in a log of its own, or let them speak where this process speaks."""
        self.var = var
        self.keeps_logs = keeps_logs
        self._mark = f"{MARK}={var.resolve()}"
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def log(self, name: str) -> Path:
        """Answer where the child ``name`` writes what it has to say."""
        return self.var / f"{name}.log"

    def start(
        self, name: str, command: list[str], surroundings: Mapping[str, str] | None = None
    ) -> None:
        """Start ``command`` in a session of its own, so that Ctrl-C does not reach it.

        ``surroundings`` is its environment, this process's own when None.
        """
        with ExitStack() as stack:
            log = stack.enter_context(self.log(name).open("w")) if self.keeps_logs else None
            self._started[name] = self._popen(command, surroundings, log)
        self._wait_for_mark(self._started[name])

    def _popen(
        self, command: list[str], surroundings: Mapping[str, str] | None, log: TextIO | None
    ) -> subprocess.Popen[bytes]:
        key, _, value = self._mark.partition("=")
        return subprocess.Popen(
            command,
            env={**(os.environ if surroundings is None else surroundings), key: value},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def where(self, name: str) -> str:
        """Tell where to read what the child ``name`` has said."""
        return f"läs {self.log(name)}" if self.keeps_logs else "läs vad den skrev här ovanför"

    def _wait_for_mark(self, child: subprocess.Popen[bytes]) -> None:
        """Wait until others can see whose child it is: the system shows it a moment after the start."""
        deadline = time.monotonic() + MARK_SECONDS
        while child.poll() is None and self._mark not in processes.environment(child.pid):
            if time.monotonic() > deadline:
                return
            time.sleep(0.005)

    def ended(self) -> str | None:
        """Name a child that was started and has ended by itself."""
        ended = (name for name, child in self._started.items() if child.poll() is not None)
        return next(ended, None)

    def end_all(self) -> bool:
        """End what runs, politely first; answer whether anything did."""
        ran = bool(self._alive())
        for sent, seconds in ENDINGS:
            if self._ends(sent, seconds):
                break
        for child in self._started.values():
            # Its memory is gone before the system has it ready to be reaped.
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(1)
        return ran

    def _ends(self, sent: signal.Signals, seconds: float) -> bool:
        """Send a signal to each once, also to those that its parent leaves behind."""
        told: set[int] = set()
        deadline = time.monotonic() + seconds
        while alive := self._alive():
            for pid in self._tops(alive) - told:
                told.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, sent)
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def _alive(self) -> set[int]:
        """Find the processes with our mark; a zombie has none left."""
        self.ended()
        return {pid for pid in processes.running() if self._mark in processes.environment(pid)}

    def _tops(self, alive: set[int]) -> set[int]:
        """Pick those that no other of them has started: they end the ones under them in order."""
        return {pid for pid in alive if processes.parent(pid) not in alive}
