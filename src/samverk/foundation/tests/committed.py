"""A database that tests may commit to: emptied afterwards, as the owner of its tables.

Django's own flush would run as the app role, which the append-only tables refuse.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from samverk.foundation.postgres.location import place_of, var_directory
from samverk.foundation.postgres.roles import connect_as_superuser

# Rows of ours in tables that are not made by our own models.
OTHERS = ("procrastinate_jobs", "procrastinate_workers")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let a test write for real, also from threads; every table is emptied after it."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connections.close_all()
            _empty()


def _empty() -> None:
    place = place_of(var_directory(), os.environ["SAMVERK_CLUSTER"])
    ours = [m for m in apps.get_models() if m.__module__.startswith("samverk.")]
    names = [*sorted(m._meta.db_table for m in ours if m._meta.managed), *OTHERS]
    with connect_as_superuser(place.socket, os.environ["SAMVERK_DATABASE"]) as connection:
        tables = sql.SQL(", ").join(map(sql.Identifier, names))
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
