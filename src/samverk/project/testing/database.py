"""Makes a test process its database, as a copy of a template that is migrated once per schema."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import OWNER_ROLE, Place, place_of, var_directory
from samverk.foundation.postgres.roles import connect_as_superuser, prepare
from samverk.project.running.schema import ROOT, fingerprint

NAME = "test-database"
PREFIX = "samverk_test_"
TEMPLATE_PREFIX = "samverk_template_"
# The day that the database judges terms by: a setting of the test's, which no installation has
TODAY_OF_A_TEST = """
CREATE OR REPLACE FUNCTION {}() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('samverk.day_of_a_test', true), '')::date, '9999-12-31')
$$
"""
# The functions that tell the database what day it is, one in each room that removes
CALENDARS = ("persons_today", "execution_today")
# Hours of Sweden: what the demo holds follows the hour in which it is loaded
SWEDEN = ZoneInfo("Europe/Stockholm")


@contextmanager
def test_database(name: str) -> Iterator[Place]:
    """Give a migrated, empty database called ``name`` for as long as the block lasts.

    Several test processes may run at once in one checkout: the cluster stops with the last one.
    """
    with _database(name, _schema_template) as place:
        yield place


@contextmanager
def demo_database(
    name: str, of: str = "federation", changes: Mapping[str, str] | None = None
) -> Iterator[Place]:
    """Give a database called ``name`` where a demo is loaded, for as long as the block lasts.

    ``of`` says whose, and ``changes`` what its loader finds around it besides.
    """
    around = {**(changes or {}), "SAMVERK_DEMO_OF": of}
    with _database(name, partial(_demo_template, of, around)) as place:
        yield place


@contextmanager
def other_database(environment: Mapping[str, str]) -> Iterator[None]:
    """Give an installation of another kind its database, made by its own migrations, for the block."""
    name, place = environment["SAMVERK_DATABASE"], place_of(var_directory(), NAME)
    with _users(place), connect_as_superuser(place.socket) as connection:
        _drop(connection, name)
        prepare(place.socket, name)
        _migrate(environment)
        yield
        _drop(connection, name)


@contextmanager
def _database(name: str, template: Callable[[Place, psycopg.Connection], str]) -> Iterator[Place]:
    place = place_of(var_directory(), NAME)
    with _users(place) as users:
        Cluster(place, durable=False).start()
        with connect_as_superuser(place.socket) as connection:
            with place.lock.with_suffix(".template").open("w") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                made = template(place, connection)
                _drop(connection, name)
                _copy(connection, made, name)
            yield place
            _drop(connection, name)
        fcntl.flock(users, fcntl.LOCK_UN)
        if _takes(users, fcntl.LOCK_EX):
            Cluster(place, durable=False).stop()


@contextmanager
def _users(place: Place) -> Iterator[TextIO]:
    place.lock.parent.mkdir(parents=True, exist_ok=True)
    with place.lock.with_suffix(".users").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield handle


def _takes(handle: TextIO, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _schema_template(place: Place, connection: psycopg.Connection) -> str:
    """Answer this schema's template, made first if it is missing; what others left is removed."""
    template = TEMPLATE_PREFIX + fingerprint()[:12]
    present = _databases(connection)
    for left in present:
        if left.startswith(PREFIX) and not _is_in_use(left):
            _drop(connection, left)
    if template not in present:
        for old in present:
            if old.startswith(TEMPLATE_PREFIX):
                _drop(connection, old)
        _make_template(place.socket, connection, template)
    return template


def _demo_template(
    of: str, around: Mapping[str, str], place: Place, connection: psycopg.Connection
) -> str:
    """Answer the template in which this very code has loaded a demo, in this hour."""
    template = _schema_template(place, connection)
    begins = f"{template}_{of[:5]}_"
    wanted = begins + demo_fingerprint()[:12]
    present = _databases(connection)
    if wanted not in present:
        for old in present:
            if old.startswith(begins):
                _drop(connection, old)
        _copy(connection, template, f"{wanted}_new")
        mine = {"SAMVERK_DATABASE": f"{wanted}_new", "SAMVERK_DEMO": "true"}
        environment = {**os.environ, **around, **mine}
        subprocess.run([sys.executable, "-m", "django", "load_demo"], env=environment, check=True)
        _rename(connection, f"{wanted}_new", wanted)
    return wanted


def demo_fingerprint() -> str:
    """Digest what decides the loaded demo: all of the code and its facts, the settings, and the hour."""
    digest = hashlib.sha256(f"{datetime.now(SWEDEN):%Y-%m-%dT%H}".encode())
    for part in sorted(ROOT.rglob("*")):
        if part.is_file() and "__pycache__" not in part.parts:
            digest.update(part.relative_to(ROOT).as_posix().encode() + b"\0" + part.read_bytes())
    for name in sorted(os.environ):
        if name.startswith("SAMVERK_") and name != "SAMVERK_DATABASE":
            digest.update(f"{name}={os.environ[name]}\0".encode())
    return digest.hexdigest()


def _copy(connection: psycopg.Connection, template: str, name: str) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER_ROLE)
        )
    )


def _rename(connection: psycopg.Connection, name: str, wanted: str) -> None:
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(name), sql.Identifier(wanted)
        )
    )


def _is_in_use(name: str) -> bool:
    """Answer whether the test process in the name, "samverk_test_123" or "…_123_demo", still runs."""
    return Path("/proc", name.removeprefix(PREFIX).partition("_")[0]).exists()


def _make_template(socket: Path, connection: psycopg.Connection, template: str) -> None:
    prepare(socket, f"{template}_new")
    _migrate(os.environ | {"SAMVERK_DATABASE": f"{template}_new"})
    _free_the_calendar(socket, f"{template}_new")
    _rename(connection, f"{template}_new", template)


def _migrate(environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    subprocess.run(command, env={**environment, "SAMVERK_DB_ROLE": "owner"}, check=True)


def _free_the_calendar(socket: Path, name: str) -> None:
    """Let the database's day be what a test says, else past every term: its clock cannot be moved."""
    with connect_as_superuser(socket, name) as connection:
        for day in CALENDARS:
            if connection.execute("SELECT 1 FROM pg_proc WHERE proname = %s", [day]).fetchone():
                connection.execute(sql.SQL(TODAY_OF_A_TEST).format(sql.Identifier(day)))


def _databases(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT datname FROM pg_database")]


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )
