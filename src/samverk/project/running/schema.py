"""What shape a database has and is to have, and the commands that bring it there."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import psycopg

from samverk.foundation.postgres import named
from samverk.foundation.postgres.explanations import disk_is_full, is_full
from samverk.foundation.postgres.location import DATABASE, place_of, var_directory
from samverk.foundation.postgres.roles import note_on, noted_on
from samverk.project.rooms import Profile, chosen_profile, rooms_of
from samverk.project.running.errors import NotStartedError

# The note on an embedded database that is a real installation's, which the demo never touches
REAL = "installation"
IS_MIGRATED = "SELECT to_regclass('foundation_idempotencykey') IS NOT NULL"
IS_DEMO = "SELECT EXISTS (SELECT FROM foundation_idempotencykey WHERE key LIKE 'demo/%')"
HAS_USERS = "SELECT EXISTS (SELECT FROM foundation_user)"
# The line of a traceback that names the fault; hints and quoted statements may follow it.
FAULT = re.compile(r"^(?!DETAIL|HINT|CONTEXT|QUERY|LINE)[\w.]+(?:: .+)?$")
ROOT = Path(__file__).resolve().parents[2]


def fingerprint(profile: Profile | None = None) -> str:
    """Digest what decides the schema and the demo: migrations, grants, demo, packages, rooms.

    Without a profile it is that of this process.
    """
    parts = [*ROOT.glob("**/migrations/*.py"), *ROOT.glob("project/demo/**/*")]
    parts.append(ROOT / "foundation" / "grants.py")
    digest = hashlib.sha256(
        "\n".join((*_packages(), *rooms_of(profile or chosen_profile()))).encode()
    )
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


def migrate_named() -> None:
    """Migrate a database on a server that the environment names, and load the demo there.

    Raises NotStartedError for one that is not the demo's: everybody knows the demo's password.
    """
    with named.prepared() as connection:
        if _is_in_use_by_others(connection):
            raise NotStartedError(
                f"Databasen {connection.info.dbname} har andra användare än demons:"
                " samverk run kör bara demon, ange en tom databas i DATABASE_URL."
            )
    migrate()


def _is_in_use_by_others(connection: psycopg.Connection) -> bool:
    users = _says(connection, IS_MIGRATED) and _says(connection, HAS_USERS)
    return users and not _says(connection, IS_DEMO)


def _says(connection: psycopg.Connection, query: str) -> bool:
    row = connection.execute(query.encode()).fetchone()
    return bool(row and row[0])


def migrate() -> None:
    """Migrate as the owner, then load the demo as the app role. Raises NotStartedError."""
    _manage("migrate", "--skip-checks", "--verbosity", "0", role="owner")
    _manage("load_demo", role="app")


def migrate_real() -> None:
    """Migrate a real installation's database as the owner. Raises NotStartedError."""
    _manage("migrate", "--skip-checks", "--verbosity", "0", role="owner", demo=False)


def note_real(socket: Path) -> None:
    """Note on an embedded database that it is a real installation's. Raises NotStartedError for a demo's."""
    if noted_on(socket, DATABASE) not in ("", REAL):
        raise NotStartedError(
            "Databasen i katalogen är demons, vars lösenord alla känner: ange en annan katalog i"
            " SAMVERK_VAR, eller en tom databas i DATABASE_URL."
        )
    note_on(socket, DATABASE, REAL)


def require_real(socket: Path) -> None:
    """Raise NotStartedError unless an embedded database is noted as a real installation's."""
    if noted_on(socket, DATABASE) != REAL:
        raise NotStartedError("Installationen är inte uppsatt: kör samverk setup först.")


def require_no_demo(connection: psycopg.Connection) -> None:
    """Raise NotStartedError when a named server's database is the demo's."""
    if _says(connection, IS_MIGRATED) and _says(connection, IS_DEMO):
        raise NotStartedError(
            f"Databasen {connection.info.dbname} är demons, vars lösenord alla känner:"
            " ange en tom databas i DATABASE_URL."
        )


def require_current() -> None:
    """Raise NotStartedError unless the database has the shape that this code needs."""
    try:
        _manage("migrate", "--check", "--skip-checks", "--verbosity", "0", role="app", demo=False)
    except NotStartedError as fault:
        raise NotStartedError(
            "Databasen är inte uppsatt för den här versionen av Samverk: kör samverk setup."
        ) from fault


def _manage(*arguments: str, role: str, demo: bool = True) -> None:
    environment = os.environ | {"SAMVERK_DB_ROLE": role, "SAMVERK_DEMO": str(demo).lower()}
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
        raise NotStartedError(why(arguments[0], log))


def why(command: str, log: Path) -> str:
    """Tell in one line why a command of Django's failed, from what it has said in its log."""
    said = log.read_text(errors="replace")
    if is_full(said, log, place_of(var_directory()).data):
        return disk_is_full("databasen")
    lines = [line.rstrip() for line in said.splitlines() if line.strip()]
    faults = [line for line in lines if FAULT.match(line)]
    told = (faults or lines or ["inget besked"])[-1].strip()
    return f"Databasen gick inte att ställa i ordning ({command}: {told}): läs {log}."
