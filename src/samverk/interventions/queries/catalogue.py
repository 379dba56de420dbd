"""The catalogue that everybody reads: what there is on a day, for whom, by federation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samverk.federation import queries as federation
from samverk.federation.queries import Town
from samverk.foundation.grouping import grouped
from samverk.foundation.sorting import swedish_key
from samverk.interventions.models import Delivery, IntakeWindow, Requirement
from samverk.interventions.queries.intake import Intake, intake_in
from samverk.interventions.queries.requirements import PARTS, rules_in
from samverk.rules.interventions.eligibility import is_in_force
from samverk.rules.interventions.target_group import briefly, may_ask


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks for (sökning): None and "" for what is not asked. ``town`` is an address."""

    day: date
    town: str = ""
    age: int | None = None
    needs_referral: bool | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A delivery as the catalogue lists it."""

    delivery: Delivery
    intake: Intake
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one federation has in the catalogue; ``federation`` is its organisation."""

    federation: object
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue as one reader asks for it (insatskatalog)."""

    shelves: tuple[Shelf, ...]

    @property
    def count(self) -> int:
        """How many deliveries there are."""
        return sum(len(one.rows) for one in self.shelves)


def catalogue(sought: Sought) -> Catalogue:
    """Find what somebody may ask for on a day, the open ones first within each federation."""
    rows = list(_given(sought.day))
    areas = federation.towns_in({row.intervention.federation_id for row in rows})
    towns = {town.slug: town for area in areas.values() for town in area}
    home = towns.get(sought.town)
    inside = [row for row in rows if home is None or home in _area(areas, row)]
    kept = [_listed(row, sought.day) for row in inside if _fits(row, sought, home)]
    by_federation = grouped((one.delivery.intervention.federation, one) for one in kept)
    shelves = [Shelf(home_of, tuple(_in_order(each))) for home_of, each in by_federation.items()]
    return Catalogue(tuple(sorted(shelves, key=lambda one: swedish_key(str(one.federation)))))


def towns_on(day: date) -> list[Town]:
    """List the municipalities that the catalogue of a day covers, by name."""
    rows = _going_on(day).values_list("intervention__federation", flat=True).distinct()
    found = {town for area in federation.towns_in(rows).values() for town in area}
    return sorted(found, key=lambda one: swedish_key(one.name))


def _going_on(day: date) -> QuerySet[Delivery]:
    return Delivery.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=day))


def _given(day: date) -> QuerySet[Delivery]:
    """Find the deliveries that have not ended, with all that a list tells of them."""
    windows = IntakeWindow.objects.select_related("successor")
    rules = Requirement.objects.prefetch_related(*PARTS)
    rows = _going_on(day).select_related("intervention__federation", "provider", "municipality")
    return rows.prefetch_related(
        Prefetch("windows", windows),
        Prefetch("requirements", rules.order_by("from_date", "pk")),
    )


def _area(areas: dict[int, list[Town]], row: Delivery) -> list[Town]:
    return areas.get(row.intervention.federation_id, [])


def _fits(row: Delivery, sought: Sought, home: Town | None) -> bool:
    if sought.needs_referral not in (None, row.needs_referral):
        return False
    rules = rules_in(row.requirements.all())
    return may_ask(rules, sought.age, home.name if home else None, sought.day).value


def _listed(row: Delivery, day: date) -> Listed:
    rules = (one for one in rules_in(row.requirements.all()) if is_in_force(one, day))
    who = tuple(map(briefly, rules))
    return Listed(row, intake_in(list(row.windows.all()), day), who)


def _in_order(rows: Sequence[Listed]) -> list[Listed]:
    return sorted(rows, key=lambda one: (not one.intake.is_open, swedish_key(one.delivery.name)))
