"""What people may be referred to on a day, and for whom each is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from samverk.foundation.periods import in_force
from samverk.interventions.models import Delivery, IntakeWindow


def referable_on(day: date) -> list[Delivery]:
    """List the deliveries that take people in by referral on a day, by name."""
    takes_in = IntakeWindow.objects.filter(in_force(day), delivery=OuterRef("pk"))
    rows = Delivery.objects.filter(Exists(takes_in), in_force(day), needs_referral=True)
    rows = rows.select_related("intervention__federation", "provider", "municipality")
    return list(rows.order_by("name", "provider__short_name", "pk"))


def deliveries_by_id(ids: Iterable[int]) -> list[Delivery]:
    """List these deliveries (ids) by name."""
    rows = Delivery.objects.filter(pk__in=list(ids)).select_related("provider")
    return list(rows.order_by("name", "pk"))
