"""Looks over a server that DATABASE_URL names before it is used: what it lacks is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from samverk.foundation.postgres.addresses import APP_ADDRESS, owner_address, read
from samverk.foundation.postgres.binaries import OLDEST_MAJOR
from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.explanations import first_line
from samverk.foundation.postgres.roles import EXTENSIONS

PATIENCE = {"connect_timeout": "10"}
EXEMPT = """
SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user
"""
# Set to off, each of these lets an acknowledged write be gone after a crash of the server
KEEPING = ["fsync", "full_page_writes", "synchronous_commit"]
MAY_CREATE = "SELECT has_schema_privilege(current_user, 'public', 'CREATE')"


@contextmanager
def prepared() -> Iterator[psycopg.Connection]:
    """Give a connection as the owner to a database that can be migrated and served.

    Adds the extensions where the owner may. Raises DatabaseUnavailableError.
    """
    with served():
        pass
    with _connected(owner_address()) as connection:
        _require_right_to_create(connection)
        for extension in EXTENSIONS:
            _require_extension(connection, extension)
        yield connection


@contextmanager
def served() -> Iterator[psycopg.Connection]:
    """Give a connection as the app role to a server that can be used.

    Raises DatabaseUnavailableError.
    """
    with _connected(APP_ADDRESS) as connection:
        _require_version(connection)
        _require_bound_by_row_security(connection)
        _require_lasting(connection)
        yield connection


@contextmanager
def _connected(variable: str) -> Iterator[psycopg.Connection]:
    address = PATIENCE | read(variable)
    try:
        connection = psycopg.connect(**address, autocommit=True)  # type: ignore[arg-type]
    except psycopg.Error as fault:
        raise DatabaseUnavailableError(
            f"Databasen i {variable} svarar inte: {first_line(fault)}."
        ) from fault
    with connection:
        yield connection


def _require_version(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < OLDEST_MAJOR:
        raise DatabaseUnavailableError(
            f"Servern i {APP_ADDRESS} är PostgreSQL {major}: det behövs {OLDEST_MAJOR} eller senare."
        )


def _require_bound_by_row_security(connection: psycopg.Connection) -> None:
    """Refuse a role that row-level security does not hold for: it would see what is secret."""
    if _answer(connection, EXEMPT):
        role = connection.info.user
        raise DatabaseUnavailableError(
            f"Rollen {role} i {APP_ADDRESS} går förbi radskyddet (superuser eller bypassrls):"
            " skapa en egen roll med CREATE ROLE samverk_app LOGIN och skriv den i adressen."
        )


def _require_lasting(connection: psycopg.Connection) -> None:
    """Refuse a server that answers before what it was given is on disk: it could lose what it said."""
    for setting in KEEPING:
        row = connection.execute(sql.SQL("SHOW {}").format(sql.Identifier(setting))).fetchone()
        if row and row[0] == "off":
            raise DatabaseUnavailableError(
                f"Servern i {APP_ADDRESS} har {setting} avslaget och kan tappa det som är sparat:"
                f" slå på {setting} i dess inställningar."
            )


def _require_right_to_create(connection: psycopg.Connection) -> None:
    if not _answer(connection, MAY_CREATE):
        role, database = connection.info.user, connection.info.dbname
        raise DatabaseUnavailableError(
            f"Rollen {role} får inte skapa tabeller i databasen {database}: ange ägaren i"
            f" DATABASE_OWNER_URL, eller kör ALTER DATABASE {database} OWNER TO {role}."
        )


def _require_extension(connection: psycopg.Connection, extension: str) -> None:
    command = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
    try:
        connection.execute(command)
    except psycopg.errors.InsufficientPrivilege as fault:
        raise DatabaseUnavailableError(
            f"Tillägget {extension} saknas i databasen {connection.info.dbname}:"
            f" kör CREATE EXTENSION {extension} där som superuser."
        ) from fault
    except psycopg.Error as fault:
        raise DatabaseUnavailableError(
            f"Tillägget {extension} går inte att lägga till ({first_line(fault)}):"
            " installera postgresql-contrib på servern."
        ) from fault


def _answer(connection: psycopg.Connection, query: str) -> bool:
    row = connection.execute(query.encode()).fetchone()
    return bool(row and row[0])
