"""How long pauses and participations in a delivery may last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.foundation.periods import in_force
from samverk.interventions.models import TimeLimit
from samverk.rules.interventions.limits import LIMITS, Limit, LimitKind


def limits_of(delivery: int) -> list[TimeLimit]:
    """List what limits a delivery (id) has had, by what they are of, the oldest first."""
    order = {kind.value: number for number, kind in enumerate(LIMITS)}
    rows = TimeLimit.objects.filter(delivery=delivery)
    return sorted(rows, key=lambda one: (order[one.kind], one.from_date))


def limit_on(delivery: int, kind: LimitKind, day: date) -> Limit | None:
    """Answer how long what begins on a day in a delivery (id) may last; None for no limit."""
    row = TimeLimit.objects.filter(in_force(day), delivery=delivery, kind=kind).first()
    return Limit(kind, row.days) if row else None


def limits_in(deliveries: Iterable[int], kind: LimitKind) -> dict[int, list[TimeLimit]]:
    """List the limits of one kind in some deliveries (ids), by delivery: one query for a list."""
    found: dict[int, list[TimeLimit]] = {}
    for row in TimeLimit.objects.filter(delivery__in=set(deliveries), kind=kind):
        found.setdefault(row.delivery_id, []).append(row)
    return found


def limit_among(rows: Iterable[TimeLimit], began: date) -> Limit | None:
    """Answer which of a delivery's limits of one kind holds for what began on a day."""
    for row in rows:
        if row.is_in_force(began):
            return Limit(LimitKind(row.kind), row.days)
    return None
