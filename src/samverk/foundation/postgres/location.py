"""Where an installation's embedded database lives, and how Django reaches it.

Everything is keyed by the ``var`` directory, so two checkouts side by side never meet.
PostgreSQL refuses to run as root: then the cluster belongs to ``nobody`` and lives outside the
checkout, which may lie where no other user can enter.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverk.foundation.postgres.addresses import APP_ADDRESS, is_named, owner_address, read

SUPERUSER = "postgres"
OWNER_ROLE = "samverk_owner"
APP_ROLE = "samverk_app"
OPEN_ROLE = "samverk_open"
DATABASE = "samverk"
PORT = 5432
# Where clusters of root's lie, as its checkouts may be closed to the server's user.
ROOT_BASE = Path("/var/lib/samverk")
# Not gettempdir(): TMPDIR may differ between the process that starts and the one that connects.
SHORT_BASE = Path("/tmp")  # noqa: S108
# sockaddr_un holds 108 bytes with the closing zero; PostgreSQL adds "/.s.PGSQL.5432.lock".
LONGEST_SOCKET_DIRECTORY = 107 - len(f"/.s.PGSQL.{PORT}.lock")


@dataclass(frozen=True, slots=True)
class Place:
    """The directories of one embedded cluster. ``copies`` holds binaries copied for ``nobody``."""

    data: Path
    socket: Path
    copies: Path
    log: Path
    lock: Path


def var_directory() -> Path:
    """Answer where this installation keeps what it writes: SAMVERK_VAR, the checkout's var, or ./var."""
    if chosen := os.environ.get("SAMVERK_VAR"):
        return Path(chosen).absolute()
    checkout = Path(__file__).resolve().parents[4]
    return (checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()) / "var"


def key_of(var: Path) -> str:
    """Answer the key of the installation in ``var``, which no other on this machine shares."""
    return hashlib.sha256(os.fsencode(var.resolve())).hexdigest()[:12]


def place_of(var: Path, name: str = "database") -> Place:
    """Answer where the cluster ``name`` of the installation in ``var`` lives."""
    var = var.resolve()
    key = key_of(var)
    base = var / name if os.geteuid() else ROOT_BASE / key / name
    socket = base / "socket"
    if not usable_as_socket_directory(socket):
        socket = SHORT_BASE / f"samverk-{os.geteuid()}-{key}-{name}"
    return Place(
        base / "data", socket, base.parent / "binaries", base / "log", var / f"{name}.lock"
    )


def usable_as_socket_directory(path: Path) -> bool:
    """Answer whether a socket can lie in ``path``: not too deep, and no list to libpq."""
    return len(os.fsencode(path)) <= LONGEST_SOCKET_DIRECTORY and "," not in str(path)


# A question asked a second time on a connection keeps its plan there (docs/decisions/0018)
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def database_settings(var: Path) -> dict[str, Any]:
    """Build Django's database entry: DATABASE_URL if set, else the embedded cluster.

    SAMVERK_DB_ROLE=owner connects as the role that owns the tables (migrations only), through
    DATABASE_OWNER_URL when a server is named.
    """
    owner = os.environ.get("SAMVERK_DB_ROLE") == "owner"
    entry: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {} if owner else dict(PREPARED),
    }
    if is_named():
        named = _named(owner_address() if owner else APP_ADDRESS)
        return entry | named | {"OPTIONS": entry["OPTIONS"] | named["OPTIONS"]}
    return entry | {
        "NAME": os.environ.get("SAMVERK_DATABASE", DATABASE),
        "USER": OWNER_ROLE if owner else APP_ROLE,
        "HOST": str(place_of(var, os.environ.get("SAMVERK_CLUSTER", "database")).socket),
        "PORT": str(PORT),
    }


def app_role() -> str:
    """Answer which role the web and the workers connect as."""
    return read(APP_ADDRESS)["user"] if is_named() else APP_ROLE


def open_role() -> str:
    """Answer which role the public's pages read as: it has no login, and sees what is published alone."""
    return OPEN_ROLE


def _named(variable: str) -> dict[str, Any]:
    """Build the entry of a server that is named; what Django has no word for goes to libpq as it is."""
    address = read(variable)
    words = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    entry: dict[str, Any] = {word: address.pop(key, "") for key, word in words.items()}
    return entry | {"OPTIONS": address}
