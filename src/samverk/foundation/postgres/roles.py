"""Makes the two roles and the database in a running cluster."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import sql

from samverk.foundation.postgres.cluster import SUPERUSER
from samverk.foundation.postgres.location import APP_ROLE, DATABASE, OWNER_ROLE, PORT

# Extensions that need no superuser (trusted); made by us so that migrations stay the owner's.
EXTENSIONS = ("btree_gist", "pg_trgm")


def connect_as_superuser(socket: Path, database: str = "postgres") -> psycopg.Connection:
    """Connect to the embedded cluster as its superuser, each statement on its own."""
    return psycopg.connect(
        host=str(socket), port=PORT, user=SUPERUSER, dbname=database, autocommit=True
    )


def prepare(socket: Path, database: str = DATABASE) -> None:
    """Make owner role, app role and ``database`` where they are missing.

    The app role, which web and workers use, is no superuser and cannot pass row-level security.
    """
    with connect_as_superuser(socket) as connection:
        for role, may in ((OWNER_ROLE, "CREATEDB"), (APP_ROLE, "NOCREATEDB")):
            if not _exists(connection, "pg_roles", "rolname", role):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {}").format(
                        sql.Identifier(role), sql.SQL(may)
                    )
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


def _exists(connection: psycopg.Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(column)
    )
    return connection.execute(query, [name]).fetchone() is not None
