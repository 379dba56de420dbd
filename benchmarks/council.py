"""A word searched for among 10,000 items, beside an existing council system's own figures.

That system took 463 to 756 ms (median) and 331 to 622 questions to the database for a page of what it
found among as many items. Here a page is asked for through the whole of Django, with its template.
"""

from __future__ import annotations

import os
import random
import statistics
import time

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks import _national_rows

MANY, ROUNDS, MILLI = 10_000, 200, 1000
THEIR_TIMES, THEIR_QUESTIONS = (463, 756), (331, 622)
PATH = "/oppet/sok/?q="


def run() -> list[tuple[str, str]]:
    """Load as many items, search in them, and tell how many times quicker it was."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]) as at:
        from django.conf import settings
        from django.db import connections

        from samverk.foundation.postgres.roles import connect_as_superuser

        settings.ALLOWED_HOSTS, settings.OPEN_SEARCHES_A_MINUTE = ["testserver"], 10**9
        with connect_as_superuser(at.socket, os.environ["SAMVERK_DATABASE"]) as connection:
            _national_rows.load(connection, MANY)
        rows = measured()
        connections.close_all()
    return rows


def words() -> list[str]:
    """Give the words that are searched for, one at a time: common ones of the field."""
    from benchmarks._national_words import COMMON, Writer

    spoken = [word for word in Writer().words[len(COMMON) - 8 :] if len(word) > 3]
    return random.Random(11).sample(spoken[:600], ROUNDS)


def measured() -> list[tuple[str, str]]:
    """Search, and compare."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    # Drawn anew each time
    settings.PAGES_KEPT_SECONDS = 0
    client = Client()
    times: list[float] = []
    asked: list[int] = []
    for word in words():
        with CaptureQueriesContext(connection) as questions:
            client.get(PATH + word)
        asked.append(len(questions))
        start = time.perf_counter()
        answer = client.get(PATH + word)
        times.append(time.perf_counter() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{word}: {answer.status_code}")
    median, questions_of = statistics.median(times) * MILLI, statistics.median(asked)
    quicker = " to ".join(f"{theirs / median:.0f}" for theirs in THEIR_TIMES)
    fewer = " to ".join(f"{theirs / questions_of:.0f}" for theirs in THEIR_QUESTIONS)
    p95 = statistics.quantiles(times, n=20)[-1] * MILLI
    return [
        ("items", str(MANY)),
        ("a page of what a word finds: median", f"{median:.1f} ms"),
        ("a page of what a word finds: p95", f"{p95:.1f} ms"),
        ("questions to the database: median", f"{questions_of:.0f}"),
        ("questions to the database: most", str(max(asked))),
        ("times quicker than the system's 463 to 756 ms", quicker),
        ("times fewer questions than the system's 331 to 622", fewer),
    ]


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
