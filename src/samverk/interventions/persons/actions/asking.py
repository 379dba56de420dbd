"""Asks what would happen to a queue with other places, another order, no intake, or a member less."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Team, WhatIf
from samverk.interventions.persons.queries.asking import LEAST_PEOPLE, homes_and_parties
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered

if TYPE_CHECKING:
    from samverk.analytics.waiting.history import Queue
    from samverk.analytics.waiting.scenario import Scenario
    from samverk.analytics.waiting.stored import Question

ASKED = acts.kind("persons.what_if_asked", "Kapacitetsfråga ställd", is_quiet=True)
AS_NOW = "som nu"
Kept = dict[str, Any]
ORE = 100


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What is asked of a delivery (id): one change or several from a day, against going on as now.

    ``places`` is how many there would be; ``first_home`` and ``first_party`` go before others;
    ``stop_to`` None is for good. ``leaves`` is a home municipality or party whose people would no
    longer be referred, by short name. ``day_cost`` is what a funded place costs a day, whole kronor.
    """

    delivery: int
    name: str
    from_date: date
    places: int | None = None
    first_home: str = ""
    first_party: str = ""
    stop_from: date | None = None
    stop_to: date | None = None
    leaves_home: str = ""
    leaves_party: str = ""
    keeps_place: bool = True
    day_cost: int = 0

    @property
    def changes(self) -> bool:
        """Answer whether anything would be otherwise."""
        return bool(
            self.places is not None
            or self.first_home
            or self.first_party
            or self.stop_from
            or self.leaves_home
            or self.leaves_party
        )


def ask_what_if(actor: Actor, desk: Desk, asked: NewQuestion, *, key: str) -> WhatIf:
    """Play a delivery's queue forward a year, as now and with the change, and keep what is said of all.

    The queue that it was made of is people, and is not kept.
    Raises NotFoundError for a delivery that somebody else receives for, and InputError for a
    question without a change, a day that has passed, and days in the wrong order.
    """
    _check(asked, clock.today())
    with entered(actor, desk) as home:
        delivery = catalogue.delivery_by_id(asked.delivery)
        if not Team.objects.filter(delivery=delivery, controller=desk.body).exists():
            raise NotFoundError("Sidan finns inte.")
        act = acts.Act(actor, ASKED, key, home.organisation, body=home.body, content=asked)
        return acts.carry_out(act, lambda: _ask(desk.body, delivery, asked, actor.name))


def _check(asked: NewQuestion, today: date) -> None:
    if not asked.changes:
        raise InputError("Fyll i minst en ändring att pröva.")
    if asked.from_date < today:
        raise InputError("Ändringen kan tidigast gälla från i dag.", field="from_date")
    if asked.stop_to and not asked.stop_from:
        raise InputError("Skriv när intagningsstoppet börjar.", field="stop_from")
    if asked.stop_from and asked.stop_to and asked.stop_to < asked.stop_from:
        raise InputError("Stoppet slutar innan det börjar.", field="stop_to")


def _ask(body: int, delivery: Delivery, asked: NewQuestion, name: str) -> WhatIf:
    from samverk.analytics.waiting.settings import Settings
    from samverk.analytics.waiting.stored import Question, outcome_json, question_json
    from samverk.analytics.waiting.whatif import Prices

    day = clock.today()
    visible = _named_often(delivery)
    # Everybody who waits counts, also those whose identity is protected: no row comes out
    with unread([body]):
        queue = history(delivery)
        question: Question = Question(
            queue,
            day,
            tuple(_scenarios(queue, asked)),
            Settings(),
            prices=Prices(funded_day=asked.day_cost * ORE),
        )
        return WhatIf.objects.create(
            controller_id=body,
            delivery=delivery,
            day=day,
            asked=json.loads(json.dumps(asdict(asked), default=str)),
            question=_without_people(json.loads(question_json(question))),
            answer=_sums(json.loads(outcome_json(question.answer())), visible),
            asked_by=name,
        )


def _named_often(delivery: Delivery) -> dict[str, set[str]]:
    """Find the homes and parties that enough of those stand behind whom the asker may know of."""
    homes, parties = Counter[str](), Counter[str]()
    for home, party in homes_and_parties(delivery.pk):
        homes[home or ""] += 1
        parties[party] += 1
    return {
        kind: {name for name, many in counted.items() if many >= LEAST_PEOPLE}
        for kind, counted in (("homes", homes), ("parties", parties))
    }


def _without_people(question: Kept) -> Kept:
    """Leave out of a question all that has a row for each person: it would outlive them here."""
    queue = question["queue"] | {"entries": [], "stays": []}
    return question | {"queue": queue}


def _sums(courses: list[Kept], named: dict[str, set[str]]) -> list[Kept]:
    """Keep of an answer what is said of all, and of homes and parties with enough people behind."""
    return [
        course
        | {"today": []}
        | {
            kind: [
                one
                for one in course[kind]
                if one["name"] in names and one["people"] >= LEAST_PEOPLE
            ]
            for kind, names in named.items()
        }
        for course in courses
    ]


def _scenarios(queue: Queue, asked: NewQuestion) -> list[Scenario]:
    from samverk.analytics.waiting.history import Places
    from samverk.analytics.waiting.scenario import Leaving, Priority, Scenario, Stop, Whose

    places: tuple[Places, ...] = ()
    if asked.places is not None:
        places = (Places(queue.name, asked.from_date, asked.places, asked.places),)
    first = Whose(asked.first_home, asked.first_party)
    leaves = Whose(asked.leaves_home, asked.leaves_party)
    changed = Scenario(
        asked.name.strip() or "med ändringen",
        places,
        (Priority(first, -1),) if asked.first_home or asked.first_party else (),
        (Stop(asked.stop_from, asked.stop_to),) if asked.stop_from else (),
        (Leaving(leaves, asked.from_date, asked.keeps_place),)
        if asked.leaves_home or asked.leaves_party
        else (),
    )
    return [Scenario(AS_NOW), changed]
