"""Lines to databases beside a test's usual one, and transactions that leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def line_to(name: str) -> BaseDatabaseWrapper:
    """Make a connection to the database called ``name``, for when it is the default one."""
    usual = connections[DEFAULT_DB_ALIAS]
    return type(usual)({**usual.settings_dict, "NAME": name}, DEFAULT_DB_ALIAS)


@contextmanager
def seen(chosen: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the default connection be the one that is given."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = chosen
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual


def begun() -> transaction.Atomic:
    """Begin a transaction within which an action that must be outermost is so, as in a TestCase."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]
    atomic.__enter__()
    return atomic


def undo(atomic: transaction.Atomic) -> None:
    """End a transaction, the innermost there is, and undo what was written in it."""
    transaction.set_rollback(True)
    atomic.__exit__(None, None, None)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what the block writes, once the constraints that wait have been checked."""
    atomic = begun()
    try:
        yield
        connection = connections[DEFAULT_DB_ALIAS]
        if not connection.needs_rollback and connection.is_usable():
            connection.check_constraints()
    finally:
        undo(atomic)
