"""The cache that all web processes share: it holds the counts of failed logins.

Unlogged: what it holds is worth nothing after a crash, and need not slow the writes that are.
"""

from __future__ import annotations

from django.db import migrations

from samverk.foundation import migrating

MAKE = """
CREATE UNLOGGED TABLE foundation_shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX foundation_shared_cache_expires ON foundation_shared_cache (expires);
"""


class Migration(migrating.Migration):
    """Makes the table that Django's database cache expects."""

    replaces = [("foundation", "0002_shared_cache")]

    dependencies = [("foundation", "0001_tables")]

    operations = [migrations.RunSQL(MAKE, "DROP TABLE foundation_shared_cache")]
