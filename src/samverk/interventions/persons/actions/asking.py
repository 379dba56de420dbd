"""Asks what would happen to a queue with other places, a delivery more, another order, or a member less."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.interventions import queries as catalogue
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import Team, WhatIf, WhatIfPerson
from samverk.interventions.persons.queries.asking import (
    LEAST_PEOPLE,
    alternatives_of,
    homes_and_parties,
)
from samverk.interventions.persons.queries.histories import history_with_people
from samverk.interventions.persons.queries.replaying import digest_of_inputs, parts_of, sums_of
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.limits import MOST_DAYS, LimitKind
from samverk.rules.interventions.queue import RECONFIRM_DAYS

if TYPE_CHECKING:
    from samverk.analytics.waiting.history import Queue
    from samverk.analytics.waiting.scenario import Scenario
    from samverk.analytics.waiting.stored import Question

ASKED = acts.kind("persons.what_if_asked", "Kapacitetsfråga ställd", is_quiet=True)
AS_NOW, NEW = "som nu", "en ny verksamhet"
MOST_BESIDE = 4
Kept = dict[str, Any]
ORE = 100


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What is asked of a delivery (id): one change or several from a day, against going on as now.

    ``places`` is how many there would be; ``first_home`` and ``first_party`` go before others;
    ``stop_to`` None is for good. ``leaves`` is a home municipality or party whose people would no
    longer be referred, by short name; ``finishes`` lets those of them who take part stay to the end.
    ``new_places`` are another delivery's beside this one, for people of ``new_home`` alone if it is
    given. ``confirm_every`` is after how many days a wait would be confirmed. ``day_cost`` is what a
    funded place costs a day, whole kronor. ``beside`` is an earlier what-if (id) whose alternatives are
    played anew and laid beside this one.
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
    new_places: int | None = None
    new_home: str = ""
    finishes: bool = True
    confirm_every: int | None = None
    beside: str = ""

    @property
    def changes(self) -> bool:
        """Answer whether anything would be otherwise."""
        return bool(
            self.places is not None
            or self.new_places is not None
            or self.first_home
            or self.first_party
            or self.stop_from
            or self.leaves_home
            or self.leaves_party
            or self.confirm_every is not None
        )


def ask_what_if(actor: Actor, desk: Desk, asked: NewQuestion, *, key: str) -> WhatIf:
    """Play a delivery's queue forward a year, as now and with each alternative, and keep what is said of all.

    The queue that it was made of is people: it is kept as rows of theirs, so that the answer can be made
    again until one of them is removed. Raises NotFoundError for a delivery that somebody else receives
    for, or an earlier what-if that is not of it, and InputError for a question without a change, a day
    that has passed, days in the wrong order, and more alternatives than fit beside each other.
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
    if asked.new_home and asked.new_places is None:
        raise InputError("Skriv hur många platser den nya verksamheten har.", field="new_places")
    if asked.confirm_every is not None and not 1 <= asked.confirm_every <= MOST_DAYS:
        raise InputError(f"Skriv mellan 1 och {MOST_DAYS} dagar.", field="confirm_every")
    if asked.stop_to and not asked.stop_from:
        raise InputError("Skriv när intagningsstoppet börjar.", field="stop_from")
    if asked.stop_from and asked.stop_to and asked.stop_to < asked.stop_from:
        raise InputError("Stoppet slutar innan det börjar.", field="stop_to")


def _ask(body: int, delivery: Delivery, asked: NewQuestion, name: str) -> WhatIf:
    from samverk.analytics.waiting.scenario import Scenario
    from samverk.analytics.waiting.settings import Settings
    from samverk.analytics.waiting.stored import Question, outcome_json, question_json
    from samverk.analytics.waiting.whatif import Prices

    day, visible = clock.today(), _named_often(delivery)
    now = confirmed_every(delivery.pk, day)
    earlier = _beside(delivery, asked.beside) if asked.beside else []
    alternatives = [*map(_read, earlier), asked]
    own = json.loads(json.dumps(asdict(asked), default=str))
    # Everybody who waits counts, also those whose identity is protected: no row comes out
    with unread([body]):
        found = history_with_people(delivery)
        question: Question = Question(
            found.queue.as_known(day),
            day,
            (Scenario(AS_NOW), *_scenarios(found.queue, alternatives, now)),
            Settings(),
            prices=Prices(funded_day=asked.day_cost * ORE),
        )
        written = question_json(question)
        parts = list(parts_of(found, json.loads(written)["queue"], day))
        row = WhatIf.objects.create(
            controller_id=body,
            delivery=delivery,
            day=day,
            asked=own | {"beside": earlier, "confirm_now": now},
            question=_without_people(json.loads(written))
            | {"people": len(parts), "digest": digest_of_inputs(written)},
            answer=sums_of(json.loads(outcome_json(question.answer())), visible),
            asked_by=name,
        )
        WhatIfPerson.objects.bulk_create(
            WhatIfPerson(controller_id=body, what_if=row, person_id=one, copied=part)
            for one, part in parts
        )
        return row


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
    entries = question["queue"]["entries"]
    # Of who is protected no party is known, and no number tells
    waits = [one for one in entries if one["ending"] is None and one["party"]]
    beside = sum(not one.get("told", True) for one in waits)
    queue = question["queue"] | {"entries": [], "stays": []}
    # So few that it would tell of them is not kept either
    return question | {"queue": queue, "outside": beside if beside >= LEAST_PEOPLE else 0}


def _beside(delivery: Delivery, earlier: str) -> list[dict[str, Any]]:
    """Give what an earlier what-if of the delivery asked, alternative by alternative."""
    row = WhatIf.objects.filter(pk=earlier, delivery=delivery).first()
    if row is None:
        raise NotFoundError("Sidan finns inte.")
    found = alternatives_of(row)
    if len(found) >= MOST_BESIDE:
        raise InputError(f"Högst {MOST_BESIDE} alternativ går att läsa bredvid varandra.")
    return found


def _read(asked: dict[str, Any]) -> NewQuestion:
    """Read what was asked before; what the form did not have then is as nothing was filled in."""
    days = ("from_date", "stop_from", "stop_to")
    known = {one.name for one in fields(NewQuestion)} - {"beside"}
    kept = {name: value for name, value in asked.items() if name in known}
    return NewQuestion(
        **kept | {day: date.fromisoformat(kept[day]) for day in days if kept.get(day)}
    )


def confirmed_every(delivery: int, day: date) -> int:
    """Answer after how many days a wait in a delivery (id) is confirmed, on a day."""
    limit = catalogue.limit_on(delivery, LimitKind.RECONFIRM, day)
    return limit.days if limit else RECONFIRM_DAYS


def _scenarios(queue: Queue, asked: Sequence[NewQuestion], now: int) -> Iterator[Scenario]:
    """Give each alternative by a name of its own."""
    names = [AS_NOW]
    for number, one in enumerate(asked, start=1):
        name = one.name.strip() or ("med ändringen" if number == 1 else f"alternativ {number}")
        names.append(f"{name} ({number})" if name in names else name)
        yield _scenario(queue, one, names[-1], now)


def _scenario(queue: Queue, asked: NewQuestion, name: str, now: int) -> Scenario:
    from samverk.analytics.waiting.history import Places
    from samverk.analytics.waiting.scenario import (
        Confirming,
        Leaving,
        Priority,
        Scenario,
        Stop,
        Whose,
    )

    places: tuple[Places, ...] = ()
    if asked.places is not None:
        places = (Places(queue.name, asked.from_date, asked.places, asked.places),)
    if asked.new_places is not None:
        number, serves = asked.new_places, (asked.new_home,) if asked.new_home else ()
        places = (*places, Places(NEW, asked.from_date, number, number, serves=serves))
    first = Whose(asked.first_home, asked.first_party)
    leaves = Whose(asked.leaves_home, asked.leaves_party)
    return Scenario(
        name,
        places,
        (Priority(first, -1),) if asked.first_home or asked.first_party else (),
        (Stop(asked.stop_from, asked.stop_to),) if asked.stop_from else (),
        (Leaving(leaves, asked.from_date, asked.keeps_place, asked.finishes),)
        if asked.leaves_home or asked.leaves_party
        else (),
        (Confirming(asked.from_date, asked.confirm_every, now),) if asked.confirm_every else (),
    )
