"""Settings of the database that live as long as the transaction: what the walls compare rows with."""

from __future__ import annotations

from django.db import connection


def set_locally(given: dict[str, str]) -> dict[str, str]:
    """Set for the transaction, in one question, and answer what was set before."""
    before = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(given))
    after = ", ".join(["set_config(%s, %s, true)"] * len(given))
    pairs = [each for pair in given.items() for each in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {before}, {after}", [*given, *pairs])
        row = cursor.fetchone()
    return dict(zip(given, map(str, row[: len(given)]), strict=True))
