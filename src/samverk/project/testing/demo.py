"""Gives tests the demo without loading it for each: a database of its own where it is loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def load_demo(name: str) -> None:
    """Load the demo into the database called ``name``, to stay there."""
    from samverk.project.demo.load import Loader

    with _connected(name), transaction.atomic():
        Loader().load()


@contextmanager
def within_demo(name: str) -> Iterator[None]:
    """Let the block see the database called ``name``; what it writes there is undone."""
    with _connected(name):
        atomic = transaction.atomic()
        # As in Django's own TestCase: an action that must be outermost is so within this one.
        atomic._from_testcase = True  # type: ignore[attr-defined]
        with atomic:
            yield
            transaction.set_rollback(True)


@contextmanager
def _connected(name: str) -> Iterator[None]:
    """Let the default connection be one to the database called ``name``."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = chosen = _to(usual, name)
    try:
        yield
    finally:
        chosen.close()
        connections[DEFAULT_DB_ALIAS] = usual


def _to(usual: BaseDatabaseWrapper, name: str) -> BaseDatabaseWrapper:
    return type(usual)({**usual.settings_dict, "NAME": name}, DEFAULT_DB_ALIAS)
