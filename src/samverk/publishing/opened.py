"""The public's way into the database: a role that can read what is published, and nothing else.

Whatever the code around it forgets, a query inside ``opened`` sees the published views alone: a table
of any room gives "permission denied".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from samverk.foundation.postgres.location import open_role

# A question of anybody's may not hold the database longer than this. A plan that reads a whole table is
# never right for a page of it, nor is one that is compiled first
SLOWEST, SEQUENTIALLY, COMPILED = "5s", "off", "off"
Manner = tuple[str, str, str, str]


@contextmanager
def opened() -> Iterator[None]:
    """Ask the database as the public for as long as the block lasts: one transaction, reading alone.

    Inside another the block changes nothing, and what is around it goes on as it was: also as the public.
    """
    with transaction.atomic():
        before = _become((open_role(), SLOWEST, SEQUENTIALLY, COMPILED))
        yield
        # What is around it goes on; what failed is rolled back with its settings
        _become(before)


def _become(manner: Manner) -> Manner:
    """Go on as a role with a longest time and ways to plan; answer how it was until then."""
    with connection.cursor() as cursor:
        # Columns are computed in order: the first four tell what the others then change
        cursor.execute(
            "SELECT current_setting('role'), current_setting('statement_timeout'),"
            " current_setting('enable_seqscan'), current_setting('jit'),"
            " set_config('role', %s, true), set_config('statement_timeout', %s, true),"
            " set_config('enable_seqscan', %s, true), set_config('jit', %s, true)",
            manner,
        )
        role, slowest, sequentially, compiled, *_ = cursor.fetchone()
    return str(role), str(slowest), str(sequentially), str(compiled)
