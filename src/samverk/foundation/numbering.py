"""Gives out numbers without gaps or doubles, also after a crash."""

from __future__ import annotations

from django.db import connection, transaction

SQL = """
INSERT INTO foundation_numberseries (name, last) VALUES (%s, 1)
ON CONFLICT (name) DO UPDATE SET last = foundation_numberseries.last + 1
RETURNING last
"""
# An update that changes nothing takes the row's lock whether the row was there or not
HOLD = """
INSERT INTO foundation_numberseries (name, last) VALUES (%s, 0)
ON CONFLICT (name) DO UPDATE SET last = foundation_numberseries.last
RETURNING last
"""
BEGIN = """
INSERT INTO foundation_numberseries (name, last) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET last = EXCLUDED.last
RETURNING last
"""


def next_number(series: str) -> int:
    """Take the next number of ``series``, from 1, inside the caller's transaction.

    The counter row stays locked until that transaction ends: two writers of one series wait for
    each other, and a rollback gives the number back. Raises RuntimeError outside a transaction.
    """
    return _number(SQL, series)


def hold_series(series: str) -> int:
    """Lock ``series`` until the transaction ends, and answer its last number, 0 for none.

    Whoever takes a number waits meanwhile. Raises RuntimeError outside a transaction.
    """
    return _number(HOLD, series)


def begin_series(series: str, first: int) -> None:
    """Let the next number of ``series`` be ``first``, inside the caller's transaction.

    For a row of numbers that was begun elsewhere; the caller holds it and knows that none is taken.
    """
    if first < 1:
        raise ValueError(f"a series begins at 1 or later, not at {first}")
    _number(BEGIN, series, first - 1)


def _number(command: str, *given: str | int) -> int:
    if not connection.in_atomic_block:
        raise RuntimeError("numbers are taken inside a transaction")
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(command, given)
        row: tuple[int] = cursor.fetchone()
    return row[0]
