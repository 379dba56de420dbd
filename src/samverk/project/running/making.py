"""Makes the databases of the demo's installations, and tells each where the other is.

Two take hardly longer than one: most tables are the same, so they are made once and copied, and the
demos are loaded at the same time, each in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from samverk.foundation.postgres.location import var_directory
from samverk.foundation.postgres.roles import copy, note_on, noted_on, prepare, set_aside
from samverk.project.running import schema
from samverk.project.running.children import MARK
from samverk.project.running.console import say
from samverk.project.running.errors import NotStartedError
from samverk.project.running.parts import Part

Step = tuple[str, ...]
# A command of Django's, after the role it connects as
MIGRATE: Step = ("owner", "migrate", "--skip-checks", "--verbosity", "0")
LOAD: Step = ("app", "load_demo")
MEET: Step = ("app", "load_demo", "--only-peers")


class Work:
    """What is left to do with one installation's database, one process at a time."""

    def __init__(self, part: Part, steps: Sequence[Step]) -> None:
        self.part = part
        self.left = deque(steps)
        self.process: subprocess.Popen[bytes] | None = None
        self.command = ""

    def goes_on(self) -> bool:
        """Start the next step when the last has ended; False when all are done. Raises NotStartedError."""
        if self.process is not None:
            if (status := self.process.poll()) is None:
                return True
            self.process = None
            if status:
                raise NotStartedError(schema.why(self.command, self._log))
        if not self.left:
            return False
        self._start(self.left.popleft())
        return True

    def _start(self, step: Step) -> None:
        role, self.command, *rest = step
        # Marked as the others are, so that what a killed start leaves is ended by the next one
        mine = {
            "SAMVERK_DB_ROLE": role,
            "SAMVERK_DEMO": "true",
            MARK: str(var_directory().resolve()),
        }
        environment = self.part.environment | mine
        with self._log.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "django", self.command, *rest],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    @property
    def _log(self) -> Path:
        return self.part.var / "schema.log"

    def end(self) -> None:
        """End what runs, when the rest is not to be done."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def make(socket: Path, parts: Sequence[Part]) -> None:
    """Bring each installation's database to the code's shape with its demo, where it is not there yet.

    A demo that other code has made is set aside and made anew: until the first release migrations
    are rewritten rather than added to, and the demo's own facts change. Raises NotStartedError.
    """
    works = [Work(part, _steps(socket, part)) for part in parts]
    with ExitStack() as stack:
        for work in works:
            stack.callback(work.end)
        _make_tables(socket, [work for work in works if MIGRATE in work.left])
        _until_done([work for work in works if work.left], lambda work: _note(socket, work))


def _make_tables(socket: Path, works: Sequence[Work]) -> None:
    """Migrate the first, which has the fewest rooms, and let the others begin as copies of it."""
    if not works:
        return
    first, *others = works
    prepare(socket, first.part.database)
    rest = list(first.left)[1:]
    first.left = deque([MIGRATE])
    _until_done([first], lambda _: None)
    first.left.extend(rest)
    for work in others:
        if not copy(socket, first.part.database, work.part.database):
            prepare(socket, work.part.database)


def _until_done(works: list[Work], then: Callable[[Work], None]) -> None:
    """Let all go on until each is done, and do ``then`` with it."""
    while works:
        for work in list(works):
            if not work.goes_on():
                then(work)
                works.remove(work)
        time.sleep(0.02)


def _note(socket: Path, work: Work) -> None:
    note_on(socket, work.part.database, wanted(work.part))


def _steps(socket: Path, part: Part) -> tuple[Step, ...]:
    """List what a database lacks; one of other code is set aside first."""
    found, now = noted_on(socket, part.database), wanted(part)
    if found == schema.REAL:
        raise NotStartedError(
            "Databasen är en riktig installations: kör samverk serve, eller ange en annan katalog"
            " i SAMVERK_VAR för demon."
        )
    part.var.mkdir(parents=True, exist_ok=True)
    if found == now:
        return ()
    if found.partition(" ")[0] == now.partition(" ")[0]:
        return (MEET,)
    if found:
        old = set_aside(socket, part.database)
        say(f"Demon är gjord av en annan version och görs om. Den gamla finns kvar som {old}.")
    return MIGRATE, LOAD


def wanted(part: Part) -> str:
    """Say what a database is when it is made: of which code, and for which port."""
    return f"{schema.fingerprint(part.profile)} {part.port}"
