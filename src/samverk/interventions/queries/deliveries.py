"""A delivery on a day: whether it takes people in, for whom, and with how many places."""

from __future__ import annotations

import uuid
from datetime import date

from samverk.foundation.errors import NotFoundError
from samverk.foundation.periods import in_force
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow, Requirement
from samverk.rules.interventions.capacity import Places
from samverk.rules.interventions.eligibility import AgeRule, PlaceRule, TestDay


def delivery_by_id(delivery: int) -> Delivery:
    """Answer which delivery this is, with its intervention and provider. Raises NotFoundError."""
    rows = Delivery.objects.select_related("intervention__federation", "provider", "municipality")
    found = rows.filter(pk=delivery).first()
    if found is None:
        raise NotFoundError("Verksamheten finns inte.")
    return found


def delivery_by_code(code: uuid.UUID) -> Delivery:
    """Answer which delivery has this code, the same in every installation. Raises NotFoundError."""
    found = Delivery.objects.select_related("intervention", "provider").filter(code=code).first()
    if found is None:
        raise NotFoundError("Verksamheten finns inte.")
    return found


def deliveries_of_intervention(intervention: int) -> list[Delivery]:
    """List the deliveries of an intervention (id)."""
    rows = Delivery.objects.select_related("provider", "municipality")
    return list(rows.filter(intervention=intervention).order_by("name", "pk"))


def deliveries_of_provider(provider: int) -> list[Delivery]:
    """List the deliveries that an organisation (id) gives or has given."""
    rows = Delivery.objects.select_related("intervention", "provider", "municipality")
    return list(rows.filter(provider=provider).order_by("name", "pk"))


def intake_on(delivery: int, day: date) -> IntakeWindow | None:
    """Answer the intake of a day; None when it is closed."""
    return IntakeWindow.objects.filter(in_force(day), delivery=delivery).first()


def open_deliveries(day: date) -> set[int]:
    """Answer which deliveries (ids) take people in on a day."""
    return set(IntakeWindow.objects.filter(in_force(day)).values_list("delivery", flat=True))


def last_intake(delivery: int, day: date) -> IntakeWindow | None:
    """Answer the latest intake that had ended before a day, with what came after it."""
    rows = IntakeWindow.objects.filter(delivery=delivery, to_date__lt=day)
    return rows.select_related("successor").order_by("-to_date").first()


def places_on(delivery: int, day: date) -> Places | None:
    """Answer how many places a delivery has on a day; None when nobody has said."""
    row = CapacityRow.objects.filter(in_force(day), delivery=delivery).first()
    return Places(row.funded, row.maximum, row.out_of_service) if row else None


def rules_of(delivery: int) -> list[AgeRule | PlaceRule]:
    """List who a delivery is for, as the rules read it, whatever day they hold."""
    rows = Requirement.objects.filter(delivery=delivery).prefetch_related("homes__municipality")
    found: list[AgeRule | PlaceRule] = []
    for row in rows:
        when = (TestDay(row.tested_on), row.from_date, row.to_date, row.blocks)
        if row.youngest is not None or row.oldest is not None:
            found.append(AgeRule(row.youngest, row.oldest, *when))
        homes = frozenset(home.municipality.short_name for home in row.homes.all())
        if homes:
            found.append(PlaceRule(homes, *when))
    return found
