"""Persons of 80 federations: 400,000 participations and 1,000,000 queue events behind both walls.

Run from the project's root: `.venv/bin/python -m benchmarks persons`. Pages are timed as in ``pages``,
by those who have the roles, at another federation each time. Cold is a new process with a connection of its
own and the first page that it draws, of a federation that nobody has looked at. More questions than the
aim stop the benchmark, a slow machine does not.
"""

from __future__ import annotations

import logging
import os
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks import _persons_rows as rows_of
from benchmarks import _persons_sql as sql
from benchmarks._persons_rows import Place

COLD, WARM_ROUNDS = 40, 160
PAGE_AIM, PAGE_QUERIES = 60, 20
QUEUE_AIM, QUEUE_QUERIES = 50, 15
COLD_AIM = 300
# How far apart the medians of two refusals may be
ALIKE_AIM = 20
MILLI = 1000


@dataclass(frozen=True)
class Page:
    """A page to measure: who opens it, where it is, and its aims in milliseconds and questions."""

    name: str
    role: str
    address: Callable[[Place], str]
    aim: int = PAGE_AIM
    queries: int = PAGE_QUERIES
    said: Callable[[Place], dict[str, str]] | None = None
    only: int | None = None


def pages() -> Iterator[Page]:
    """List the pages."""
    from django.urls import reverse

    from samverk.foundation import clock

    def at(name: str, *parts: Callable[[Place], object]) -> Callable[[Place], str]:
        return lambda one: reverse(name, args=[part(one) for part in parts])

    last = clock.today().year - 1
    receives, sends = (lambda p: p.receives.pk), (lambda p: p.sends.pk)
    queue, of = (lambda p: p.queue), rows_of.id_of
    overview = at("coordination", receives)
    search = at("search_persons", receives)
    statistics_of = at("statistics", receives, queue)
    year = f"?ar={last}"
    yield Page("statistics of a year", "COORDINATOR", lambda p: statistics_of(p) + year)
    yield Page("its outcomes", "COORDINATOR", lambda p: f"{statistics_of(p)}{year}&del=resultat")
    yield Page("its returns", "COORDINATOR", lambda p: f"{statistics_of(p)}{year}&del=aterremisser")
    yield Page("its exact outcomes", "COORDINATOR", lambda p: f"{statistics_of(p)}{year}&del=exakt")
    yield Page("queue, 500 wait", "RECEIVER", at("queue", queue), QUEUE_AIM, QUEUE_QUERIES)
    yield Page("waits", "RECEIVER", at("waits", queue))
    yield Page("referrer's list", "REFERRER", at("persons"))
    yield Page("team's inbox", "RECEIVER", at("persons"))
    yield Page("case worker's participants", "CASE_WORKER", at("participations"))
    yield Page("person", "CASE_WORKER", at("person", lambda p: of("R", p.number, 500)))
    yield Page(
        "participation",
        "CASE_WORKER",
        at("participation", lambda p: of("part", p.number, sql.OPENED_PART)),
    )
    yield Page(
        "referral",
        "REFERRER",
        at("sent_referral", lambda p: of("refS", p.number, sql.OPENED_REFERRAL)),
    )
    yield Page("search by number", "RECEIVER", search, said=lambda p: {"sok": _number(p)})
    yield Page("search by name", "RECEIVER", search, said=lambda p: {"sok": _surname(p)})
    yield Page("coordinator's referrals", "COORDINATOR", overview)
    for kind in ("koer", "deltaganden"):
        yield Page(f"coordinator's {kind}", "COORDINATOR", partial(_listed, overview, kind))
    review = at("review_readings", sends)
    yield Page("log of 1,000,000 readings", "LOG_AUDITOR", review, only=0)
    yield Page("a day of the log", "LOG_AUDITOR", lambda p: f"{review(p)}?dag={last}-05-05", only=0)


def _listed(overview: Callable[[Place], str], kind: str, at: Place) -> str:
    return f"{overview(at)}?lista={kind}"


def _number(at: Place) -> str:
    number = rows_of.number_of(900 + at.number)
    return f"{number[:8]}-{number[8:]}"


def _surname(at: Place) -> str:
    return rows_of.LAST[at.number % len(rows_of.LAST)]


class Browsers:
    """Browsers of those who work at each federation, logged in before anything is timed."""

    def __init__(self, places: list[Place]) -> None:
        from django.test import Client

        self.places = places
        self.clients: dict[tuple[int, str], Any] = {}
        for at in places:
            for role, user in at.users.items():
                client = Client(SERVER_NAME="localhost")
                client.force_login(user)
                self.clients[at.number, role] = client

    def open(self, page: Page, number: int) -> None:
        """Open a page at a federation. Raises SystemExit for another answer than 200."""
        place = page.only if page.only is not None else number % len(self.places)
        at, client = self.places[place], self.clients[place, page.role]
        where = page.address(at)
        answer = client.post(where, page.said(at)) if page.said else client.get(where)
        if answer.status_code != 200:
            raise SystemExit(f"{where} svarar {answer.status_code}")


def warm(browsers: Browsers, page: Page) -> tuple[list[float], int]:
    """Time a page when every federation's has been drawn once; answer times and questions."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    for number in range(len(browsers.places)):
        browsers.open(page, number)
    with connection.execute_wrapper(count):
        browsers.open(page, 0)
    times = []
    for number in range(WARM_ROUNDS):
        start = time.perf_counter()
        browsers.open(page, number)
        times.append(time.perf_counter() - start)
    return times, len(asked)


def cold(browsers: Browsers, page: Page) -> list[float]:
    """Time the first page of a process of its own, so many times."""
    from django.db import connections

    connections.close_all()
    return [_in_a_process(partial(browsers.open, page, number)) for number in range(COLD)]


def _in_a_process(work: Callable[[], object]) -> float:
    """Time some work in a process of its own. Raises SystemExit when it fails there."""
    ours, theirs = os.pipe()
    if (child := os.fork()) == 0:
        # Whatever happens here, the parent's database is the parent's to take away
        try:
            start = time.perf_counter()
            work()
            os.write(theirs, repr(time.perf_counter() - start).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as told:
        answer = told.read()
    os.waitpid(child, 0)
    if not answer:
        raise SystemExit("En mätning i en egen process misslyckades.")
    return float(answer)


def told(name: str, times: list[float], aim: int) -> list[tuple[str, str]]:
    """Give p50 and p95."""
    p95 = statistics.quantiles(times, n=20)[-1]
    return [
        (f"{name}: p50", f"{statistics.median(times) * MILLI:.1f} ms"),
        (f"{name}: p95 (aim {aim} ms)", f"{p95 * MILLI:.1f} ms"),
    ]


def page_rows(browsers: Browsers) -> Iterator[tuple[str, str]]:
    """Measure the pages. Too many questions are told in their row, and the rest is measured all the same."""
    for page in pages():
        yield from told(f"{page.name}, cold", cold(browsers, page), COLD_AIM)
    for page in pages():
        times, queries = warm(browsers, page)
        yield from told(f"{page.name}, warm", times, page.aim)
        yield f"{page.name}: queries (aim {page.queries})", str(queries)


def refused_rows(browsers: Browsers) -> Iterator[tuple[str, str]]:
    """Time what is refused: another authority's person, and one that is not there."""
    from django.urls import reverse

    # A line of the server's own log for each would be measured too
    logging.disable(logging.WARNING)
    times: dict[str, list[float]] = {"another authority's": [], "missing": []}
    for number in range(2 * WARM_ROUNDS):
        place, other = number % len(browsers.places), (number + 1) % len(browsers.places)
        client = browsers.clients[place, "CASE_WORKER"]
        asked = {
            "another authority's": rows_of.id_of("R", browsers.places[other].number, 500),
            "missing": uuid.uuid4(),
        }
        # By turns, so that what else the machine does falls on both
        for kind in sorted(asked, reverse=bool(number % 2)):
            start = time.perf_counter()
            status = client.get(reverse("person", args=[asked[kind]])).status_code
            times[kind].append(time.perf_counter() - start)
            if status != 404:
                raise SystemExit(f"En nekad sida svarar {status}")
    foreign, missing = (statistics.median(spent) * MILLI for spent in times.values())
    yield "refused, another authority's person: p50", f"{foreign:.1f} ms"
    yield "refused, a person that is not there: p50", f"{missing:.1f} ms"
    yield f"their difference (aim {ALIKE_AIM} ms)", f"{abs(foreign - missing):.1f} ms"
    yield "their ratio", f"{foreign / missing:.2f}"


def nightly(places: list[Place], some: int = 5) -> Iterator[tuple[str, str]]:
    """Measure what the night's job takes for one queue, and so for all; the rest get a copy."""
    from django.db import connections

    connections.close_all()
    mean = _in_a_process(partial(_measure, places[:some])) / some
    for at in places[some:]:
        _copy_report(places[0], at)
    yield "the night's measurement of a queue of 500 with 3,000 stays", f"{mean:.2f} s"
    yield f"of {len(places)} such queues, one after another", f"{mean * len(places):.0f} s"


def _measure(places: list[Place]) -> None:
    from samverk.foundation import clock
    from samverk.interventions.models import Delivery
    from samverk.interventions.persons.actions import waiting

    for at in places:
        delivery = Delivery.objects.get(pk=at.queue)
        waiting._measure(at.receives.pk, delivery, clock.today())


def _copy_report(measured: Place, at: Place) -> None:
    from samverk.interventions.persons.models import WaitReport
    from samverk.interventions.persons.walls import unread

    with unread([measured.receives.pk, at.receives.pk]):
        report = WaitReport.objects.get(delivery=measured.queue)
        WaitReport.objects.create(
            controller_id=at.receives.pk,
            delivery_id=at.queue,
            first=report.first,
            day=report.day,
            figures=report.figures,
        )


COUNTED = ("person", "participation", "queuestep", "queueentry", "referral")


def run(federations: int = sql.FEDERATIONS) -> list[tuple[str, str]]:
    """Fill a database of its own and measure in it, as the role that the web has."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]) as at:
        from django.db import connections

        from samverk.foundation.postgres.roles import connect_as_superuser

        places = [rows_of.place(number) for number in range(federations)]
        with connect_as_superuser(at.socket, os.environ["SAMVERK_DATABASE"]) as connection:
            start = time.perf_counter()
            rows_of.load(connection, places)
            took = time.perf_counter() - start
            rows = [
                (f"{table} rows", str(_count(connection, f"persons_{table}"))) for table in COUNTED
            ]
        rows.append(("loading, with real seals for each person", f"{took:.0f} s"))
        rows += nightly(places)
        browsers = Browsers(places)
        rows += page_rows(browsers)
        rows += refused_rows(browsers)
        connections.close_all()
    return rows


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


if __name__ == "__main__":
    for label, value in run():
        print(f"{label}: {value}")
