"""The public's way into the database: a role that can read what is published, and nothing else.

Whatever the code around it forgets, a query inside ``opened`` sees the published views alone: a table
of any room gives "permission denied".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from samverk.foundation.postgres.location import open_role

# A question of anybody's may not hold the database longer than this
SLOWEST = "5s"


@contextmanager
def opened() -> Iterator[None]:
    """Ask the database as the public for as long as the block lasts: one transaction, reading alone.

    Inside another the block changes nothing, and what is around it goes on as it was: also as the public.
    """
    with transaction.atomic():
        before = _become(open_role(), SLOWEST)
        yield
        # What is around it goes on; what failed is rolled back with its settings
        _become(*before)


def _become(role: str, slowest: str) -> tuple[str, str]:
    """Go on as a role for the rest of the transaction; answer which role and longest time there were."""
    with connection.cursor() as cursor:
        # Columns are computed in order: the first two tell what the others then change
        cursor.execute(
            "SELECT current_setting('role'), current_setting('statement_timeout'),"
            " set_config('role', %s, true), set_config('statement_timeout', %s, true)",
            [role, slowest],
        )
        found = cursor.fetchone()
    return str(found[0]), str(found[1])
