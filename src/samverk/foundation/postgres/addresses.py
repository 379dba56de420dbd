"""Reads the addresses of a server that the environment names in place of the embedded one."""

from __future__ import annotations

import os

from samverk.foundation.postgres.errors import DatabaseUnavailableError

APP_ADDRESS = "DATABASE_URL"
OWNER_ADDRESS = "DATABASE_OWNER_URL"


def is_named() -> bool:
    """Answer whether the environment names a server."""
    return bool(os.environ.get(APP_ADDRESS))


def owner_address() -> str:
    """Answer which variable holds the owner's address: one role may serve as both."""
    return OWNER_ADDRESS if os.environ.get(OWNER_ADDRESS) else APP_ADDRESS


def read(variable: str) -> dict[str, str]:
    """Read the address in ``variable`` as libpq does. Raises DatabaseUnavailableError."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        found = conninfo_to_dict(os.environ.get(variable, ""))
    except ProgrammingError:
        found = {}
    if not {"user", "dbname"} <= found.keys():
        raise DatabaseUnavailableError(
            f"{variable} går inte att läsa:"
            " skriv postgresql://roll:lösenord@server:port/databas, med roll och databas."
        )
    return {key: str(value) for key, value in found.items()}
