"""Tells how far a run has come over a connection of its own, so that it is seen while the run is open."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from samverk.foundation.compartments import SETTING

TELL = "UPDATE execution_registerimportprogress SET done = %s WHERE id = %s AND controller_id = %s"


class Beside:
    """A row of progress, written beside the transaction that does the work."""

    def __init__(self, to: BaseDatabaseWrapper, body: int, progress: uuid.UUID) -> None:
        self._to, self._body, self._progress, self._is_lost = to, body, progress, False

    def tell(self, done: int) -> None:
        """Tell how many rows are through. That it cannot be told stops no run."""
        if self._is_lost:
            return
        try:
            with self._to.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(self._body)])
                cursor.execute(TELL, [done, self._progress, self._body])
                cursor.execute("COMMIT")
        except DatabaseError:
            self._is_lost = True


@contextmanager
def telling(body: int, progress: uuid.UUID) -> Iterator[Beside]:
    """Open a connection beside the run's own."""
    beside = connection.copy()
    try:
        yield Beside(beside, body, progress)
    finally:
        beside.close()
