"""Taking the tables that a party has published of a delivery's year, to show them here too."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import waited_for
from samverk.interventions.models import Delivery, PublishedStatistics
from samverk.interventions.queries.deliveries import delivery_by_code


def take_statistics(came: Incoming) -> PublishedStatistics:
    """Keep published tables that have come; the same once more is the same.

    Raises NotFoundError for a delivery that is not known here, InputError when it is another's, when a
    table is askew or tells of a small number, ConflictError for other tables than those that are out:
    a year is published once, as two editions could be compared.
    """
    told = came.payload
    of = _own(came, UUID(told["delivery"]))
    if told["year"] >= date.fromisoformat(told["published_on"]).year:
        raise InputError("Året var inte slut när statistiken publicerades.")
    for table in told["tables"]:
        _check(table, told["policy"]["threshold"])
    waited_for(of.pk)
    rows = PublishedStatistics.objects.filter(delivery=of, year=told["year"])
    known = rows.filter(subject=told["subject"]).first()
    if known is None:
        return PublishedStatistics.objects.create(
            delivery=of,
            year=told["year"],
            subject=told["subject"],
            tables=told["tables"],
            proof={"policy": told["policy"], "sha256": told["proof"]},
            published_by=told["published_by"],
            published_on=date.fromisoformat(told["published_on"]),
        )
    if known.tables != told["tables"]:
        raise ConflictError(
            f"{told['year']} är redan publicerat för {of}, med andra tal. Det ändras inte."
        )
    return known


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
