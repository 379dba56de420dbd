"""Who goes before others in a queue."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from samverk.foundation.errors import NotFoundError
from samverk.interventions.models import PriorityClass


def classes_of(delivery: int) -> list[PriorityClass]:
    """List the priority classes of a delivery (id), ended ones too, the first in the queue first."""
    return list(PriorityClass.objects.filter(delivery=delivery).order_by("rank"))


def classes_on(delivery: int, day: date) -> list[PriorityClass]:
    """List the priority classes that somebody may be put in on a day, the first in the queue first."""
    rows = PriorityClass.objects.filter(delivery=delivery)
    return list(rows.exclude(Q(last_day__lt=day)).order_by("rank"))


def class_by_id(known: int) -> PriorityClass:
    """Answer which priority class this is. Raises NotFoundError."""
    found = PriorityClass.objects.filter(pk=known).first()
    if found is None:
        raise NotFoundError("Prioritetsklassen finns inte.")
    return found
