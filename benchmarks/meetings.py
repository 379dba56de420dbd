"""A meeting of 30 items with 50 votes each, and 81 members who vote from their own devices at once.

Run from the project's root: `.venv/bin/python -m benchmarks meetings`. 10,000 cases lie in the database.
Pages are timed as in ``pages``: the test client, one process, one connection. The votes from devices are
sent by as many threads as a small web server has, each on a connection of its own; all of them must be
counted once. More questions than the aim stop the benchmark; a slow machine does not.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from datetime import time as hour
from typing import Any

import samverk.project.testing  # noqa: F401  (a cluster of its own, before settings are read)

CASES = 10_000
ITEMS, MEMBERS, VOTERS, THREADS = 30, 50, 81, 8
ROUNDS, WARM_UP = 60, 5
# The aims of the meeting room: p95 in seconds, and questions to the database
AIMS = {
    "summary": (0.100, 25),
    "agenda": (0.060, 15),
    "roll-call page": (0.030, 12),
    "recording 50 votes": (0.060, 15),
    "minutes as PDF": (0.300, 40),
}
AT = "main/1/vote"


def seated(body: int, number: int) -> list[int]:
    """Fill a body with so many members; answer their ids in the order of their seats."""
    from samverk.directory import actions as directory
    from samverk.foundation.actors import system

    setup = system("Mätningen")
    terms = directory.NewTerms(body, date(2023, 1, 1), "Mätningen", number, 0)
    directory.set_terms(setup, terms, key=f"villkor/{body}")
    people = []
    for seat in range(1, number + 1):
        role = "chair" if seat == 1 else "member"
        name = f"Ledamot {body}-{seat}"
        new = directory.NewHolding(body, seat, False, name, "S", role, date(2023, 1, 1))
        made = directory.fill_seat(setup, new, key=f"plats/{body}/{seat}")
        people.append(made.person_id)
    return people


def meeting_of(body: int, people: list[int], titles: list[str], at: hour) -> tuple[Any, list[Any]]:
    """Plan, fill and open a meeting with all members there; answer it with its items."""
    from samverk.foundation import clock
    from samverk.foundation.actors import system
    from samverk.meetings import actions

    setup, key = system("Mätningen"), f"{body}/{at}"
    when = actions.Occasion(clock.today(), at, "Salen")
    made = actions.plan_meeting(setup, body, when, key=f"möte/{key}")
    items = [
        actions.add_item(setup, made, actions.ItemFacts(title), key=f"punkt/{key}/{n}")
        for n, title in enumerate(titles)
    ]
    actions.open_meeting(setup, made, people[0], "Mätningen", key=f"öppna/{key}")
    return made, items


def call_roll(meeting: Any, people: list[int]) -> None:
    """Note that all are there."""
    from samverk.foundation.actors import system
    from samverk.meetings import actions

    arrivals = [actions.Arrival(person) for person in people]
    actions.call_roll(system("Mätningen"), meeting, arrivals, key=f"upprop/{meeting.pk}")


def at_the_vote(item: Any, mover: int) -> None:
    """Take an item up and put it, as far as the vote."""
    from samverk.foundation.actors import system
    from samverk.meetings import actions

    setup, key = system("Mätningen"), item.pk
    actions.take_up(setup, item, key=f"upp/{key}")
    actions.set_draft(setup, item, "förslaget", ["Godkänns."], key=f"förslag/{key}")
    new = actions.NewMotion("rejection", mover)
    actions.make_motion(setup, item, new, key=f"yrkande/{key}")
    steps = (
        ("OrderApproved", "order", {"proposals": [1], "is_unanimous": False}),
        ("Found", "main/1/find", {"won": "base"}),
        ("VoteRequested", "main/1/confirm", {"by": "En ledamot"}),
    )
    for kind, step, data in steps:
        actions.take_step(setup, item, actions.NewStep(kind, step, data), key=f"{kind}/{key}")


def timed(
    work: Callable[[int], object],
    rounds: int = ROUNDS,
    *,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float, int]:
    """Answer p50 and p95 in seconds, and the questions of one round, savepoints left out.

    ``before`` makes ready for each round and is not measured.
    """
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    times = []
    for number in range(WARM_UP + rounds):
        before()
        start = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - start)
    before()
    with connection.execute_wrapper(count):
        work(WARM_UP + rounds)
    questions = [sql for sql in asked if "SAVEPOINT" not in sql]
    kept = times[WARM_UP:]
    return statistics.median(kept), statistics.quantiles(kept, n=20)[-1], len(questions)


def rows_of(name: str, found: tuple[float, float, int]) -> list[tuple[str, str]]:
    """Write a measure's lines. Raises SystemExit when it asks more questions than it may."""
    p50, p95, queries = found
    aim, most = AIMS[name]
    if queries > most:
        raise SystemExit(f"{name}: {queries} frågor, högst {most} är tillåtna")
    return [
        (f"{name}: p50", f"{p50 * 1000:.1f} ms"),
        (f"{name}: p95 (aim {aim * 1000:.0f} ms)", f"{p95 * 1000:.1f} ms"),
        (f"{name}: queries (aim {most})", str(queries)),
    ]


def minutes_as_pdf(meeting: int) -> bytes:
    """Read what the minutes of a meeting say and make them a PDF, as when they are sent for adjustment."""
    from samverk.documents.minutes import render_minutes
    from samverk.foundation import clock
    from samverk.meetings.models import Method
    from samverk.meetings.queries import meeting_by_id
    from samverk.meetings.queries.minutes import minutes_of
    from samverk.meetings.queries.printing import Signing, printed_minutes

    page = minutes_of(meeting_by_id(meeting))
    signing = Signing(Method.ELECTRONIC, (("Ledamot", "ordförande"),), immediate=False)
    printed = printed_minutes(page, page.paragraphs, signing, secret=False)
    return render_minutes(printed, moment=clock.now())


def page_rows(body: int) -> list[tuple[str, str]]:
    """Measure the pages of a meeting of 30 items with 50 votes each, and the recording of votes."""
    from django.test import Client
    from django.urls import reverse

    from samverk.foundation.actors import system
    from samverk.foundation.models import User
    from samverk.meetings import actions

    setup, people = system("Mätningen"), seated(body, MEMBERS)
    titles = [f"Punkt {n}" for n in range(ITEMS)]
    empty, _ = meeting_of(body, people, ["En punkt"], hour(8))
    meeting, items = meeting_of(body, people, titles, hour(9))
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="forbundschef@insjoriket.example"))
    rows = rows_of("roll-call page", timed(lambda _: client.get(reverse("hall", args=[empty.pk]))))
    call_roll(meeting, people)
    ballots = dict.fromkeys(people, "yes")
    for item in items:
        at_the_vote(item, people[1])
        actions.hold_vote(setup, item, AT, ballots, key=f"röst/{item.pk}")
        actions.settle_item(setup, item, ["Godkänns."], key=f"utgång/{item.pk}")
    for name, address in (("agenda", "meeting"), ("summary", "summary")):
        url = reverse(address, args=[meeting.pk])
        rows += rows_of(name, timed(lambda _, url=url: client.get(url)))
    rows += rows_of("minutes as PDF", timed(lambda _: minutes_as_pdf(meeting.pk)))
    return rows + rows_of("recording 50 votes", recorded(body, people, ballots))


def recorded(body: int, people: list[int], ballots: dict[int, str]) -> tuple[float, float, int]:
    """Measure how a vote of 50 is noted, over and over in one item: each is undone between."""
    from samverk.foundation.actors import system
    from samverk.meetings import actions
    from samverk.meetings.models import StepTaken

    setup = system("Mätningen")
    meeting, (item,) = meeting_of(body, people, ["Punkten"], hour(10))
    call_roll(meeting, people)
    at_the_vote(item, people[1])
    return timed(
        lambda number: actions.hold_vote(setup, item, AT, ballots, key=f"mätt/{number}"),
        before=lambda: StepTaken.objects.filter(item=item, kind="Voted").update(undone=True),
    )


def device_rows(body: int) -> list[tuple[str, str]]:
    """Let 81 members vote at once, close the vote, and count that each vote is there once."""
    from django.db import connection

    from samverk.foundation.actors import system
    from samverk.meetings import actions
    from samverk.meetings.models import CastBallot, DeviceBallot
    from samverk.meetings.queries.devices import vote_by_id

    setup, people = system("Mätningen"), seated(body, VOTERS)
    meeting, (item,) = meeting_of(body, people, ["Punkten"], hour(11))
    call_roll(meeting, people)
    at_the_vote(item, people[1])
    vote = vote_by_id(actions.open_device_vote(setup, item, AT, key="enheter").pk)
    waits: list[float] = []

    def send(number: int) -> None:
        voter = replace(setup, person=people[number], name=f"Ledamot {number}")
        start = time.perf_counter()
        actions.cast_ballot(voter, vote, "yes" if number % 3 else "no", key=f"enhet/{number}")
        waits.append(time.perf_counter() - start)

    def work(numbers: list[int]) -> None:
        try:
            for number in numbers:
                send(number)
        finally:
            connection.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, [list(range(n, VOTERS, THREADS)) for n in range(THREADS)]))
    taken = time.perf_counter() - start
    start = time.perf_counter()
    actions.close_device_vote(setup, vote, {}, key="stäng")
    closed = time.perf_counter() - start
    sent = DeviceBallot.objects.filter(vote=vote).values_list("person", flat=True)
    noted = CastBallot.objects.filter(vote__item=item).values_list("person", flat=True)
    if sorted(sent) != sorted(people) or sorted(noted) != sorted(people):
        raise SystemExit("Alla röster är inte räknade en gång.")
    return [
        (f"{VOTERS} votes from devices, all acknowledged (aim 5 s)", f"{taken:.2f} s"),
        ("longest wait for one vote", f"{max(waits):.2f} s"),
        ("closing and result (aim 1 s)", f"{closed:.2f} s"),
        ("counted once each", f"{len(noted)} of {VOTERS}"),
    ]


def run(cases: int = CASES) -> list[tuple[str, str]]:
    """Fill a database of its own with cases, and measure the meeting room in it."""
    import samverk.project.wsgi  # noqa: F401  (loaded as it is when it is served)
    from benchmarks.pages import fill
    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]) as place:
        from django.db import connections

        from samverk.directory.models import Body, Organisation

        fill(cases, place.socket)
        home = Organisation.objects.get(slug="insjoriket")
        bodies = [
            Body.objects.create(organisation=home, kind="board", name=name)
            for name in ("Mätnämnden", "Stora mätnämnden")
        ]
        rows = [*page_rows(bodies[0].pk), *device_rows(bodies[1].pk)]
        connections.close_all()
    return rows
