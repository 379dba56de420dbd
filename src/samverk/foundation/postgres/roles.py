"""Makes the two roles and the database in a running cluster."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import disk_is_full, first_line, is_full
from samverk.foundation.postgres.location import (
    APP_ROLE,
    DATABASE,
    OPEN_ROLE,
    OWNER_ROLE,
    PORT,
    SUPERUSER,
)

# Extensions that need no superuser (trusted); made by us so that migrations stay the owner's.
EXTENSIONS = ("btree_gist", "pg_trgm")


def connect_as_superuser(socket: Path, database: str = "postgres") -> psycopg.Connection:
    """Connect to the embedded cluster as its superuser, each statement on its own.

    Raises DatabaseUnavailableError.
    """
    try:
        return psycopg.connect(
            host=str(socket), port=PORT, user=SUPERUSER, dbname=database, autocommit=True
        )
    except psycopg.OperationalError as fault:
        raise _told(fault, socket, "svarar inte") from fault


def prepare(socket: Path, database: str = DATABASE) -> None:
    """Make owner role, app role and ``database`` where they are missing.

    The app role, which web and workers use, is no superuser and cannot pass row-level security.
    Raises DatabaseUnavailableError.
    """
    try:
        _make_roles_and_database(socket, database)
    except psycopg.Error as fault:
        raise _told(fault, socket, "gick inte att ställa i ordning") from fault


def _make_roles_and_database(socket: Path, database: str) -> None:
    with connect_as_superuser(socket) as connection:
        for role, may in ((OWNER_ROLE, "CREATEDB"), (APP_ROLE, "NOCREATEDB")):
            if not _exists(connection, "pg_roles", "rolname", role):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {}").format(
                        sql.Identifier(role), sql.SQL(may)
                    )
                )
        if not _exists(connection, "pg_roles", "rolname", OPEN_ROLE):
            connection.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE").format(
                    sql.Identifier(OPEN_ROLE)
                )
            )
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(sql.Identifier(OPEN_ROLE), sql.Identifier(APP_ROLE))
        )
        if not _exists(connection, "pg_database", "datname", database):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(OWNER_ROLE)
                )
            )
    with connect_as_superuser(socket, database) as connection:
        for extension in EXTENSIONS:
            connection.execute(
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
            )
        connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))


def noted_on(socket: Path, database: str) -> str:
    """Read the note that was left on ``database``; empty when there is none."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connect_as_superuser(socket) as connection:
        row = connection.execute(query, [database]).fetchone()
    return (row[0] if row else "") or ""


def note_on(socket: Path, database: str, note: str) -> None:
    """Leave a note on ``database``: it goes where the database goes, and away with it."""
    with connect_as_superuser(socket) as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(database), sql.Literal(note)
            )
        )


def set_aside(socket: Path, database: str) -> str:
    """Rename ``database``, so that a new one can take its name; answer what it is called now.

    Nothing is lost: the old one stays in the cluster until somebody drops it.
    """
    with connect_as_superuser(socket) as connection:
        number = 1
        while _exists(connection, "pg_database", "datname", f"{database}_{number}"):
            number += 1
        old = f"{database}_{number}"
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(database), sql.Identifier(old)
            )
        )
    return old


def copy(socket: Path, database: str, new: str) -> bool:
    """Make ``new`` as a copy of ``database``, which nobody may be connected to; False when it is there.

    The note is not copied. Raises DatabaseUnavailableError.
    """
    try:
        with connect_as_superuser(socket) as connection:
            if _exists(connection, "pg_database", "datname", new):
                return False
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    *map(sql.Identifier, (new, OWNER_ROLE, database))
                )
            )
    except psycopg.Error as fault:
        raise _told(fault, socket, "gick inte att kopiera") from fault
    return True


def _told(fault: psycopg.Error, socket: Path, what: str) -> DatabaseUnavailableError:
    if is_full(str(fault)):
        return DatabaseUnavailableError(disk_is_full(socket.parent))
    return DatabaseUnavailableError(f"Databasen {what}: {first_line(fault)}.")


def _exists(connection: psycopg.Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    return connection.execute(query, [name]).fetchone() is not None
