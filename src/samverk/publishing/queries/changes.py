"""Asks when anything that is published was last changed."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

LAST = """
SELECT (SELECT max(modified_at) FROM publishing_open_record),
    (SELECT max(withdrawn_at) FROM publishing_open_withdrawn)
"""


def last_change() -> tuple[datetime | None, datetime | None]:
    """Answer when something that stands was last changed, and when something was last taken back."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        changed, gone = cursor.fetchone()
    return changed, gone
