"""The wall around persons with a protected identity, in the database itself.

Their rows are there only for the handlers that are named for them, whatever compartment is open.
Who reads is a setting that lives as long as the transaction. What nobody reads passes by: sums that
count everybody, and steps that the system takes by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

from samverk.foundation.compartments import asked_for

SETTING = "samverk.reader"
NOBODY = "nobody"
# Not correlated with the row: the few who are protected are found once for each question
POLICY = f"""
CREATE POLICY protected ON "{{table}}" AS RESTRICTIVE USING (
    current_setting('{SETTING}', true) = '{NOBODY}'
    OR {{column}} NOT IN (
        SELECT p.person_id FROM persons_protection p
        WHERE p.lifted_at IS NULL AND NOT EXISTS (
            SELECT FROM persons_namedhandler h
            WHERE h.person_id = p.person_id AND h.user_id::text = current_setting('{SETTING}', true)
        )
    )
);
"""  # noqa: S608


class HideProtected(RunSQL):
    """Migration operation: hide the rows of protected persons from all but their named handlers.

    Beside ``ForceRowSecurity``, which opens rows; this one only shuts.
    """

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            POLICY.format(table=table, column=column), f'DROP POLICY protected ON "{table}"'
        )
        self.arguments = [table, column]

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, self.arguments, {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Hide protected persons in {self.arguments[0]}"


@contextmanager
def reading(controllers: Iterable[int], user: int | None) -> Iterator[None]:
    """Open the compartments of ``controllers`` (body ids) to one reader, within one transaction.

    The caller answers for that the reader may open them.
    """
    with _as(controllers, "" if user is None else str(int(user))):
        yield


@contextmanager
def unread(controllers: Iterable[int]) -> Iterator[None]:
    """Open the compartments to what no person reads: protected persons count, and no row comes out."""
    with _as(controllers, NOBODY):
        yield


@contextmanager
def counting() -> Iterator[None]:
    """Count in what is open also those whom the reader may not know of: no row comes out."""
    before = _set({SETTING: NOBODY})
    try:
        yield
    finally:
        _set(before)


@contextmanager
def _as(controllers: Iterable[int], reader: str) -> Iterator[None]:
    with transaction.atomic():
        before = _set({**asked_for(controllers), SETTING: reader})
        yield
        _set(before)


def _set(given: dict[str, str]) -> dict[str, str]:
    """Set for the transaction, in one question, and answer what was set before."""
    before = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(given))
    after = ", ".join(["set_config(%s, %s, true)"] * len(given))
    pairs = [each for pair in given.items() for each in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {before}, {after}", [*given, *pairs])
        row = cursor.fetchone()
    return dict(zip(given, map(str, row[: len(given)]), strict=True))
