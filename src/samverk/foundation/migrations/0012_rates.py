"""How much is asked for in a minute, and what is under way: counts that no flood pushes out.

Unlogged: what they hold is worth nothing after a crash, and need not slow the writes that are.
"""

from __future__ import annotations

from django.db import migrations

from samverk.foundation import migrating

MAKE = """
CREATE UNLOGGED TABLE foundation_asked (
    what varchar(20) NOT NULL,
    place integer NOT NULL,
    minute bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (what, place)
);
CREATE UNLOGGED TABLE foundation_underway (
    id uuid NOT NULL PRIMARY KEY,
    what varchar(20) NOT NULL,
    place integer NOT NULL,
    seen timestamp with time zone NOT NULL
);
"""


class Migration(migrating.Migration):
    """Makes the tables of ``foundation.rates``."""

    dependencies = [("foundation", "0010_files")]

    operations = [
        migrations.RunSQL(MAKE, "DROP TABLE foundation_asked; DROP TABLE foundation_underway")
    ]
