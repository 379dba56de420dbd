"""What emergencies and the log of readings lay on the start page's desk, for those who try and review.

Numbers alone: who was read about is on the pages, as a pseudonym.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from samverk.foundation import clock
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.log_seals.checking import latest_proof
from samverk.foundation.permissions import Right
from samverk.interventions.persons.queries.emergency import (
    in_words,
    of_those_named,
    unreviewed,
    waiting_for,
)
from samverk.interventions.persons.queries.log_rounds import (
    RoundSeen,
    has_log,
    months_before,
    rounds_at,
)
from samverk.interventions.persons.queries.searches import many_searches
from samverk.interventions.persons.zone import HANDS, authorities_of, authority, looking
from samverk.rules.wording import month_and_year, running_date

SEARCHES_SHOWN = 7
MANY_SEARCHES = "Fler sökningar än arbetet brukar kräva. Fråga varför, och anteckna svaret."
EMERGENCY_WHY = "Nödåtkomst öppnar det som annars är stängt. Därför behövs två, och en granskning."


def emergencies(visit: Visit) -> Pile:
    """Lay emergency accesses: to approve, to review, and to persons whom the reader is named for."""
    tasks = [
        *_to_approve(visit, authorities_of(visit.actor, Right.COORDINATE_PERSONS)),
        *_to_review(visit, authorities_of(visit.actor, Right.REVIEW_READINGS)),
        *_of_those_named(visit, authorities_of(visit.actor, *HANDS.values())),
    ]
    return Pile("Nödåtkomst", "nodatkomst", EMERGENCY_WHY, tuple(tasks))


def many_searches_made(visit: Visit) -> Pile:
    """Lay, for the log's auditor, each day of the last week when somebody searched unusually often."""
    tasks = []
    for body in authorities_of(visit.actor, Right.REVIEW_READINGS):
        found = many_searches(authority(body), visit.day, SEARCHES_SHOWN)
        url = reverse("review_readings", args=[body])
        tasks += [
            Task(
                f"{one.who}: {one.made} sökningar {running_date(one.day)}",
                url,
                "attention",
                f"{one.without_hit} utan träff",
            )
            for one in found
        ]
    return Pile("Många sökningar efter personer", "sokningar", MANY_SEARCHES, tuple(tasks))


DAYS_UNCHECKED = 2
BROKEN = "rader är ändrade, borttagna eller tillagda"
LOG_WHY = "Loggen granskas varje månad, så att ingen läser om personer utan grund i arbetet."


def log_reviews(visit: Visit) -> Pile:
    """Lay, for the log's auditor, the months whose review is not drawn, or not signed."""
    tasks = [
        Task(
            f"Läsloggen för {month_and_year(one.month)}",
            reverse("review_rounds", args=[body]),
            "attention",
            _review_state(one),
        )
        for body in authorities_of(visit.actor, Right.REVIEW_READINGS)
        for one in _unsigned(visit, body)
    ]
    broken = _not_as_sealed(visit, authorities_of(visit.actor, Right.REVIEW_READINGS))
    return Pile("Granskning av läsloggen", "loggranskning", LOG_WHY, (*broken, *tasks))


def _not_as_sealed(visit: Visit, bodies: list[int]) -> Iterator[Task]:
    """Lay a log that is not as it was sealed, whose check was altered, or that nobody checks any more."""
    for body in bodies:
        proof, url = latest_proof(body), reverse("log_seals", args=[body])
        if proof is None:
            continue
        day = timezone.localtime(proof.made_at).date()
        if not proof.is_clean:
            yield Task("Läsloggen stämmer inte", url, "stopped", BROKEN)
        elif (visit.day - day).days > DAYS_UNCHECKED:
            told = f"senast {running_date(day)}, fast det ska göras varje natt"
            yield Task("Läsloggen har inte prövats", url, "attention", told)


def _unsigned(visit: Visit, body: int) -> list[RoundSeen]:
    """List what waits: rounds that are drawn, and the latest month that is over when it has a log."""
    months = months_before(visit.day)
    with looking(visit.actor, [body], Right.REVIEW_READINGS):
        rounds = rounds_at(body, months)
    latest = rounds[0]
    waits = latest.row is None and has_log(authority(body), months[0], visit.day)
    drawn = [one for one in rounds if one.row is not None and one.signed_at is None]
    return [latest, *drawn] if waits else drawn


def _review_state(one: RoundSeen) -> str:
    left = one.drawn - one.judged
    return f"{left} läsning{'ar' if left > 1 else ''} att bedöma" if one.row and left else one.state


def _to_approve(visit: Visit, bodies: list[int]) -> Iterator[Task]:
    for body in bodies:
        with looking(visit.actor, [body], Right.COORDINATE_PERSONS):
            number = len(waiting_for(visit.actor.user, body))
        if number:
            url = reverse("emergencies", args=[body])
            yield Task("Nödåtkomst att godkänna", url, "attention", f"{number} väntar")


def _to_review(visit: Visit, bodies: list[int]) -> Iterator[Task]:
    for body in bodies:
        with looking(visit.actor, [body], Right.REVIEW_READINGS):
            due = unreviewed(body)
        if due:
            url = reverse("review_readings", args=[body])
            late = sum(one < clock.now() for one in due)
            tone = "stopped" if late else "attention"
            told = f", {late} försenad{'e' if late > 1 else ''}" if late else ""
            state = f"{len(due)} väntar{told}, första senast {in_words(due[0])}"
            yield Task("Nödåtkomst att granska", url, tone, state)


def _of_those_named(visit: Visit, bodies: list[int]) -> Iterator[Task]:
    if not bodies or visit.actor.user is None:
        return
    with looking(visit.actor, bodies, *HANDS.values()):
        opened = of_those_named(visit.actor.user, bodies)
    for one in opened:
        yield Task(
            "Nödåtkomst till en person som du är handläggare för",
            reverse("person", args=[one.person_id]),
            "attention",
            f"gavs {in_words(one.from_moment)}",
        )
