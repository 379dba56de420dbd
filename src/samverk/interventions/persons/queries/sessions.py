"""Sessions and who came to them, inside an open compartment."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Count, Q

from samverk.foundation.errors import NotFoundError
from samverk.interventions.persons.models import Attendance, Participation, Session
from samverk.rules.interventions.participation import ParticipationState

MOST_LISTED = 50
# Who has started and is not entered in error: a day between the first and the last is theirs
STARTED = (
    ParticipationState.ACTIVE,
    ParticipationState.INTERRUPTED,
    ParticipationState.COMPLETED,
    ParticipationState.ENDED_EARLY,
)


def under_way_on(delivery: int, day: date) -> list[Participation]:
    """List the participations in a delivery (id) that were under way on a day."""
    rows = Participation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=day),
        delivery=delivery,
        state__in=STARTED,
        starts_on__lte=day,
    ).select_related("person__controller__organisation")
    return list(rows.order_by("starts_on", "pk"))


def session_at(session: uuid.UUID) -> Session:
    """Find a session in what is open. Raises NotFoundError."""
    rows = Session.objects.select_related(
        "delivery__provider", "controller__organisation", "struck"
    )
    found = rows.filter(pk=session).first()
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


def sessions_of(delivery: int) -> list[Session]:
    """List the latest sessions of a delivery (id), with how many came of how many noted."""
    rows = (
        Session.objects.filter(delivery=delivery)
        .select_related("struck")
        .annotate(
            noted=Count("attendance"), there=Count("attendance", filter=Q(attendance__came=True))
        )
    )
    return list(rows.order_by("-held_on", "-recorded_at", "pk")[:MOST_LISTED])


def sessions_with(participation: uuid.UUID) -> dict[str, int]:
    """Count the sessions where a participation (id) is noted, and those of them that they came to.

    Not those that are entered in error.
    """
    rows = Attendance.objects.filter(participation=participation, session__struck=None)
    return rows.aggregate(noted=Count("pk"), there=Count("pk", filter=Q(came=True)))


def attendance_at(session: uuid.UUID) -> dict[uuid.UUID, bool]:
    """Answer whether each noted participation (id) came to a session."""
    rows = Attendance.objects.filter(session=session)
    return dict(rows.values_list("participation", "came"))
