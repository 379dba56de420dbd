"""What a party's coordinator sees of its own persons: fixed lists, inside an open compartment."""

from __future__ import annotations

from django.db.models import F

from samverk.interventions.persons.models import QueueEntry
from samverk.rules.interventions.queue import QueueState

MOVABLE = (QueueState.WAITING, QueueState.PAUSED)


def movable(delivery: int) -> list[QueueEntry]:
    """Lock and list those who wait for a delivery (id) and may be moved, in their order."""
    rows = QueueEntry.objects.filter(delivery=delivery, state__in=MOVABLE)
    rows = rows.order_by(F("priority__rank").asc(nulls_last=True), "clock_start", "number")
    return list(rows.select_for_update(of=("self",)))
