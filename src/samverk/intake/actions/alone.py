"""Lets one worker at a time do a piece of work; who comes second goes away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

TRY = "SELECT pg_try_advisory_lock(%s, %s)"
RELEASE = "SELECT pg_advisory_unlock(%s, %s)"


@contextmanager
def alone(door: int, number: int) -> Iterator[bool]:
    """Answer whether nobody else is behind the door with a number, and keep others out meanwhile.

    The lock goes with the connection, so with whoever dies.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRY, [door, number])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            # A connection that is gone has taken its locks along
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute(RELEASE, [door, number])
