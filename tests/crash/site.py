"""The installation that is killed, as its owner holds it: started, told, asked and ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from samverk.foundation.postgres.addresses import APP_ADDRESS, OWNER_ADDRESS
from samverk.foundation.postgres.location import APP_ROLE, DATABASE, PORT, place_of
from samverk.foundation.postgres.roles import connect_as_superuser
from samverk.project.running import ports
from tests.crash.stage import Desk, read_stage

SAMVERK = Path(sys.executable).with_name("samverk")
ROOT = Path(__file__).resolve().parents[2]
HOST = "samverk.prov.test"
FIRST_PORT = 31200
END_SECONDS = 120


@dataclass
class Site:
    """One installation in ``var``. Used in a ``with`` block, which ends it however the block ends."""

    var: Path
    port: int = field(default_factory=lambda: ports.free_after(FIRST_PORT + os.getpid() % 1000))
    _keeper: subprocess.Popen[str] | None = None

    def __enter__(self) -> Site:
        self.var.mkdir(parents=True, exist_ok=True)
        with self.said.open("w") as said:
            self._keeper = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.keeper", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                # Ctrl-C is for its owner, which then closes the line.
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        keeper = self._keeper
        assert keeper
        with keeper:
            assert keeper.stdin
            keeper.stdin.close()
            keeper.wait(END_SECONDS)

    @property
    def said(self) -> Path:
        """Where the keeper and the web server write what they have to say."""
        return self.var / "said"

    @property
    def environment(self) -> dict[str, str]:
        """A real installation's: nothing of the tests' own database, nor of a server that is named."""
        strange = ("SAMVERK_", "DJANGO_", APP_ADDRESS, OWNER_ADDRESS)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(strange)}
        postgres = {k: v for k, v in os.environ.items() if k == "SAMVERK_POSTGRES"}
        return (
            kept
            | postgres
            | {
                "SAMVERK_VAR": str(self.var),
                "SAMVERK_SIGNING": "samverk.integrations.signing.fake.FakeSigning",
                "SECRET_KEY": "abcdefghij" * 6,
                "ALLOWED_HOSTS": HOST,
                "DJANGO_SETTINGS_MODULE": "samverk.project.settings",
                # Each of thousands of tries at a database that is away would be told with its traceback
                "SAMVERK_LOG_LEVEL": "CRITICAL",
                "PYTHONUNBUFFERED": "1",
            }
        )

    def tell(self, do: str, **how: object) -> Any:
        """Let the keeper do something, and wait until it is done."""
        keeper = self._keeper
        assert keeper
        assert keeper.stdin
        assert keeper.stdout
        keeper.stdin.write(json.dumps({"do": do} | how) + "\n")
        keeper.stdin.flush()
        answer = keeper.stdout.readline()
        if not answer:
            raise RuntimeError(f"{do}: {self.said.read_text()[-2000:]}")
        return json.loads(answer)["done"]

    def stage(self, meetings: int) -> list[Desk]:
        """Fill it with what the clients work with."""
        told = self._run([sys.executable, "-m", "tests.crash.stage", str(meetings)], (0,))
        return read_stage(told.splitlines()[-1])

    def samverk(self, *words: str, allowed: Sequence[int] = (0,)) -> str:
        """Run our command line there; answer what it said."""
        return self._run([str(SAMVERK), *words], allowed)

    def _run(self, command: list[str], allowed: Sequence[int]) -> str:
        """Run a program. Raises RuntimeError when its status is not one of those allowed."""
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in allowed:
            raise RuntimeError(f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def connect(self) -> psycopg.Connection:
        """Connect past the application, and past its row-level security."""
        return connect_as_superuser(place_of(self.var).socket, DATABASE)

    def as_the_app(self, question: str) -> str:
        """Ask the database something as the web server does."""
        socket = str(place_of(self.var).socket)
        with psycopg.connect(host=socket, port=PORT, user=APP_ROLE, dbname=DATABASE) as connection:
            row = connection.execute(question.encode()).fetchone()
        return str(row[0]) if row else ""
