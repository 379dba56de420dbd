"""Rows that belong to one account alone: the database shows them to nobody else.

A table with a ``user`` column has forced row-level security, and this policy beside its others: a row
is there only for the account that a setting names, which lives as long as the transaction. So a query
outside ``own_rows`` returns nothing, whoever asks and whatever compartment is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

SETTING = "samverk.own_rows_of"
POLICY = f"""
CREATE POLICY own ON "{{table}}" AS RESTRICTIVE
    USING (user_id::text = current_setting('{SETTING}', true));
"""


class KeepToWriter(RunSQL):
    """Migration operation: keep the rows of a table behind the wall to the account that they are of.

    Beside ``ForceRowSecurity``, which opens rows; this one only shuts.
    """

    def __init__(self, table: str) -> None:
        super().__init__(POLICY.format(table=table), f'DROP POLICY own ON "{table}"')
        self.table = table

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, [self.table], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Keep the rows of {self.table} to whoever wrote them"


@contextmanager
def own_rows(user: int | None) -> Iterator[None]:
    """Let the block see the rows of an account (id), within one transaction; None sees none."""
    with transaction.atomic():
        before = _set("" if user is None else str(int(user)))
        yield
        _set(before)


def _set(value: str) -> str:
    """Set whose rows are seen, and answer whose were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [SETTING, SETTING, value],
        )
        return str(cursor.fetchone()[0])
