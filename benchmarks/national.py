"""Search, lists and API among 1,000,000 published paragraphs of 290 municipalities and ten years.

Run from the project's root: `.venv/bin/python -m benchmarks national`; `NATIONAL_PARAGRAPHS=100000` loads
fewer. All is loaded once, and read as the public's own role.
"""

from __future__ import annotations

import os
import time
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks import _national_api, _national_lists, _national_rows, _national_search

MANY = int(os.environ.get("NATIONAL_PARAGRAPHS", _national_rows.PARAGRAPHS))
Rows = list[tuple[str, str]]


def run() -> Rows:
    """Fill a database of its own and measure in it, as the public's role."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]) as at:
        from django.db import connections

        from samverk.foundation.postgres.roles import connect_as_superuser

        with connect_as_superuser(at.socket, os.environ["SAMVERK_DATABASE"]) as connection:
            rows = loaded(connection)
        rows += read(MANY)
        connections.close_all()
    return rows


def loaded(connection: Any) -> Rows:
    """Load everything, and tell how much there is of it."""
    start = time.perf_counter()
    counts = _national_rows.load(connection, MANY)
    took = time.perf_counter() - start
    size = connection.execute("SELECT pg_total_relation_size('publishing_record')").fetchone()[0]
    return [
        *((f"{kind}: records", str(count)) for kind, count in sorted(counts.items())),
        ("loading", f"{took:.0f} s"),
        ("records with their indexes", f"{size / 2**20:.0f} MB"),
    ]


def read(many: int) -> Rows:
    """Measure searches, the public's pages, the API and the files with everything."""
    from django.conf import settings

    settings.API_A_MINUTE, settings.ALLOWED_HOSTS = 10**9, ["testserver"]
    return [
        *(_about("search", row) for row in _national_search.search_rows()),
        *(_about("pages", row) for row in _national_lists.list_rows()),
        *(_about("API", row) for row in _national_api.page_rows(many)),
        *(_about("bulk", row) for row in _national_api.bulk_rows(many)),
    ]


def _about(what: str, row: tuple[str, str]) -> tuple[str, str]:
    return f"{what}: {row[0]}", row[1]


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
