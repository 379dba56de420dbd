"""The second wall: rows with a controller are seen only in a compartment that was opened.

A table with a ``controller`` column has forced row-level security. The policy compares it with
a setting that lives as long as the transaction, so a query outside ``opened`` returns no rows,
whatever the code around it forgot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

SETTING = "samverk.controllers"

POLICY = f"""
ALTER TABLE "{{table}}" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "{{table}}" FORCE ROW LEVEL SECURITY;
CREATE POLICY controller ON "{{table}}" USING (
    {{unless}}controller_id = ANY (
        string_to_array(nullif(current_setting('{SETTING}', true), ''), ',')::bigint[]
    )
);
"""
NO_POLICY = """
DROP POLICY controller ON "{table}";
ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
"""


class ForceRowSecurity(RunSQL):
    """Migration operation: put ``table``, which has a controller column, behind the wall.

    With ``open_rows`` the rows without a controller are open: the table holds both kinds.
    """

    def __init__(self, table: str, *, open_rows: bool = False) -> None:
        unless = "controller_id IS NULL OR " if open_rows else ""
        forward = POLICY.format(table=table, unless=unless)
        super().__init__(forward, NO_POLICY.format(table=table))
        self.table, self.open_rows = table, open_rows

    def deconstruct(self) -> tuple[str, list[str], dict[str, bool]]:
        """Write the operation as its arguments."""
        more = {"open_rows": True} if self.open_rows else {}
        return self.__class__.__qualname__, [self.table], more

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Force row-level security by controller on {self.table}"


@contextmanager
def opened(controllers: Iterable[int]) -> Iterator[None]:
    """Open the compartments of ``controllers`` (body ids) within one transaction.

    Inside, rows of these controllers can be read and written; afterwards the setting is what it
    was. The caller answers for that the actor may open them (``controllers_open_to``).
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = "" if outermost else _setting()
        _set(",".join(str(int(c)) for c in sorted(controllers)))
        yield
        # A transaction of our own ends here, and the setting with it: no need to ask again.
        if not outermost:
            _set(before)


def _setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        value: str = cursor.fetchone()[0]
    return value


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
