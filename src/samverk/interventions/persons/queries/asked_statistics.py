"""How far the latest publishing that was asked for has come, in an authority's open compartment."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from samverk.interventions.persons.models import StatisticsAsked


@dataclass(frozen=True, slots=True)
class PublishingStanding:
    """Where a publishing that was asked for stands (publiceringens läge): ``fault`` is why it is not out."""

    asked: StatisticsAsked
    is_running: bool
    fault: str = ""


def publishing_of(
    body: int, delivery: int, intervention: int, year: int
) -> dict[str, PublishingStanding]:
    """Answer how far publishing a year has come at an authority (body id), by subject.

    That of the intervention is "".
    """
    rows = StatisticsAsked.objects.filter(
        Q(delivery=delivery) | Q(intervention=intervention), controller=body, year=year
    )
    found: dict[str, PublishingStanding] = {}
    for row in rows.select_related("tried").order_by("recorded_at", "pk"):
        tried = getattr(row, "tried", None)
        fault = tried.fault if tried else ""
        found[row.subject] = PublishingStanding(row, tried is None, fault)
    return found
