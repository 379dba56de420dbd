"""Gives out numbers without gaps or doubles, also after a crash."""

from __future__ import annotations

from django.db import connection, transaction

SQL = """
INSERT INTO foundation_numberseries (name, last) VALUES (%s, 1)
ON CONFLICT (name) DO UPDATE SET last = foundation_numberseries.last + 1
RETURNING last
"""


def next_number(series: str) -> int:
    """Take the next number of ``series``, from 1, inside the caller's transaction.

    The counter row stays locked until that transaction ends: two writers of one series wait for
    each other, and a rollback gives the number back. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_number must be called inside a transaction")
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(SQL, [series])
        row: tuple[int] = cursor.fetchone()
    return row[0]
