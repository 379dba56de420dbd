"""The second wall: rows with a controller are seen only in a compartment that was opened.

A table with a ``controller`` column has forced row-level security. The policy compares it with
a setting that lives as long as the transaction, so a query outside ``opened`` returns no rows,
whatever the code around it forgot. What a conflict of interest bars the reader from stays shut also
in an opened compartment (``barring``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

from samverk.foundation.barring import barred_now

SETTING = "samverk.controllers"
SETTINGS = {each: f"samverk.barred_{each}" for each in ("items", "documents", "cases")}

NAMES = (SETTING, *SETTINGS.values())

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


CONFLICTS = """
CREATE POLICY barred ON "{table}" AS RESTRICTIVE USING (controller_id IS NULL OR {free});
"""
FREE = """NOT ({column} = ANY (
    string_to_array(coalesce(current_setting('{setting}', true), ''), ',')::bigint[]
))"""
# Rows under another row are seen when that row is.
UNDER = 'EXISTS (SELECT FROM "{table}" WHERE id = {column})'


class BarConflicted(RunSQL):
    """Migration operation: keep the secret rows of a table from a reader with a conflict of interest.

    ``column`` holds an id of what is barred: ``barred`` is "items", "documents" or "cases", or the
    name of the table that the row stands under.
    """

    def __init__(self, table: str, column: str, barred: str) -> None:
        setting = SETTINGS.get(barred)
        free = (
            FREE.format(column=column, setting=setting)
            if setting
            else UNDER.format(table=barred, column=f'"{table}".{column}')
        )
        super().__init__(
            CONFLICTS.format(table=table, free=free), f'DROP POLICY barred ON "{table}"'
        )
        self.arguments = [table, column, barred]

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, self.arguments, {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Bar conflicted readers from {self.arguments[0]}"


@contextmanager
def opened(controllers: Iterable[int]) -> Iterator[None]:
    """Open the compartments of ``controllers`` (body ids) within one transaction.

    Inside, rows of these controllers can be read and written; afterwards the setting is what it
    was. The caller answers for that the actor may open them (``controllers_open_to``).
    """
    asked = asked_for(controllers)
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = [""] * len(asked) if outermost else _settings()
        _set(asked.values())
        yield
        # A transaction of our own ends here, and the settings with it: no need to ask again.
        if not outermost:
            _set(before)


def asked_for(controllers: Iterable[int]) -> dict[str, str]:
    """Give the settings that open these compartments (body ids) and keep shut what is barred."""
    barred = barred_now()
    shut = (barred.items, barred.documents, barred.cases)
    return dict(zip(NAMES, map(_listed, (controllers, *shut)), strict=True))


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(int(each)) for each in sorted(ids))


def _settings() -> list[str]:
    asked = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(NAMES))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", NAMES)
        return list(cursor.fetchone())


def _set(values: Iterable[str]) -> None:
    given = list(zip(NAMES, values, strict=True))
    asked = ", ".join(["set_config(%s, %s, true)"] * len(given))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [each for pair in given for each in pair])
