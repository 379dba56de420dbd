"""Makes a test process its database, as a copy of a template that is migrated once per schema."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import psycopg
from psycopg import sql

from samverk.foundation.postgres.cluster import Cluster
from samverk.foundation.postgres.location import OWNER_ROLE, Place, place_of, var_directory
from samverk.foundation.postgres.roles import connect_as_superuser, prepare
from samverk.project.running.schema import fingerprint

NAME = "test-database"
PREFIX = "samverk_test_"
TEMPLATE_PREFIX = "samverk_template_"


@contextmanager
def test_database(name: str) -> Iterator[Place]:
    """Give a migrated, empty database called ``name`` for as long as the block lasts.

    Several test processes may run at once in one checkout: the cluster stops with the last one.
    """
    place = place_of(var_directory(), NAME)
    with _users(place) as users:
        Cluster(place, durable=False).start()
        with connect_as_superuser(place.socket) as connection:
            _copy_template(place, connection, name)
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


def _copy_template(place: Place, connection: psycopg.Connection, name: str) -> None:
    """Make ``name`` as a copy of this schema's template, which is made first if it is missing."""
    template = TEMPLATE_PREFIX + fingerprint()[:12]
    with place.lock.with_suffix(".template").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        present = _databases(connection)
        for left in present:
            if left.startswith(PREFIX) and not _is_in_use(left):
                _drop(connection, left)
        if template not in present:
            for old in present:
                if old.startswith(TEMPLATE_PREFIX):
                    _drop(connection, old)
            _make_template(place.socket, connection, template)
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(OWNER_ROLE)
            )
        )


def _is_in_use(name: str) -> bool:
    """Answer whether the test process in the name, "samverk_test_123" or "…_123_demo", still runs."""
    return Path("/proc", name.removeprefix(PREFIX).partition("_")[0]).exists()


def _make_template(socket: Path, connection: psycopg.Connection, template: str) -> None:
    prepare(socket, f"{template}_new")
    environment = os.environ | {"SAMVERK_DB_ROLE": "owner", "SAMVERK_DATABASE": f"{template}_new"}
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True)
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(f"{template}_new"), sql.Identifier(template)
        )
    )


def _databases(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT datname FROM pg_database")]


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )
