"""Who has searched for persons more often in a day than the work should need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from samverk.foundation.lookups import NO_HIT, SEARCHED
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.zone import Authority

DAYS_BACK = 92


@dataclass(frozen=True, slots=True)
class ManySearches:
    """A day of many searches (många sökningar): whose, how many, and how many found nobody."""

    day: date
    who: str
    made: int
    without_hit: int


def many_searches(home: Authority, today: date, days: int = DAYS_BACK) -> list[ManySearches]:
    """List each day and user with more searches at an authority than the installation allows for.

    The latest day first, ``days`` back; all searches of the day are counted, also those stopped.
    """
    first = timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))
    rows = (
        AuditEvent.objects.filter(
            kind=SEARCHED,
            organisation=home.organisation,
            body=home.body,
            recorded_at__gte=first,
        )
        .annotate(day=TruncDate("recorded_at", tzinfo=timezone.get_current_timezone()))
        .order_by()
        .values("day", "actor", "actor_name")
        .annotate(made=Count("pk"), none=Count("pk", filter=Q(why__startswith=NO_HIT)))
        .filter(made__gt=settings.SEARCHES_A_DAY)
    )
    return [
        ManySearches(one["day"], one["actor_name"], one["made"], one["none"])
        for one in rows.order_by("-day", "actor_name", "actor")
    ]
