"""A register of 100,000 decisions not carried out, with what has happened to them: pages and 40 quarters.

Run from the project's root: `.venv/bin/python -m benchmarks execution`. One board has them all, decided
over fifteen years, each person sealed with a key of their own; one in 500 has a protected identity. Pages
are timed as in ``pages``, for who has them: the board's officer or its main reporter, with each reading
noted. More questions than the aim are told, a slow machine stops nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks._persons_rows import FIRST, LAST, number_of

# A question to the database takes 65,535 values at most, and a decision has twenty-odd
DECISIONS, DAYS, BATCH = 100_000, 15 * 365, 1_000
QUARTERS, ROUNDS = 40, 20
PAGE_AIM, QUERIES_AIM, SNAPSHOT_AIM = 50, 12, 1_000
PAGE_ROUNDS, FEW_ROUNDS, WARM_UP = 200, 20, 3
CHECKS_AIM, CHECKS_QUERIES = 3_000, 45
SEARCH_QUERIES, EXTRACT_QUERIES, START_QUERIES = 20, 24, 16
PROTECTED, NUMBERED = 500, 7
MILLI = 1000


@dataclass(frozen=True)
class Register:
    """The board (id) whose register it is, who keeps it and who reports, and a decision in the middle."""

    body: int
    officer: Any
    reporter: Any
    decision: Any


@dataclass(frozen=True)
class Page:
    """A page to measure: who opens it, where it is, what is sent, and its aims."""

    name: str
    address: str
    sent: dict[str, str] | None = None
    is_reporters: bool = False
    aim: int = PAGE_AIM
    queries: int = QUERIES_AIM
    rounds: int = PAGE_ROUNDS


def keepers() -> tuple[int, Any, Any]:
    """Add a board, its officer and its main reporter."""
    from samverk.directory import actions as directory
    from samverk.foundation import people
    from samverk.foundation.actors import Role, system

    setup = system("Mätningen")
    new = directory.NewOrganisation("municipality", "Norrby kommun", "Norrby", "norrby")
    town = directory.add_organisation(setup, new, key="norrby")
    body = directory.add_body(
        setup, directory.NewBody(town.pk, "board", "Socialnämnden", "SN"), key="nämnd"
    )
    added = []
    for role, name in ((Role.EXECUTION_OFFICER, "officer"), (Role.MAIN_REPORTER, "reporter")):
        post = people.NewPost(role, town.pk, body.pk)
        person = people.NewUser(f"{name}@matning.example", name.capitalize(), None, (post,))
        added.append(people.add_user(setup, person, key=name))
    return body.pk, added[0], added[1]


def history(nth: int, decided: date, today: date) -> list[tuple[Any, date]]:
    """Tell what happened to a decision: executed or closed, one in five interrupted, and executed again."""
    from samverk.rules.unexecuted.handling import ExecutionEvent as Event

    told = [(Event.DECIDE, decided)]
    ended = decided + timedelta(days=1 + nth * 7919 % 500)
    told.append((Event.CLOSE if nth % 8 == 0 else Event.EXECUTE, ended))
    if nth % 5 == 1 and nth % 8:
        broken = ended + timedelta(days=200)
        told.append((Event.INTERRUPT, broken))
        told.append((Event.EXECUTE, broken + timedelta(days=1 + nth * 31 % 300)))
    return [one for one in told if one[1] <= today]


def decision(body: int, nth: int, decided: date) -> Any:
    """Make a decision, sealed for real."""
    from samverk.execution.models import GrantedDecision
    from samverk.execution.records import Concerned, seal_concerned
    from samverk.rules.unexecuted.code_lists import REASONS

    lss = nth % 2
    row = GrantedDecision(
        controller_id=body,
        number=nth,
        kind=("sol-hemtjanst", "lss-9-4")[lss],
        ground=("sol-2001-4-1", "lss-9")[lss],
        decided_on=decided,
        sex="woman" if nth % 20 < 11 else "man",
        reason=REASONS[nth % len(REASONS)].code,
    )
    first, last = FIRST[nth % len(FIRST)], LAST[nth // len(FIRST) % len(LAST)]
    seal_concerned(row, Concerned(first, last, number_of(nth)))
    return row


def steps_of(row: Any, told: list[tuple[Any, date]]) -> Iterator[Any]:
    """Make the steps of a decision by the rules, and leave it in the state of the last."""
    from samverk.execution.models import RegisterStep
    from samverk.rules.unexecuted.handling import EXECUTION, Handler

    before = None
    for at, (event, day) in enumerate(told, 1):
        after = EXECUTION.take(before, event, Handler.IMPORT).value
        if after is None:
            raise SystemExit(f"Beslut {row.number} kan inte ha händelsen {event}.")
        yield RegisterStep(
            controller_id=row.controller_id,
            decision=row,
            number=at,
            event=event.value,
            from_state=before.value if before else "",
            to_state=after.value,
            hand="import",
            happened_on=day,
            user_name="Mätningen",
        )
        before, row.state = after, after.value


def waits(row: Any, told: list[tuple[Any, date]]) -> Iterator[Any]:
    """Make the waits of a decision by the rules."""
    from samverk.execution.models import RegisterWait
    from samverk.rules.unexecuted.histories import Granted, Happened, waits_of

    granted = Granted(str(row.pk), row.kind, row.decided_on)
    found = waits_of(granted, [Happened(*one) for one in told]).value
    for nth, one in enumerate(found, 1):
        yield RegisterWait(
            controller_id=row.controller_id,
            decision=row,
            nth=nth,
            cause=one.cause.value,
            began_on=one.began_on,
            reportable_on=one.first_reportable,
            ended_on=one.ended_on,
            end=one.end.value if one.end else "",
        )


def add(body: int, officer: Any, numbers: range) -> Any:
    """Add some decisions with what has happened to them; answer the id of one."""
    from samverk.execution.models import (
        GrantedDecision,
        RegisterProtection,
        RegisterStep,
        RegisterWait,
    )
    from samverk.execution.walls import unread
    from samverk.foundation import clock

    today = clock.today()
    made, steps, waited = [], [], []
    for nth in numbers:
        row = decision(body, nth, today - timedelta(days=nth * 6151 % DAYS))
        told = history(nth, row.decided_on, today)
        steps += steps_of(row, told)
        waited += waits(row, told)
        made.append(row)
    hidden = (one for one in made if one.number % PROTECTED == 0)
    with unread([body]):
        GrantedDecision.objects.bulk_create(made)
        RegisterStep.objects.bulk_create(steps)
        RegisterWait.objects.bulk_create(waited)
        RegisterProtection.objects.bulk_create(
            RegisterProtection(controller_id=body, decision=one, user=officer) for one in hidden
        )
    return made[0].pk


def fill(decisions: int) -> Register:
    """Add the decisions, with every guard of the database on."""
    body, officer, reporter = keepers()
    some = [
        add(body, officer, range(first, min(first + BATCH, decisions + 1)))
        for first in range(1, decisions + 1, BATCH)
    ]
    return Register(body, officer, reporter, some[len(some) // 2])


def pages_of(at: Register) -> Iterator[Page]:
    """List the pages."""
    from django.urls import reverse

    def of(name: str) -> str:
        return reverse(name, args=[at.body])

    yield Page("register, who waits", of("register_of"))
    yield Page("register, page 20", f"{of('register_of')}?sida=20")
    yield Page("register, more than three months", f"{of('register_of')}?lista=rapporteras")
    yield Page("register, ended lately", f"{of('register_of')}?lista=slutade")
    yield Page("a decision", reverse("granted_decision", args=[at.decision]))
    yield Page("a quarter's figures", of("register_quarter"), rounds=FEW_ROUNDS)
    yield Page("work list", of("register_work"), rounds=FEW_ROUNDS)
    yield Page("start page", reverse("start"), queries=START_QUERIES, rounds=FEW_ROUNDS)
    search = partial(Page, address=of("find_decision"), queries=SEARCH_QUERIES, rounds=FEW_ROUNDS)
    yield search("search by number", sent={"sok": number_of(NUMBERED)})
    yield search("search by name", sent={"sok": f"{FIRST[1]} {LAST[1]}"})
    mine = partial(Page, is_reporters=True, rounds=FEW_ROUNDS)
    yield mine("checks", of("register_checks"), aim=CHECKS_AIM, queries=CHECKS_QUERIES)
    yield mine(
        "extract",
        of("register_extract"),
        sent={"number": number_of(NUMBERED)},
        queries=EXTRACT_QUERIES,
    )


def page_rows(at: Register) -> Iterator[tuple[str, str]]:
    """Measure the pages."""
    from django.test import Client

    from samverk.foundation import lookups

    # Whoever looks up more than so many in a minute has to wait, and this one looks up more
    lookups.MOST_A_MINUTE = 1_000_000
    clients = {user: Client(SERVER_NAME="localhost") for user in (at.officer, at.reporter)}
    for user, client in clients.items():
        client.force_login(user)
    for page in pages_of(at):
        times, queries = opened(clients[at.reporter if page.is_reporters else at.officer], page)
        p95 = statistics.quantiles(times, n=20)[-1]
        yield f"{page.name}: p50", f"{statistics.median(times) * MILLI:.1f} ms"
        yield f"{page.name}: p95 (aim {page.aim} ms)", f"{p95 * MILLI:.1f} ms"
        yield f"{page.name}: queries (aim {page.queries})", str(queries)


def opened(client: Any, page: Page) -> tuple[list[float], int]:
    """Open a page many times; answer the seconds of each, and how many questions it asked."""
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    def once() -> float:
        start = time.perf_counter()
        answer = client.post(page.address, page.sent) if page.sent else client.get(page.address)
        took = time.perf_counter() - start
        if answer.status_code != 200:
            raise SystemExit(f"{page.name}: {page.address} svarar {answer.status_code}")
        return took

    for _ in range(WARM_UP):
        once()
    with connection.execute_wrapper(count):
        once()
    return [once() for _ in range(page.rounds)], len(asked)


def snapshot_rows(at: Register) -> Iterator[tuple[str, str]]:
    """Measure the counting of 40 quarters."""
    from samverk.execution.queries.quarters import quarters
    from samverk.execution.walls import unread
    from samverk.foundation import clock
    from samverk.rules.unexecuted.quarters import quarter_of

    last, times, told = quarter_of(clock.today()).plus(-1), [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with unread([at.body]):
            told = quarters(at.body, last.plus(1 - QUARTERS), last)
        times.append(time.perf_counter() - start)
    last_tally = told[-1].tally
    waiting = last_tally.waiting if last_tally else 0
    yield f"{QUARTERS} quarters counted: p50", f"{statistics.median(times) * MILLI:.0f} ms"
    yield f"the slowest of {ROUNDS} (aim {SNAPSHOT_AIM} ms)", f"{max(times) * MILLI:.0f} ms"
    yield "waited at the end of the last of them", str(waiting)


def run(decisions: int = DECISIONS) -> list[tuple[str, str]]:
    """Fill a database of its own and measure in it, as the role that the web has."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from samverk.foundation.postgres.roles import connect_as_superuser
    from samverk.project.testing.database import test_database

    name = os.environ["SAMVERK_DATABASE"]
    with test_database(name) as place:
        from django.db import connections

        start = time.perf_counter()
        at = fill(decisions)
        took = time.perf_counter() - start
        with connect_as_superuser(place.socket, name) as connection:
            counted = [
                (f"{table} rows", str(_count(connection, f"execution_{table}")))
                for table in ("granteddecision", "registerstep", "registerwait")
            ]
            connection.execute("ANALYZE")
        measured = [*snapshot_rows(at), *page_rows(at)]
        connections.close_all()
    return [*counted, ("adding them, each sealed for real", f"{took:.0f} s"), *measured]


def _count(connection: Any, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


if __name__ == "__main__":
    for label, value in run(*(int(text) for text in sys.argv[1:2])):
        print(f"{label}: {value}")
