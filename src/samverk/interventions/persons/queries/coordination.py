"""What a party's coordinator sees of its own persons: fixed lists, inside an open compartment.

The lists are chosen by delivery and state, never by what a person is (förordning 2001:637 15 §).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from samverk.foundation import clock
from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import (
    Participation,
    QueueEntry,
    Referral,
    Side,
    Team,
)
from samverk.interventions.persons.queries.moves import asked_in
from samverk.interventions.persons.queries.queues import in_queue
from samverk.rules.interventions.participation import PARTICIPATION
from samverk.rules.interventions.queue import QUEUE, STILL_WAITS, QueueState
from samverk.rules.interventions.referral import REFERRAL

MOVABLE = (QueueState.WAITING, QueueState.PAUSED)
# Once a delivery is given no more, a place that was offered there comes to nothing
WHEN_ENDED = tuple(sorted(STILL_WAITS))
ON_A_PAGE = 50


class Listed(StrEnum):
    """Which list (lista), as it stands in the address."""

    RECEIVED = "mottagna"
    SENT = "skickade"
    QUEUES = "koer"
    PARTICIPATIONS = "deltaganden"


LIST_NAMES = {
    Listed.RECEIVED: "Mottagna remisser",
    Listed.SENT: "Skickade remisser",
    Listed.QUEUES: "Köplatser",
    Listed.PARTICIPATIONS: "Deltaganden",
}
_STATES: dict[Listed, Mapping[Any, str]] = {
    Listed.RECEIVED: REFERRAL.state_names,
    Listed.SENT: REFERRAL.state_names,
    Listed.QUEUES: QUEUE.state_names,
    Listed.PARTICIPATIONS: PARTICIPATION.state_names,
}


def states_of(listed: Listed) -> list[tuple[str, str]]:
    """List the states that the rows of a list may have, with their words."""
    return [(state.value, name) for state, name in _STATES[listed].items()]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is listed (urval): which list, of which delivery (id) and state, None and "" for all."""

    listed: Listed
    delivery: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What an authority's list is about: how many rows there are of each delivery (id) in each state."""

    numbers: dict[tuple[int, str], int]

    @property
    def deliveries(self) -> list[Delivery]:
        """The deliveries, by name."""
        used = {delivery for delivery, _ in self.numbers}
        return list(Delivery.objects.filter(pk__in=used).order_by("name", "pk"))

    def count(self, choice: Choice) -> int:
        """Count the rows that are chosen."""
        return sum(
            number
            for (delivery, state), number in self.numbers.items()
            if choice.delivery in (None, delivery) and choice.state in ("", state)
        )


def held_in(body: int, listed: Listed) -> Held:
    """Count what an authority's (body id) list holds, in one reading of it."""
    rows = _rows(listed).filter(controller=body).order_by().values_list("delivery", "state")
    found = rows.annotate(number=Count("pk"))
    return Held({(delivery, state): number for delivery, state, number in found})


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows whose number is known."""

    def __init__(self, rows: QuerySet[Any], number: int) -> None:
        super().__init__(rows, ON_A_PAGE)
        self.number = number

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.number


def listed_rows(body: int, choice: Choice, number: int, page: int) -> Page[Any]:
    """List an authority's (body id) rows on one page, the latest first; there are ``number`` in all."""
    rows = _rows(choice.listed).filter(controller=body)
    if choice.delivery is not None:
        rows = rows.filter(delivery=choice.delivery)
    if choice.state:
        rows = rows.filter(state=choice.state)
    order = ("-recorded_at", "pk")
    # Which they are is found before what stands beside them is read
    keys = rows.order_by(*order).values_list("pk", flat=True)
    found: Page[Any] = _Counted(keys, number).get_page(page)
    beside = _rows(choice.listed).select_related(
        "delivery__provider", "person__controller__organisation"
    )
    found.object_list = list(beside.filter(pk__in=list(found.object_list)).order_by(*order))
    return found


def _rows(listed: Listed) -> QuerySet[Any]:
    match listed:
        case Listed.RECEIVED:
            return Referral.objects.filter(side=Side.RECEIVED).annotate(since=F("clock_start"))
        case Listed.SENT:
            return Referral.objects.filter(side=Side.SENT).annotate(since=F("clock_start"))
        case Listed.QUEUES:
            return QueueEntry.objects.annotate(since=F("clock_start"))
        case Listed.PARTICIPATIONS:
            return Participation.objects.annotate(since=F("starts_on"))


def movable(delivery: Delivery, day: date) -> list[QueueEntry]:
    """Lock and list those who wait for a delivery and may be moved on a day, in their order."""
    has_ended = delivery.to_date is not None and delivery.to_date < day
    states = WHEN_ENDED if has_ended else MOVABLE
    rows = QueueEntry.objects.filter(delivery=delivery, state__in=states)
    rows = rows.order_by(F("priority__rank").asc(nulls_last=True), "clock_start", "number")
    return list(rows.select_for_update(of=("self",)))


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A delivery's team as the coordinator sees it: how many wait, and how many may be moved.

    ``asked`` are those whose person is asked about a move to another authority, and has not answered.
    """

    team: Team
    waiting: int
    movable: int
    asked: int = 0


def teams_of(deliveries: Sequence[Delivery]) -> dict[int, TeamLine]:
    """Answer the team of each delivery (id) that what is open receives for."""
    rows = Team.objects.filter(delivery__in=[one.pk for one in deliveries])
    found = rows.select_related("controller", "delivery").annotate(
        waits=in_queue(STILL_WAITS), may_move=in_queue(MOVABLE)
    )
    asked = asked_in([one.pk for one in deliveries])
    ended = {one.pk for one in deliveries if one.to_date and one.to_date < clock.today()}
    return {
        one.delivery_id: TeamLine(
            one,
            one.waits,
            one.waits if one.delivery_id in ended else one.may_move,
            asked.get(one.delivery_id, 0),
        )
        for one in found
    }
