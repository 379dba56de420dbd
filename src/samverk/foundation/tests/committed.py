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
OTHERS = ("django_session", "procrastinate_jobs", "procrastinate_workers")
# The tables that have been written to, of those that are named and those whose rows point to theirs
WRITTEN = """
WITH RECURSIVE reached AS (
    SELECT oid FROM pg_class WHERE relname = ANY(%s) AND relnamespace = 'public'::regnamespace
    UNION SELECT c.conrelid FROM pg_constraint c JOIN reached r ON c.confrelid = r.oid
)
SELECT relname FROM reached JOIN pg_class USING (oid) WHERE pg_relation_size(oid) > 0
"""
BEGIN_AGAIN = """
SELECT setval(s.oid::regclass, 1, false) FROM pg_depend d
JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_class t ON t.oid = d.refobjid AND t.relname = ANY(%s)
"""


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
    """Empty the tables that have been written to: to truncate all of them takes a second or two."""
    place = place_of(var_directory(), os.environ["SAMVERK_CLUSTER"])
    ours = [m for m in apps.get_models() if m.__module__.startswith("samverk.")]
    names = [*sorted(m._meta.db_table for m in ours if m._meta.managed), *OTHERS]
    with connect_as_superuser(place.socket, os.environ["SAMVERK_DATABASE"]) as connection:
        # Neither what refuses that a row is deleted nor what keeps its history is asked
        connection.execute("SET session_replication_role = replica")
        written = [row[0] for row in connection.execute(WRITTEN, [names])]
        for name in written:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        connection.execute(BEGIN_AGAIN, [written])
