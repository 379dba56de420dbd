"""A delivery on a day: whether it takes people in, and with how many places."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import OuterRef, Subquery

from samverk.foundation.errors import NotFoundError
from samverk.foundation.periods import in_force
from samverk.interventions.models import (
    AttendanceCount,
    CapacityRow,
    Delivery,
    IntakeWindow,
    InterventionStatistics,
    PublishedStatistics,
    ShutPlaces,
    YearSubject,
)
from samverk.rules.interventions.capacity import Places, shut_in

MOST_SHOWN = 100


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


def deliveries_of(intervention: int) -> list[Delivery]:
    """List the deliveries of an intervention (id), ended ones too, by name."""
    rows = Delivery.objects.select_related("provider", "municipality")
    return list(rows.filter(intervention=intervention).order_by("name", "pk"))


def deliveries_by_intervention(interventions: Iterable[int]) -> Mapping[int, list[Delivery]]:
    """List the deliveries of some interventions (ids), ended ones too, by intervention and name."""
    rows = Delivery.objects.select_related("provider", "municipality")
    found: defaultdict[int, list[Delivery]] = defaultdict(list)
    for row in rows.filter(intervention__in=list(interventions)).order_by("name", "pk"):
        found[row.intervention_id].append(row)
    return found


def possible_successors(delivery: Delivery, day: date) -> list[Delivery]:
    """List what could take over from a delivery: the rest of its federation's that go on, by name."""
    rows = Delivery.objects.filter(intervention__federation=delivery.intervention.federation_id)
    rows = rows.exclude(to_date__lt=day).exclude(pk=delivery.pk)
    return list(rows.order_by("name"))


def deliveries_of_provider(provider: int) -> list[Delivery]:
    """List the deliveries that an organisation (id) gives or has given."""
    rows = Delivery.objects.select_related("intervention", "provider", "municipality")
    return list(rows.filter(provider=provider).order_by("name", "pk"))


def statistics_of(delivery: int) -> list[PublishedStatistics]:
    """List what has been published of a delivery (id), the latest year first; by subject in each."""
    rows = PublishedStatistics.objects.filter(delivery=delivery)
    return list(rows.order_by("-year", "-subject"))


def statistics_of_each(deliveries: Collection[int]) -> dict[int, list[PublishedStatistics]]:
    """Group what has been published of some deliveries (ids) by delivery, each as ``statistics_of``."""
    found: dict[int, list[PublishedStatistics]] = {}
    rows = PublishedStatistics.objects.filter(delivery__in=deliveries)
    for row in rows.order_by("-year", "-subject"):
        found.setdefault(row.delivery_id, []).append(row)
    return found


def intervention_statistics_of(intervention: int) -> list[InterventionStatistics]:
    """List what has been published of an intervention (id), the latest year first; by provider in each."""
    rows = InterventionStatistics.objects.filter(intervention=intervention)
    return list(rows.select_related("provider").order_by("-year", "provider__name", "published_by"))


def statistics_in(intervention: int) -> list[PublishedStatistics]:
    """List what has been published of an intervention's (id) deliveries, by delivery's name and year."""
    rows = PublishedStatistics.objects.filter(delivery__intervention=intervention)
    rows = rows.exclude(subject=YearSubject.RETURNS).select_related("delivery")
    return list(rows.order_by("delivery__name", "delivery", "year", "-subject"))


def told_of(intervention: int, year: int) -> set[int]:
    """Answer of which deliveries (ids) of an intervention (id) it is out how many took part in a year."""
    rows = PublishedStatistics.objects.filter(delivery__intervention=intervention, year=year)
    return set(rows.filter(subject=YearSubject.TOOK_PART).values_list("delivery", flat=True))


def subjects_out(provider: int, year: int) -> set[str]:
    """List the subjects of a year that are published of any delivery that an organisation (id) gives."""
    rows = PublishedStatistics.objects.filter(delivery__provider=provider, year=year)
    return set(rows.values_list("subject", flat=True))


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
    return places_of([delivery], day).get(delivery)


def places_of(deliveries: Iterable[int], day: date) -> dict[int, Places]:
    """Answer how many places some deliveries (ids) have on a day; nothing of those nobody has told of.

    Of what the catalogue and the provider say is shut the larger holds: both may mean the same places.
    """
    shut = ShutPlaces.objects.filter(in_force(day), delivery=OuterRef("delivery")).values("number")
    rows = CapacityRow.objects.filter(in_force(day), delivery__in=list(deliveries))
    return {
        row.delivery_id: Places(row.funded, row.maximum, shut_in(row.out_of_service, row.shut or 0))
        for row in rows.annotate(shut=Subquery(shut[:1]))
    }


def registered_places(delivery: int, day: date) -> Places | None:
    """Answer how many places the catalogue gives a delivery on a day, whatever the provider has shut."""
    row = CapacityRow.objects.filter(in_force(day), delivery=delivery).first()
    return Places(row.funded, row.maximum, row.out_of_service) if row else None


def shut_of(delivery: int) -> list[ShutPlaces]:
    """List what the provider of a delivery (id) has said that it shuts, the latest first."""
    return list(ShutPlaces.objects.filter(delivery=delivery).order_by("-from_date"))


def ledger_of(delivery: int) -> list[CapacityRow]:
    """List how many places a delivery (id) has had and will have, the latest first."""
    return list(CapacityRow.objects.filter(delivery=delivery).order_by("-from_date"))


def visits_of(delivery: int) -> list[AttendanceCount]:
    """List the latest counts of visits to a delivery (id), at most a hundred days."""
    rows = AttendanceCount.objects.filter(delivery=delivery).order_by("-held_on")
    return list(rows[:MOST_SHOWN])
