"""Taking the tables that a party has published of a delivery's year, to show them here too."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import waited_for
from samverk.interventions.models import Delivery, InterventionStatistics, PublishedStatistics
from samverk.interventions.queries.deliveries import delivery_by_code


def take_statistics(came: Incoming) -> PublishedStatistics:
    """Keep published tables that have come; the same once more is the same.

    Raises NotFoundError for a delivery that is not known here, InputError when it is another's, when a
    table is askew or tells of a small number, ConflictError for other tables than those that are out:
    a year is published once, as two editions could be compared.
    """
    told = came.payload
    of = _own(came, UUID(told["delivery"]))
    _check_year(told)
    waited_for(of.pk)
    rows = PublishedStatistics.objects.filter(delivery=of, year=told["year"])
    known = rows.filter(subject=told["subject"]).first()
    if known is None:
        return PublishedStatistics.objects.create(
            delivery=of,
            year=told["year"],
            subject=told["subject"],
            published_by=told["published_by"],
            **_kept(told),
        )
    if known.tables != told["tables"]:
        raise ConflictError(
            f"{told['year']} är redan publicerat för {of}, med andra tal. Det ändras inte."
        )
    return known


def take_intervention_statistics(came: Incoming) -> InterventionStatistics:
    """Keep published tables of an intervention that have come; the same once more is the same.

    Raises InputError when the sender gives nothing in an intervention of that name, and as
    ``take_statistics``; ConflictError for other tables than those that are out.
    """
    told = came.payload
    of = _given(came)
    _check_year(told)
    waited_for(of.pk)
    at = {
        "intervention_id": of.intervention_id,
        "provider_id": came.sender,
        "year": told["year"],
        "published_by": told["published_by"],
    }
    known = InterventionStatistics.objects.filter(**at).first()
    if known is None:
        return InterventionStatistics.objects.create(**at, **_kept(told))
    if known.tables != told["tables"]:
        raise ConflictError(
            f"{told['year']} är redan publicerat för {told['intervention']}, med andra tal."
            " Det ändras inte."
        )
    return known


def _given(came: Incoming) -> Delivery:
    """Find a delivery that the sender gives of the intervention: without one it tells of others'."""
    rows = Delivery.objects.select_related("intervention").filter(
        intervention__federation=came.recipient,
        intervention__name=came.payload["intervention"],
        provider=came.sender,
    )
    found = rows.order_by("pk").first()
    if found is None:
        raise InputError(
            f"Avsändaren ger ingen verksamhet i insatsen {came.payload['intervention']} här."
        )
    return found


def _check_year(told: dict[str, Any]) -> None:
    if told["year"] >= date.fromisoformat(told["published_on"]).year:
        raise InputError("Året var inte slut när statistiken publicerades.")
    for table in told["tables"]:
        _check(table, told["policy"]["threshold"])


def _kept(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "tables": told["tables"],
        "proof": {"policy": told["policy"], "sha256": told["proof"]},
        "published_on": date.fromisoformat(told["published_on"]),
    }


def _own(came: Incoming, code: UUID) -> Delivery:
    found = delivery_by_code(code)
    if found.provider_id != came.sender:
        raise InputError(f"Verksamheten {found} ges av {found.provider}, inte av avsändaren.")
    if found.intervention.federation_id != came.recipient:
        raise InputError(f"Verksamheten {found} hör till ett annat förbund.")
    return found


def _check(table: dict[str, Any], threshold: int) -> None:
    for row in table["rows"]:
        if len(row["counts"]) != len(table["columns"]):
            raise InputError(f"Tabellen {table['title']} har en rad med fel antal kolumner.")
        if any(count is not None and 0 < count < threshold for count in row["counts"]):
            raise InputError(
                f"Tabellen {table['title']} visar ett antal under {threshold}. Den tas inte emot."
            )
