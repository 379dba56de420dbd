"""The line to a delivery, in the order that places are offered, with the reasons for the order."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce

from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.interventions.persons.models import QueueEntry, QueuePause, QueueStep, Team
from samverk.interventions.persons.queries.completions import held_days
from samverk.interventions.persons.queries.lasting import OF_A_PAUSE, with_confirm_by, with_last_day
from samverk.interventions.persons.queries.queues import LAST_RANK
from samverk.interventions.persons.queries.teams import days_now
from samverk.interventions.persons.queries.waits import FIRST_DAY, OPEN_OFFER
from samverk.interventions.persons.records import text_of
from samverk.rules.interventions.clock import Pause, Wait, wait
from samverk.rules.interventions.limits import LimitKind
from samverk.rules.interventions.queue import (
    PAUSE_REASONS,
    QUEUE,
    STILL_WAITS,
    Confirming,
    PauseReason,
    QueueEvent,
    QueueState,
)
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date

# Places are offered from the front, each row shown is a person read, and a phone stacks the rows
ON_A_PAGE = 25
# What the referrer said when a wait was confirmed, the last time first
LAST_SAID = (
    QueueStep.objects.filter(event=QueueEvent.RECONFIRM)
    .order_by("-number")
    .values_list("reason", flat=True)
)


@dataclass(frozen=True, slots=True)
class InQueue:
    """One who waits (väntande): how long, and why they stand where they do. No rank number."""

    row: QueueEntry
    wait: Ruling[Wait]
    order: str
    pause: QueuePause | None
    confirm_by: date
    answer_by: date | None
    today: date
    has_changed: bool = False
    first_day: date | None = None

    @property
    def state_name(self) -> str:
        """The state in words."""
        return QUEUE.state_names[QueueState(self.row.state)]

    @property
    def is_due(self) -> bool:
        """Answer whether the referrer is to confirm the wait now."""
        return self.row.state == QueueState.WAITING and self.confirm_by <= self.today

    @property
    def due_words(self) -> str:
        """Say by when the wait was to be confirmed."""
        return f"Skulle bekräftas {self.confirm_by.isoformat()}"

    @property
    def pause_words(self) -> str:
        """Say that the pause has lasted longer than it may; "" while it has not."""
        over = self.pause.over_on if self.pause else None  # type: ignore[attr-defined]
        if over is None or self.today < over:
            return ""
        return f"Fick vara till och med {running_date(over - timedelta(days=1))}"

    @property
    def is_late(self) -> bool:
        """Answer whether an offer has passed its last day to answer."""
        return self.answer_by is not None and self.answer_by < self.today

    @property
    def pause_reason(self) -> str:
        """Why the wait is paused, in words; "" when it is not."""
        return PAUSE_REASONS[PauseReason(self.pause.reason)] if self.pause else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A page of a delivery's queue (kö)."""

    waiting: list[InQueue]
    total: int
    page: Page[int]


def team_receiving(delivery: int, bodies: Iterable[int]) -> Team:
    """Answer the team of a delivery (id) at one of the authorities, with the days it has now.

    Raises NotFoundError.
    """
    rows = Team.objects.select_related(
        "controller__organisation", "delivery__provider", "delivery__intervention"
    )
    ours = rows.filter(delivery=delivery, controller__in=list(bodies))
    found = ours.annotate(days_now=days_now(clock.today())).first()
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


# What a page shows of each: rows have a great many columns, and there are many rows
SHOWN = (
    "controller_id",
    "delivery_id",
    "number",
    "state",
    "clock_start",
    "left_on",
    "priority_ground",
    "priority__name",
    "person__controller_id",
    "person__key",
    "person__sealed",
)


def line_to(team: Team, today: date, number: int = 1) -> Line:
    """Read a page of those who wait for a team's delivery, ``ON_A_PAGE`` at most, in order."""
    first = (max(number, 1) - 1) * ON_A_PAGE
    order = ("rank", "clock_start", "number")
    line = QueueEntry.objects.annotate(rank=Coalesce("priority__rank", LAST_RANK))
    # The whole line is counted and put in order without what the page shows of each
    found = list(
        line.filter(delivery=team.delivery_id, state__in=sorted(STILL_WAITS))
        .annotate(all=Window(Count("pk")))
        .order_by(*order)
        .values_list("pk", "all")[first : first + ON_A_PAGE]
    )
    rows = list(
        with_confirm_by(line.filter(pk__in=[pk for pk, _ in found]))
        .annotate(
            answer_by=Subquery(OPEN_OFFER),
            first_day=Subquery(FIRST_DAY),
            said=Subquery(LAST_SAID.filter(subject=OuterRef("pk"))[:1]),
            thread=F("referral__thread"),
            sent_by=F("referral__sender__name"),
        )
        .select_related("person", "priority")
        .only(*SHOWN)
        .order_by(*order)
    )
    for row in rows:
        if row.person.controller_id == team.controller_id:
            row.person.controller = team.controller
    total = found[0][1] if found else 0
    page = Paginator(range(total), ON_A_PAGE).get_page(number)
    pauses, held = _pauses(rows), held_days(row.thread for row in rows)
    waiting = [_in_queue(row, pauses[row.pk], held[row.thread], today) for row in rows]
    return Line(waiting, total, page)


def place_in_queue(row: QueueEntry, today: date) -> InQueue:
    """Tell of one place in a queue as the line does."""
    open_offer = row.offers.filter(answer="").first()
    row.answer_by = open_offer.answer_by if open_offer else None  # type: ignore[attr-defined]
    stands = QueueEntry.objects.filter(pk=row.pk).values_list(Subquery(FIRST_DAY))
    row.first_day = stands.get()[0]  # type: ignore[attr-defined]
    row.said = LAST_SAID.filter(subject=row).first()  # type: ignore[attr-defined]
    asked: QuerySet[Any] = with_confirm_by(QueueEntry.objects.filter(pk=row.pk))
    row.confirm_by = asked.values_list("confirm_by", flat=True)[0]  # type: ignore[attr-defined]
    thread = row.referral.thread
    return _in_queue(row, _pauses([row])[row.pk], held_days([thread])[thread], today)


def _pauses(rows: Sequence[QueueEntry]) -> dict[uuid.UUID, list[QueuePause]]:
    found: dict[uuid.UUID, list[QueuePause]] = defaultdict(list)
    pauses = QueuePause.objects.filter(entry__in=rows)
    limited = with_last_day(pauses, LimitKind.WAIT_PAUSE, OF_A_PAUSE)
    for pause in limited.order_by("from_date"):
        found[pause.entry_id].append(pause)
    return found


def _in_queue(row: QueueEntry, pauses: list[QueuePause], held: list[Pause], today: date) -> InQueue:
    waited = wait(
        row.clock_start,
        max(row.left_on or today, row.clock_start),
        [*held, *(Pause(one.from_date, one.to_date) for one in pauses)],
    )
    return InQueue(
        row,
        waited,
        _order(row),
        next((one for one in pauses if one.to_date is None), None),
        row.confirm_by,  # type: ignore[attr-defined]
        row.answer_by,  # type: ignore[attr-defined]
        today,
        first_day=row.first_day,  # type: ignore[attr-defined]
        has_changed=row.said == Confirming.CHANGED_NEED,  # type: ignore[attr-defined]
    )


def _order(row: QueueEntry) -> str:
    if row.priority is None:
        return f"Ingen prioritetsklass. Klockan startade {running_date(row.clock_start)}."
    said = text_of(row.person, row, "priority_ground").rstrip(".")
    ground = f": {said}" if said else ""
    return f"{row.priority.name}{ground}. Klockan startade {running_date(row.clock_start)}."
