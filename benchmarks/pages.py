"""The chain's page and the case page with 100,000 cases in the database.

Run from the project's root: `.venv/bin/python benchmarks/pages.py [number of cases]`. Server time is
what Django's test client needs for a request, templates and queries included, in one process on one
connection; the network and gunicorn are left out.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)

Address = Callable[[int], str]
CASES = 100_000
ROUNDS = 200
WARM_UP = 20
QUERY_LIMIT = 12
P95_LIMIT = 0.030

FILL_CASES = """
INSERT INTO registry_case (body_id, diary_number, year, sequence, title, secret, opened_on,
                           opened_by_then)
SELECT b.ids[1 + n %% cardinality(b.ids)], 'M ' || (2000 + n %% 26) || '/' || n, 2000 + n %% 26,
       n, 'Ärende nummer ' || n, false, DATE '2000-01-01' + (n %% 9000), false
FROM generate_series(1, %s) n, (SELECT array_agg(id ORDER BY id) AS ids FROM directory_body) b
"""
FILL_DOCUMENTS = """
INSERT INTO registry_document (case_id, number, direction, kind, dated_on, registered_at, subject,
                               correspondent, secret)
SELECT c.id, d, 'incoming', 'letter', c.opened_on, now(), 'Handling ' || d, 'Avsändare', false
FROM registry_case c, generate_series(1, 3) d WHERE c.sequence IS NOT NULL
"""
FILL_DECISIONS = """
INSERT INTO decisions_decision (organisation_id, body_id, decided_on, paragraph, diary_number, case_id,
                                title, text, kind, appeal_form, cited_only, read_from,
                                record_id)
SELECT b.organisation_id, c.body_id, c.opened_on + 30, c.sequence, c.diary_number, c.id, c.title,
       'Beslut i ärendet.', 'decides', 'laglighetsprovning', false, '', ''
FROM registry_case c JOIN directory_body b ON b.id = c.body_id WHERE c.sequence IS NOT NULL
"""


def fill(cases: int, socket: Path) -> None:
    """Load the demo, then many cases with three documents and one decision each.

    The many are put in without their history: triggers are off, which only the superuser may do.
    """
    from django.core.management import call_command

    from samverk.foundation.postgres.roles import connect_as_superuser

    call_command("load_demo")
    with connect_as_superuser(socket, os.environ["SAMVERK_DATABASE"]) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(FILL_CASES, [cases])
        connection.execute(FILL_DOCUMENTS)
        connection.execute(FILL_DECISIONS)
        connection.execute("ANALYZE")


def measure(address: Address, client: Any = None) -> tuple[float, float, int]:
    """Answer p50 and p95 in seconds and the number of queries of one page.

    ``address`` gives the address of each request by its number; ``client`` is who asks, else somebody
    logged in without a role.
    """
    from django.db import connection

    from samverk.project.testing.readers import ReaderClient

    client = client or ReaderClient(SERVER_NAME="localhost")
    for number in range(WARM_UP):
        answer = client.get(address(number))
        if answer.status_code != 200:
            raise SystemExit(f"{address(number)} svarar {answer.status_code}")
    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        client.get(address(WARM_UP))
    times = []
    for number in range(WARM_UP + 1, WARM_UP + 1 + ROUNDS):
        start = time.perf_counter()
        client.get(address(number))
        times.append(time.perf_counter() - start)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], len(asked)


def pages() -> list[tuple[str, Address]]:
    """Name the pages and their addresses: the chain, and a case in the middle of the many.

    What is drawn of a chain is kept, so the chain is also read on a new day each time.
    """
    from django.urls import reverse

    from samverk.registry.models import Case

    case = Case.objects.filter(sequence__isnull=False).order_by("id")[CASES // 2 - 1 : CASES // 2]
    found = case.first() or Case.objects.order_by("-id").first()
    chain = reverse("membership", args=["insjoriket"])
    address = reverse("case", args=[found.pk])
    first = date(2023, 11, 1)
    return [
        ("chain page", lambda _: f"{chain}?dag={first}"),
        ("chain page, a new day each time", lambda n: f"{chain}?dag={first + timedelta(n)}"),
        ("case page", lambda _: address),
    ]


def run(cases: int = CASES) -> list[tuple[str, str]]:
    """Fill a database of its own and measure both pages."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    rows = []
    with test_database(os.environ["SAMVERK_DATABASE"]) as place:
        from django.db import connections

        fill(cases, place.socket)
        for name, address in pages():
            p50, p95, queries = measure(address)
            rows.append((f"{name}, {cases} cases: p50", f"{p50 * 1000:.1f} ms"))
            rows.append((f"{name}: p95 (aim {P95_LIMIT * 1000:.0f} ms)", f"{p95 * 1000:.1f} ms"))
            rows.append((f"{name}: queries (aim {QUERY_LIMIT})", str(queries)))
        connections.close_all()
    return rows


if __name__ == "__main__":
    for label, value in run(*(int(text) for text in sys.argv[1:2])):
        print(f"{label}: {value}")
