"""A database that tests commit to is as before when each is done: empty, and numbered from one."""

from __future__ import annotations

import pytest
from django.db import connection

from samverk.directory.models import Organisation
from samverk.foundation.models import User
from samverk.foundation.tests.cast import set_stage
from samverk.foundation.tests.committed import committed

__all__ = ["committed"]
TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
AND has_table_privilege(oid, 'SELECT')
"""
# What the migrations themselves write
KEPT = {"django_migrations", "django_content_type", "django_site", "auth_permission"}


def filled() -> list[str]:
    """List the tables that have rows, of those that the app role reads."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            found += [table] if cursor.fetchone()[0] else []
    return sorted(set(found) - KEPT)


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_finds_nothing_and_begins_at_one(committed, time):
    assert filled() == []
    set_stage()
    assert {"foundation_user", "foundation_auditevent", "directory_body"} <= set(filled())
    # Before the first, others may have drawn numbers and undone what they wrote
    if time == "second":
        assert (User.objects.earliest("pk").pk, Organisation.objects.earliest("pk").pk) == (1, 1)
