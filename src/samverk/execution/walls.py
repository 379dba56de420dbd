"""The wall around decisions on persons with a protected identity, in the database itself.

Their rows are there only for the handlers named for them, whatever compartment is open. Who reads is a
setting that lives as long as the transaction. What nobody reads passes by: sums that count everybody,
and what the calendar or a file does by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations import RunSQL

from samverk.foundation.compartments import asked_for
from samverk.foundation.local_settings import set_locally

SETTING = "samverk.reader"
NOBODY = "nobody"
# Not correlated with the row: the few who are protected are found once for each question
HIDDEN = f"""
    current_setting('{SETTING}', true) = '{NOBODY}'
    OR {{column}} NOT IN (
        SELECT p.decision_id FROM execution_registerprotection p
        WHERE p.lifted_at IS NULL AND NOT EXISTS (
            SELECT FROM execution_registerhandler h
            WHERE h.decision_id = p.decision_id AND h.ended_at IS NULL
            AND h.user_id::text = current_setting('{SETTING}', true)
        )
    )
"""  # noqa: S608


class HideProtectedDecisions(RunSQL):
    """Migration operation: hide the rows of protected persons' decisions from all but their handlers."""

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            f'CREATE POLICY handled ON "{table}" AS RESTRICTIVE'
            f" USING ({HIDDEN.format(column=column)});",
            f'DROP POLICY handled ON "{table}"',
        )
        self.arguments = [table, column]

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, self.arguments, {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Hide protected persons' decisions in {self.arguments[0]}"


@contextmanager
def reading(controllers: Iterable[int], user: int | None) -> Iterator[None]:
    """Open the compartments of ``controllers`` (body ids) to one reader, within one transaction."""
    with _as(controllers, "" if user is None else str(int(user))):
        yield


@contextmanager
def unread(controllers: Iterable[int]) -> Iterator[None]:
    """Open the compartments to what no person reads: everybody counts, and no row comes out."""
    with _as(controllers, NOBODY):
        yield


@contextmanager
def counting() -> Iterator[None]:
    """Count in what is open also what the reader may not know of: no row comes out."""
    before = set_locally({SETTING: NOBODY})
    try:
        yield
    finally:
        set_locally(before)


@contextmanager
def _as(controllers: Iterable[int], reader: str) -> Iterator[None]:
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        before = set_locally({**asked_for(controllers), SETTING: reader})
        yield
        # A transaction of our own ends here, and the settings with it
        if not outermost:
            set_locally(before)
