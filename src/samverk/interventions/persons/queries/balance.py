"""A queue's numbers from two sources: who stands in it by its places, who came and went by its steps.

Steps are only added, and tell of themselves what they moved. A place that changed without a step, a
step that is gone, and one that was recorded for a day already stated all show as a difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce, Least

from samverk.interventions.models import Delivery
from samverk.interventions.persons.models import JoinedBy, QueueEntry, QueueStep, WaitReport
from samverk.rules.interventions.queue import STILL_WAITS, QueueState
from samverk.rules.stock_flow import Flow
from samverk.rules.wording import running_date

WAITS = sorted(STILL_WAITS)
IN = ~Q(from_state__in=WAITS) & Q(to_state__in=WAITS)
OUT = Q(from_state__in=WAITS) & ~Q(to_state__in=WAITS)
# Who came by a referral, and was moved from no other queue
CAME = Q(subject__moved_from=None, subject__origin=JoinedBy.REFERRAL)
# Those who waited before the system stand in its queue from the day that they were entered
SINCE = Least(Coalesce("seen_from", "joined_on"), Coalesce("left_on", "seen_from", "joined_on"))
IMPORTED = Q(subject__origin=JoinedBy.IMPORT, subject__moved_from=None)
SEEN = Least("subject__seen_from", Coalesce("subject__left_on", "subject__seen_from"))
COUNTED = {
    "joined": IN & CAME,
    "transferred_in": IN & ~CAME,
    "started": OUT & Q(to_state=QueueState.STARTED),
    "removed": OUT & Q(to_state=QueueState.REMOVED),
    "transferred_out": OUT & Q(to_state=QueueState.TRANSFERRED),
    "corrected": OUT & Q(to_state=QueueState.ENTERED_IN_ERROR),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A queue's flows that must add up (avstämning), and what explains it where they may not.

    ``closing`` is how many stand in the queue, for the next measurement to begin with.
    """

    flows: tuple[Flow, ...]
    closing: int
    late: str


def stated(delivery: Delivery, first: date, day: date) -> Stated:
    """Count a queue's flows from ``first`` to ``day``, and since what was stated the last time."""
    closing = standing(delivery, day)
    flows = [_flow(delivery, (first, day), standing(delivery, first - timedelta(1)), closing)]
    before = last_measured(delivery, day)
    if before is None:
        return Stated(tuple(flows), closing, "")
    since = before.day + timedelta(1)
    flows.append(_flow(delivery, (since, day), before.figures["standing"], closing))
    return Stated(tuple(flows), closing, _late(delivery, before))


def standing(delivery: Delivery, day: date) -> int:
    """Count the places in a queue at the end of a day; one entered in error stands until it is marked."""
    stays = Q(left_on=None) | Q(left_on__gt=day)
    rows = QueueEntry.objects.annotate(since=SINCE)
    return rows.filter(stays, delivery=delivery, since__lte=day).count()


def last_measured(delivery: Delivery, day: date) -> WaitReport | None:
    """Find the last measurement of an earlier day that was made when that day had ended.

    One that was made during its day stated nothing of what came later the same day.
    """
    rows = WaitReport.objects.filter(
        delivery=delivery, day__lt=day, recorded_at__date__gt=F("day"), figures__has_key="standing"
    )
    return rows.order_by("-day", "-recorded_at").first()


def _steps(delivery: Delivery) -> QuerySet[Any]:
    rows = QueueStep.objects.filter(subject__delivery=delivery).order_by()
    return rows.annotate(day=Case(When(IN & IMPORTED, then=SEEN), default=F("happened_on")))


def _flow(delivery: Delivery, days: tuple[date, date], opening: int, closing: int) -> Flow:
    counts = {name: Count("pk", filter=of) for name, of in COUNTED.items()}
    found = _steps(delivery).filter(day__range=days).aggregate(**counts)
    return Flow(str(delivery), *days, opening=opening, closing=closing, **found)


def _late(delivery: Delivery, before: WaitReport) -> str:
    """Say how many steps were recorded after a measurement, for days that it had counted."""
    late = _steps(delivery).filter(
        IN | OUT, day__lte=before.day, recorded_at__gt=before.recorded_at
    )
    number = late.count()
    if not number:
        return ""
    what = "1 händelse" if number == 1 else f"{number} händelser"
    return f"{what} gäller {running_date(before.day)} eller tidigare, men registrerades efter mätningen."
