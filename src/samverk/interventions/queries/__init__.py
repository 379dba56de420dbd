"""What the catalogue knows."""

from __future__ import annotations

from samverk.interventions.queries.deliveries import (
    deliveries_of_intervention,
    deliveries_of_provider,
    delivery_by_code,
    delivery_by_id,
    intake_on,
    last_intake,
    open_deliveries,
    places_on,
    rules_of,
)

__all__ = [
    "deliveries_of_intervention",
    "deliveries_of_provider",
    "delivery_by_code",
    "delivery_by_id",
    "intake_on",
    "last_intake",
    "open_deliveries",
    "places_on",
    "rules_of",
]
