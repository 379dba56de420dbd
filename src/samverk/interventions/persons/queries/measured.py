"""Which measurements count: of the latest turn, the latest of each, and follow-ups made in time.

What was measured at an earlier end, too late, or in error stays in the history and is in no statistics.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samverk.interventions.persons.models import Measurement, Participation, Point


def standing() -> QuerySet[Measurement]:
    """List the measurements that are not entered in error."""
    return Measurement.objects.filter(struck__isnull=True)


def measured_in_turn(row: Participation, point: str) -> QuerySet[Measurement]:
    """List what is measured of a participation at a point in its latest turn; the last one counts.

    The start is the same in every turn.
    """
    rows = standing().filter(participation=row, point=point)
    if point != Point.ENTRY:
        rows = rows.filter(turn=row.turn)
    return rows.order_by("number")


def number_of_next(row: Participation, point: str) -> int:
    """Give the number of the next measurement at a point in the latest turn, after all that were made."""
    rows = Measurement.objects.filter(participation=row, point=point)
    rows = rows if point == Point.ENTRY else rows.filter(turn=row.turn)
    return rows.count() + 1


def was_struck(row: Participation, point: str) -> bool:
    """Answer whether a measurement at a point in the latest turn was entered in error."""
    rows = Measurement.objects.filter(participation=row, point=point, struck__isnull=False)
    return (rows if point == Point.ENTRY else rows.filter(turn=row.turn)).exists()


def of_latest_turn() -> QuerySet[Measurement]:
    """List the measurements at starts, and those that belong to participations' latest turns."""
    return standing().filter(Q(point=Point.ENTRY) | Q(turn=F("participation__turn")))


def latest_of_each() -> QuerySet[Measurement]:
    """List one measurement for each participation and point: the latest, late follow-ups too."""
    later = standing().filter(
        participation=OuterRef("participation"),
        point=OuterRef("point"),
        turn=OuterRef("turn"),
        number__gt=OuterRef("number"),
    )
    return of_latest_turn().filter(~Exists(later))


def that_count() -> QuerySet[Measurement]:
    """List the measurements that sums are made of: the latest of each, and none that is late."""
    return latest_of_each().filter(is_late=False)
