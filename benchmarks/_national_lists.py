"""The first pages of the public's lists, through the whole of Django with their templates."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator

from benchmarks._national_api import timed
from benchmarks._national_rows import BODIES, MUNICIPALITIES

ROUNDS, AIM, MILLI = 60, 40, 1000
LISTS = {
    "start": "/oppet/",
    "meetings": "/oppet/sammantraden/",
    "cases": "/oppet/arenden/",
    "decisions": "/oppet/beslut/",
    "bodies": "/oppet/organ/",
    "notices": "/oppet/anslagstavla/",
    "interventions": "/oppet/insatser/",
    "search, nothing asked": "/oppet/sok/",
}
OF_ONE = ("meetings", "cases", "decisions", "bodies", "notices", "interventions")


def paths(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Give the lists by name, of all, of one municipality and of one body."""
    for name, path in LISTS.items():
        yield name, [path] * ROUNDS
    owners = [chance.randrange(1, MUNICIPALITIES + 1) for _ in range(ROUNDS)]
    for name in OF_ONE:
        yield f"{name} of one", [f"{LISTS[name]}?organisation={one}" for one in owners]
    organs = [one * 10 + chance.randrange(len(BODIES)) for one in owners]
    for name in ("meetings", "decisions"):
        yield f"{name} of a body", [f"{LISTS[name]}?organ={one}" for one in organs]
    yield "meetings of a year", [f"{LISTS['meetings']}?ar=2019"] * ROUNDS


def list_rows() -> Iterator[tuple[str, str]]:
    """Measure them as they are given, and drawn anew each time, with how many questions that takes."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, kept = Client(), settings.PAGES_KEPT_SECONDS
    for name, among in paths(random.Random(9)):
        settings.PAGES_KEPT_SECONDS = 0
        anew = _p95(timed(client, among))
        with CaptureQueriesContext(connection) as asked:
            client.get(among[0])
        questions = len(asked)
        settings.PAGES_KEPT_SECONDS = kept
        given = _p95(timed(client, among))
        yield f"{name}: p95 (aim {AIM} ms)", f"{given:.1f} ms"
        yield f"{name}, drawn anew: p95 (aim {AIM} ms)", f"{anew:.1f} ms, {questions} questions"


def _p95(times: list[float]) -> float:
    """Answer what 95 of 100 take at most, in milliseconds."""
    return statistics.quantiles(times, n=20)[-1] * MILLI
