"""The operating system's user that the server runs as: nobody in place of root."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from samverk.foundation.postgres.errors import DatabaseUnavailableError

STAND_IN = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system."""

    name: str
    uid: int
    gid: int


def is_root() -> bool:
    """Answer whether we run as root, as whom PostgreSQL refuses to run."""
    return os.geteuid() == 0


def caller() -> Account:
    """Answer who runs this process; raises DatabaseUnavailableError for a user without a name."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError as fault:
        raise DatabaseUnavailableError(
            f"Användaren med nummer {os.geteuid()} har inget namn på den här datorn:"
            " kör som en användare som står i /etc/passwd."
        ) from fault
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def server() -> Account:
    """Answer whom the server runs as: the caller, but ``nobody`` in place of root."""
    if not is_root():
        return caller()
    try:
        entry = pwd.getpwnam(STAND_IN)
    except KeyError as fault:
        raise DatabaseUnavailableError(
            f"Användaren {STAND_IN} finns inte: kör som vanlig användare i stället för root."
        ) from fault
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def as_server() -> dict[str, Any]:
    """Build the keywords that make ``subprocess`` run a program as the server's user."""
    # The caller's environment may point PostgreSQL elsewhere (PGDATA, PGPORT), so none of it goes.
    # A working directory that the server's user cannot enter would stop it: so the root directory.
    base: dict[str, Any] = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}}
    if not is_root():
        return base
    account = server()
    return base | {"user": account.uid, "group": account.gid, "extra_groups": []}


@contextmanager
def switching() -> Iterator[None]:
    """Start a program with ``as_server`` inside: a refusal to change user becomes one line."""
    try:
        yield
    except PermissionError as fault:
        if not is_root():
            raise
        raise DatabaseUnavailableError(
            f"Root får inte byta till användaren {STAND_IN} här: kör som vanlig användare,"
            " eller ange en databas i DATABASE_URL."
        ) from fault
