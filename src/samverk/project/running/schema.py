"""Brings the database to the code's shape, and loads the demo, in processes of their own."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from samverk.foundation.postgres.location import DATABASE, var_directory
from samverk.foundation.postgres.roles import note_on, noted_on, prepare, set_aside
from samverk.project.running.console import say
from samverk.project.running.errors import NotStartedError

ROOT = Path(__file__).resolve().parents[2]


def fingerprint() -> str:
    """Digest what decides the schema and the demo: migrations, grants, demo code, packages."""
    parts = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("project/demo/**/*")]
    parts.append(ROOT / "foundation" / "grants.py")
    digest = hashlib.sha256("\n".join(_packages()).encode())
    for part in sorted(p for p in parts if p.is_file() and "__pycache__" not in p.parts):
        digest.update(part.relative_to(ROOT).as_posix().encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """Give the packages we ask for, with their versions: some bring migrations of their own."""
    for requirement in requires("samverk") or []:
        if found := re.match(r"[\w.-]+", requirement):
            try:
                yield f"{found[0]}=={version(found[0])}"
            except PackageNotFoundError:
                continue


def migrate_if_changed(socket: Path) -> None:
    """Migrate and load the demo, unless the database notes that this very code has done so.

    A demo that other code has made is set aside and made anew: until the first release migrations
    are rewritten rather than added to, and the demo's own facts change.
    """
    wanted, found = fingerprint(), noted_on(socket, DATABASE)
    if found == wanted:
        return
    if found:
        old = set_aside(socket, DATABASE)
        prepare(socket, DATABASE)
        say(f"Demon är gjord av en annan version och görs om. Den gamla finns kvar som {old}.")
    migrate()
    note_on(socket, DATABASE, wanted)


def migrate() -> None:
    """Migrate as the owner, then load the demo as the app role. Raises NotStartedError."""
    _manage("migrate", "--skip-checks", "--verbosity", "0", role="owner")
    _manage("load_demo", role="app")


def _manage(*arguments: str, role: str) -> None:
    environment = os.environ | {"SAMVERK_DB_ROLE": role, "SAMVERK_DEMO": "true"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")
    log = var_directory() / "schema.log"
    with log.open("w") as said:
        command = [sys.executable, "-m", "django", *arguments]
        answer = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
        )
    if answer.returncode:
        raise NotStartedError(_why(arguments[0], log))


def _why(command: str, log: Path) -> str:
    lines = [line.strip() for line in log.read_text().splitlines() if line.strip()]
    last = lines[-1] if lines else "inget besked"
    if "No space left on device" in last:
        return "Disken är full: frigör plats där databasen ligger och försök igen."
    return f"Databasen gick inte att ställa i ordning ({command}: {last}): läs {log}."
