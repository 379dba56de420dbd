"""A demo started as a person starts it, with files and two ports of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from samverk.foundation.postgres import processes
from samverk.foundation.postgres.location import ROOT_BASE, place_of
from samverk.project.running import ports
from samverk.project.running.children import MARK
from samverk.project.running.parts import Part, demo_pair

SAMVERK = Path(sys.executable).with_name("samverk")
SECONDS = 120
# The first start makes two databases and loads two demos, on a machine that may be busy
FIRST_SECONDS = 400
CHOSEN = ("SAMVERK_POSTGRES", "SAMVERK_PROFILE")
# Starting Django is what costs: one process for each of the two does all that is asked of it
DOES = """
import io, json, sys
from contextlib import redirect_stdout
import django
django.setup()
from django.db import connections
for line in sys.stdin:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(json.loads(line), {})
    connections.close_all()
    print(json.dumps(said.getvalue().strip()), flush=True)
"""


@dataclass
class Demo:
    """The two installations of one checkout, started and stopped by their command line."""

    var: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    inside: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        answer = subprocess.run(
            [SAMVERK, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        if self.process and arguments[0] == "stop":
            # It lets go of the installation a moment before it ends, and is then no demo that runs
            self.process.wait(SECONDS)
        return answer

    def running(self) -> subprocess.Popen[bytes]:
        """Give the process that runs it, started if it has ended."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        assert self.process is not None
        return self.process

    def start(self) -> subprocess.Popen[bytes]:
        """Run it in a session of its own, as in a terminal, and wait until it says that it runs."""
        with self.said.open("wb") as said:
            running = subprocess.Popen(
                # Whoever runs the tests may do so under nohup; a person at a terminal does not.
                ["env", "--default-signal=HUP", SAMVERK, "run", "--port", str(self.port)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.process = running
        deadline = time.monotonic() + FIRST_SECONDS
        while "Stoppa med Ctrl-C" not in self.said.read_text():
            assert running.poll() is None, self.said.read_text()
            assert time.monotonic() < deadline, self.said.read_text()
            time.sleep(0.05)
        return running

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMVERK_", "DJANGO_"))}
        chosen = {k: v for k, v in os.environ.items() if k in CHOSEN}
        return kept | chosen | {"SAMVERK_VAR": str(self.var)}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The federation and the party."""
        return demo_pair(self.var, self.port, place_of(self.var).socket)

    def python(self, part: Part, code: str) -> str:
        """Run code in the surroundings of one of the two, and give what it prints."""
        process = self.inside.get(part.database) or self._go_inside(part)
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(code) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, "what was run inside has fallen"
        return str(json.loads(answer))

    def _go_inside(self, part: Part) -> subprocess.Popen[str]:
        mine = {"SAMVERK_DEMO": "true", "DJANGO_SETTINGS_MODULE": "samverk.project.settings"}
        self.inside[part.database] = subprocess.Popen(
            [sys.executable, "-c", DOES],
            env=self.environment | part.changes | mine,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self.inside[part.database]

    def come_out(self) -> None:
        """End what runs inside the two."""
        for process in self.inside.values():
            process.communicate()
        self.inside.clear()

    @property
    def said(self) -> Path:
        return self.var.with_name("said")

    def left(self) -> list[list[str]]:
        """List the processes that still run for it."""
        marks = {f"SAMVERK_VAR={self.var}", f"{MARK}={self.var.resolve()}"}
        place = str(place_of(self.var).data)
        ours = {os.getpid(), *(process.pid for process in self.inside.values())}
        found = (p for p in processes.running() if p not in ours)
        return [
            line
            for p in found
            if (line := processes.command_line(p))
            and (place in line or marks & set(processes.environment(p)))
        ]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    var = tmp_path_factory.mktemp("körning") / "var"
    made = Demo(var, ports.free_after(20000 + os.getpid() % 5000, together=2))
    yield made
    made.come_out()
    made.command("stop")
    if made.process:
        made.process.wait(SECONDS)
    base = place_of(var).data.parent.parent
    if base.is_relative_to(ROOT_BASE):
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def running(demo: Demo) -> subprocess.Popen[bytes]:
    """The process of a demo that runs: a test takes over what the one before left running."""
    return demo.running()
