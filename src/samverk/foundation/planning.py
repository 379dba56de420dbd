"""Which questions keep no plan (docs/decisions/0018)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_for_values() -> Iterator[None]:
    """Plan what is asked inside for its values each time: where most rows are one authority's, or none.

    A kept plan knows no values, and reads a million rows as if any of them were as rare as the rest.
    """
    connection.ensure_connection()
    line = connection.connection
    before, line.prepare_threshold = line.prepare_threshold, None
    try:
        yield
    finally:
        line.prepare_threshold = before
