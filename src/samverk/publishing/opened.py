"""The public's way into the database: a role that can read what is published, and nothing else.

Whatever the code around it forgets, a query inside ``opened`` sees the published views alone: a table
of any room gives "permission denied".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse

from samverk.foundation.postgres.location import open_role

View = Callable[..., HttpResponse]
# A question of anybody's may not hold the database longer than this
SLOWEST = "5s"


@contextmanager
def opened() -> Iterator[None]:
    """Ask the database as the public for as long as the block lasts: one transaction, reading alone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('role', %s, true), set_config('statement_timeout', %s, true)",
                [open_role(), SLOWEST],
            )
        yield
        # A test's outer transaction goes on; what failed is rolled back with its settings
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('role', 'none', true), set_config('statement_timeout', '0', true)"
            )


def open_page(view: View) -> View:
    """Let a view of the public site read what is published, and nothing else."""

    @wraps(view)
    def reading(*args: Any, **kwargs: Any) -> HttpResponse:
        with opened():
            return view(*args, **kwargs)

    return reading
