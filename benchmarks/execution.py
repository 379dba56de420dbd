"""A register of 100,000 decisions not carried out, with what has happened to them: pages and 40 quarters.

Run from the project's root: `.venv/bin/python -m benchmarks execution`. One board has them all, decided
over fifteen years, each person sealed with a key of their own; one in 500 has a protected identity. Pages
are timed as in ``pages``, for the board's officer, with each reading noted.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)
from benchmarks import pages
from benchmarks._persons_rows import FIRST, LAST, number_of

# A question to the database takes 65,535 values at most, and a decision has twenty-odd
DECISIONS, DAYS, BATCH = 100_000, 15 * 365, 1_000
QUARTERS, ROUNDS = 40, 20
PAGE_AIM, QUERIES_AIM, SNAPSHOT_AIM = 50, 12, 1_000
PROTECTED = 500
MILLI = 1000


@dataclass(frozen=True)
class Register:
    """The board (id) whose register it is, who keeps it, and a decision in the middle."""

    body: int
    officer: Any
    decision: Any


def keeper() -> tuple[int, Any]:
    """Add a board and its officer."""
    from samverk.directory import actions as directory
    from samverk.foundation import people
    from samverk.foundation.actors import Role, system

    setup = system("Mätningen")
    new = directory.NewOrganisation("municipality", "Norrby kommun", "Norrby", "norrby")
    town = directory.add_organisation(setup, new, key="norrby")
    body = directory.add_body(
        setup, directory.NewBody(town.pk, "board", "Socialnämnden", "SN"), key="nämnd"
    )
    post = people.NewPost(Role.EXECUTION_OFFICER, town.pk, body.pk)
    person = people.NewUser("handlaggare@matning.example", "Handläggaren", None, (post,))
    return body.pk, people.add_user(setup, person, key="handläggare")


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
    body, officer = keeper()
    some = [
        add(body, officer, range(first, min(first + BATCH, decisions + 1)))
        for first in range(1, decisions + 1, BATCH)
    ]
    return Register(body, officer, some[len(some) // 2])


def page_rows(at: Register) -> Iterator[tuple[str, str]]:
    """Measure the pages."""
    from django.test import Client
    from django.urls import reverse

    client = Client(SERVER_NAME="localhost")
    client.force_login(at.officer)
    of_board = reverse("register_of", args=[at.body])
    addresses = {
        "register, who waits": of_board,
        "register, page 20": f"{of_board}?sida=20",
        "register, more than three months": f"{of_board}?lista=rapporteras",
        "register, ended lately": f"{of_board}?lista=slutade",
        "a decision": reverse("granted_decision", args=[at.decision]),
        "a quarter's figures": reverse("register_quarter", args=[at.body]),
        "work list": reverse("register_work", args=[at.body]),
    }
    for name, address in addresses.items():
        p50, p95, queries = pages.measure(lambda _, to=address: to, client)
        yield f"{name}: p50", f"{p50 * MILLI:.1f} ms"
        yield f"{name}: p95 (aim {PAGE_AIM} ms)", f"{p95 * MILLI:.1f} ms"
        yield f"{name}: queries (aim {QUERIES_AIM})", str(queries)


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
    waiting = told[-1][1].waiting
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
