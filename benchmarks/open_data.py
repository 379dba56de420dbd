"""The open API and its files with 1,000,000 published paragraphs of 290 municipalities and ten years.

Run from the project's root: `.venv/bin/python -m benchmarks open_data`; `OPEN_PARAGRAPHS=100000` loads
fewer. A page is asked for through the whole of Django, with its middleware, and its JSON is made.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)

MANY = int(os.environ.get("OPEN_PARAGRAPHS", "1000000"))
OWNERS, OF_A_MEETING, ROUNDS, MILLI = 290, 20, 60, 1000
AIM, BULK_AIM = 60, 20_000
COLUMNS = (
    'kind, source, organisation, body, meeting, "case", day, sort, status, number, title, text,'
    " parties, data, digest, published_at, modified_at"
)
MOMENT = "timestamptz '2016-01-01' + g * interval '5 minutes'"
DAY = "date '2016-01-01' + (g / 300)::int"
WORDS = "Nämnden beslutar att anta taxan enligt förvaltningens förslag den 12 mars. "
PARTS = """jsonb_build_array(jsonb_build_object('heading', 'Beslut', 'texts', '[]'::jsonb,
    'points', jsonb_build_array(repeat('%(words)s', 8)), 'bullets', '[]'::jsonb))"""
LOAD = {
    "organisation": f"""
        SELECT 'organisation', g, NULL, NULL, NULL, NULL, NULL, '', '', '', 'Kommun ' || g, '', '{{}}',
            '{{}}', '', {MOMENT}, {MOMENT} FROM generate_series(1, {OWNERS}) g""",
    "body": f"""
        SELECT 'body', g, g, NULL, NULL, NULL, NULL, 'board', '', '', 'Styrelsen ' || g, '', '{{}}',
            '{{}}', '', {MOMENT}, {MOMENT} FROM generate_series(1, {OWNERS}) g""",
    "meeting": f"""
        SELECT 'meeting', g, g % {OWNERS} + 1, g % {OWNERS} + 1, NULL, NULL, {DAY}, '', 'held', '',
            'Styrelsen', '', '{{}}', '{{"place": "Kommunhuset", "start": "2016-01-01T13:00:00+01:00"}}',
            '', {MOMENT}, {MOMENT} FROM generate_series(1, {MANY} / {OF_A_MEETING}) g""",
    "case": f"""
        SELECT 'case', g, g % {OWNERS} + 1, g % {OWNERS} + 1, NULL, g, {DAY}, '', 'open',
            'KS ' || g, 'Ärende ' || g, '', '{{}}', '{{}}', '', {MOMENT}, {MOMENT}
        FROM generate_series(1, {MANY} / 4) g""",
    "item": f"""
        SELECT 'item', g, (g / {OF_A_MEETING}) % {OWNERS} + 1, (g / {OF_A_MEETING}) % {OWNERS} + 1,
            g / {OF_A_MEETING}, g / 4, {DAY}, 'beslut', 'adjusted', '§ ' || g, 'Paragraf ' || g,
            repeat('{WORDS}', 8), '{{S,M}}', jsonb_build_object('position', g % {OF_A_MEETING},
            'decisions', jsonb_build_array('Taxan antas.'), 'votes', '[]'::jsonb,
            'parts', {PARTS % {"words": WORDS}}), '', {MOMENT}, {MOMENT}
        FROM generate_series(1, {MANY}) g""",
}  # fmt: skip


def load(connection: Any) -> None:
    """Fill the database; what is loaded is told as it would be had everything been published here."""
    for rows in LOAD.values():
        connection.execute(f"INSERT INTO publishing_record ({COLUMNS}) {rows}")
    connection.execute("VACUUM ANALYZE publishing_record")


def paths(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Give what is asked for, by name."""
    after = [f"{1_451_606_400_000_000 + g * 300_000_000}-0" for g in chance.sample(range(MANY), 60)]
    owners = [chance.randrange(1, OWNERS + 1) for _ in range(ROUNDS)]
    since = "modified_since=2020-01-01T00:00:00Z"
    yield "100 items, first page", ["/api/v1/agenda-items"] * ROUNDS
    yield "100 items, deep", [f"/api/v1/agenda-items?after={one}" for one in after]
    yield "100 items of a municipality", [f"/api/v1/bodies/{one}/agenda-items" for one in owners]
    yield (
        "100 items of a municipality, deep",
        [
            f"/api/v1/bodies/{one}/agenda-items?after={far}"
            for one, far in zip(owners, after, strict=True)
        ],
    )
    yield (
        "100 changed items of a municipality",
        [f"/api/v1/bodies/{one}/agenda-items?{since}" for one in owners],
    )
    yield (
        "100 items in the last second",
        ["/api/v1/agenda-items?created_until=2016-01-01T00:05:00Z"] * ROUNDS,
    )
    yield "100 cases of a municipality", [f"/api/v1/bodies/{one}/papers" for one in owners]
    yield (
        "100 meetings, nothing in them",
        [f"/api/v1/bodies/{one}/meetings?omit_internal=true" for one in owners],
    )
    yield "100 meetings with their items", [f"/api/v1/bodies/{one}/meetings" for one in owners]
    yield "one item", [f"/api/v1/agenda-items/{chance.randrange(1, MANY)}" for _ in range(ROUNDS)]


def page_rows() -> Iterator[tuple[str, str]]:
    """Measure pages."""
    from django.test import Client

    client = Client()
    for name, among in paths(random.Random(7)):
        for path in among[:5]:
            client.get(path)
        times = []
        for path in among:
            start = time.perf_counter()
            answer = client.get(path)
            times.append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
        p95 = statistics.quantiles(times, n=20)[-1] * MILLI
        yield f"{name}: p50", f"{statistics.median(times) * MILLI:.1f} ms"
        yield f"{name}: p95 (aim {AIM} ms)", f"{p95:.1f} ms"


def bulk_rows() -> Iterator[tuple[str, str]]:
    """Measure the files with everything, as far as 200,000 records."""
    from django.test import Client

    for ending in ("jsonl", "csv"):
        start, size = time.perf_counter(), 0
        answer = Client().get(f"/api/v1/bulk/agenda-items.{ending}")
        size = sum(map(len, answer.streaming_content))  # type: ignore[attr-defined]
        took = time.perf_counter() - start
        yield f"{ending} of {MANY} records (aim {BULK_AIM}/s)", f"{MANY / took:.0f} records/s"
        yield f"{ending}: size", f"{size / 2**20:.0f} MB"


def run() -> list[tuple[str, str]]:
    """Fill a database of its own and measure in it, as the public's role."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]) as at:
        from django.conf import settings
        from django.db import connections

        from samverk.foundation.postgres.roles import connect_as_superuser

        settings.API_A_MINUTE, settings.ALLOWED_HOSTS = 10**9, ["testserver"]
        with connect_as_superuser(at.socket, os.environ["SAMVERK_DATABASE"]) as connection:
            start = time.perf_counter()
            load(connection)
            rows = [("loading", f"{time.perf_counter() - start:.0f} s")]
        rows += [*page_rows(), *bulk_rows()]
        connections.close_all()
    return rows


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
