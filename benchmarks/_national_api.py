"""The open API and its files with everything: 100 items through the whole of Django, as JSON."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks._national_rows import MUNICIPALITIES

ROUNDS, MILLI = 60, 1000
AIM, BULK_AIM = 60, 20_000


def paths(chance: random.Random, many: int) -> Iterator[tuple[str, list[str]]]:
    """Give what is asked for, by name."""
    after = [
        f"{1_451_606_400_000_000 + g * 300_000_000}-0" for g in chance.sample(range(many), ROUNDS)
    ]
    owners = [chance.randrange(1, MUNICIPALITIES + 1) for _ in range(ROUNDS)]
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
        ["/api/v1/agenda-items?created_until=2016-01-01T00:00:00Z"] * ROUNDS,
    )
    yield "50 cases of a municipality", [f"/api/v1/bodies/{one}/papers" for one in owners]
    yield (
        "100 meetings, nothing in them",
        [f"/api/v1/bodies/{one}/meetings?omit_internal=true" for one in owners],
    )
    yield "20 meetings with their items", [f"/api/v1/bodies/{one}/meetings" for one in owners]
    yield "one item", [f"/api/v1/agenda-items/{chance.randrange(1, many)}" for _ in range(ROUNDS)]


def timed(client: Any, among: list[str]) -> list[float]:
    """Time each address in seconds, when some of them have been asked for once."""
    for path in among[:5]:
        client.get(path)
    times = []
    for path in among:
        start = time.perf_counter()
        answer = client.get(path)
        times.append(time.perf_counter() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return times


def page_rows(many: int) -> Iterator[tuple[str, str]]:
    """Measure pages."""
    from django.test import Client

    client = Client()
    for name, among in paths(random.Random(7), many):
        times = timed(client, among)
        p95 = statistics.quantiles(times, n=20)[-1] * MILLI
        yield f"{name}: p50", f"{statistics.median(times) * MILLI:.1f} ms"
        yield f"{name}: p95 (aim {AIM} ms)", f"{p95:.1f} ms"


def bulk_rows(many: int) -> Iterator[tuple[str, str]]:
    """Measure the files with everything."""
    from django.test import Client

    for ending in ("jsonl", "csv"):
        start = time.perf_counter()
        answer = Client().get(f"/api/v1/bulk/agenda-items.{ending}")
        size = sum(map(len, answer.streaming_content))  # type: ignore[attr-defined]
        took = time.perf_counter() - start
        yield f"{ending} of {many} records (aim {BULK_AIM}/s)", f"{many / took:.0f} records/s"
        yield f"{ending}: size", f"{size / 2**20:.0f} MB"
