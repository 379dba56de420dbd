"""Which measurements count: of the latest turn, the latest of each, and follow-ups made in time.

What was measured at an earlier end, or too late, stays in the history and is in no statistics.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samverk.interventions.persons.models import Measurement, Participation, Point


def measured_in_turn(row: Participation, point: str) -> QuerySet[Measurement]:
    """List what is measured of a participation at a point in its latest turn; the last one counts.

    The start is the same in every turn.
    """
    rows = Measurement.objects.filter(participation=row, point=point)
    if point != Point.ENTRY:
        rows = rows.filter(turn=row.turn)
    return rows.order_by("number")


def of_latest_turn() -> QuerySet[Measurement]:
    """List the measurements at starts, and those that belong to participations' latest turns."""
    return Measurement.objects.filter(Q(point=Point.ENTRY) | Q(turn=F("participation__turn")))


def latest_of_each() -> QuerySet[Measurement]:
    """List one measurement for each participation and point: the latest, late follow-ups too."""
    later = Measurement.objects.filter(
        participation=OuterRef("participation"),
        point=OuterRef("point"),
        turn=OuterRef("turn"),
        number__gt=OuterRef("number"),
    )
    return of_latest_turn().filter(~Exists(later))


def that_count() -> QuerySet[Measurement]:
    """List the measurements that sums are made of: the latest of each, and none that is late."""
    return latest_of_each().filter(is_late=False)
