"""What messages tell of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from samverk.directory.queries import OrganisationKind, OrganisationRef, organisation_by_id
from samverk.federation import queries as federation
from samverk.interventions.models import Delivery, ShutPlaces

CATALOGUE, COUNTS, EXACT_COUNTS = ("insatskatalog", 4), ("antal", 3), ("antal", 1)
WAITS_TOLD = ("vantetider", 2)
DAYS_TOLD, TERMS_TOLD = ("deltagardagar", 1), ("dagpriser", 1)
# The third version is of an intervention, the second of a delivery
STATISTICS, DELIVERY_STATISTICS = ("statistik", 3), ("statistik", 2)
SHUT_TOLD = ("stangda-platser", 1)
KINDS: list[str] = OrganisationKind.values
ORIENTATIONS: list[str] = federation.Orientation.values
DELIVERY = (
    "name",
    "start_mode",
    "needs_referral",
    "content",
    "how_to_apply",
    "outcomes",
    "is_example",
    "from_date",
    "to_date",
)
REQUIREMENT = (
    "youngest",
    "oldest",
    "incomes",
    "horizon",
    "tested_on",
    "blocks",
    "decided_in",
    "from_date",
    "to_date",
)
PLACES = ("from_date", "to_date", "funded", "maximum", "out_of_service", "reason")
SHUT = ("from_date", "to_date", "number", "reason")
PRIORITY = ("rank", "name", "ground", "decided_in", "last_day")
LIMIT = ("kind", "days", "decided_in", "from_date", "to_date")
START = ("starts_on", "apply_by", "places", "called_off")
Row = dict[str, Any]


def deliveries_told(home: int) -> list[Delivery]:
    """List a federation's (id) deliveries with all that the catalogue tells of them, in eleven queries."""
    rows = Delivery.objects.filter(intervention__federation=home).order_by("pk")
    return list(
        rows.select_related("intervention", "provider", "municipality").prefetch_related(
            "requirements__homes__municipality",
            "requirements__parties__organisation",
            "windows__successor",
            "capacity",
            "classes",
            "starts",
            "limits",
        )
    )


def catalogue_told(home: int) -> Row:
    """Write a federation's (id) catalogue as the payload of a message: the same one each time."""
    deliveries = deliveries_told(home)
    return {
        "interventions": [
            told(row, ("name", "orientation", "target_groups", "description"))
            for row in sorted(federation.interventions_of(home), key=lambda row: row.pk)
        ],
        "deliveries": [_delivery(row) for row in deliveries],
    }


def _delivery(row: Delivery) -> Row:
    return told(row, DELIVERY) | {
        "code": str(row.code),
        "intervention": row.intervention.name,
        "provider": _organisation(row.provider),
        "municipality": _organisation(row.municipality) if row.municipality else None,
        "requirements": [
            told(one, REQUIREMENT)
            | {"homes": [_organisation(home.municipality) for home in by_id(one.homes.all())]}
            | {"parties": [_organisation(who.organisation) for who in by_id(one.parties.all())]}
            for one in by_id(row.requirements.all())
        ],
        "intakes": [
            told(one, ("from_date", "to_date", "why_closed"))
            | {"successor": str(one.successor.code) if one.successor else None}
            for one in by_id(row.windows.all())
        ],
        "places": [told(one, PLACES) for one in by_id(row.capacity.all())],
        "priorities": [told(one, PRIORITY) for one in by_id(row.classes.all())],
        "limits": [told(one, LIMIT) for one in by_id(row.limits.all())],
        "starts": [told(one, START) for one in by_id(row.starts.all())],
    }


def shut_told() -> dict[tuple[int, int], Row]:
    """Write what each provider says is shut, for each federation: the same payload each time.

    By provider and federation (ids); of deliveries of which nothing was ever said nothing is told.
    """
    found: dict[tuple[int, int], dict[str, list[Row]]] = {}
    rows = ShutPlaces.objects.select_related("delivery__intervention")
    for row in rows.order_by("delivery__code", "from_date"):
        ends = (row.delivery.provider_id, row.delivery.intervention.federation_id)
        of = found.setdefault(ends, {})
        of.setdefault(str(row.delivery.code), []).append(told(row, SHUT))
    return {
        ends: {"deliveries": [{"delivery": code, "shut": shut} for code, shut in of.items()]}
        for ends, of in found.items()
    }


def by_id(rows: Iterable[Any]) -> list[Any]:
    """Put rows in the order they were added."""
    return sorted(rows, key=lambda row: row.pk)


def told(row: Model, fields: Iterable[str]) -> Row:
    """Take fields of a row as a message writes them: days as ISO."""
    values = ((name, getattr(row, name)) for name in fields)
    return {name: v.isoformat() if isinstance(v, date) else v for name, v in values}


def _organisation(row: Any) -> Row:
    return organisation_told(organisation_by_id(row.pk))


def organisation_told(ref: OrganisationRef) -> Row:
    """Write an organisation as messages name it."""
    return {
        "kind": ref.kind,
        "name": ref.name,
        "short_name": ref.short_name,
        "number": ref.number,
    }
