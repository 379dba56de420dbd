"""What a place costs a day by the agreement in force: to reckon with, never to pay by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samverk.federation.models import Agreement
from samverk.federation.queries.agreements import (
    force_span,
    places_on,
    tariffs_of,
    with_all_terms,
)
from samverk.rules.agreements.pricing import PriceModel
from samverk.rules.wording import kronor_and_ore

MONTHS, DAYS = 12, 365


@dataclass(frozen=True, slots=True)
class PlacePrice:
    """What a funded place costs a day (pris per plats), in öre, and what it was worked out of."""

    a_day: int
    told: str


def place_price(intervention: int, provider: int, day: date) -> PlacePrice | None:
    """Answer what a place costs by the agreement with a provider (organisation id) about an intervention.

    None when none is in force, or it is paid by something else than places.
    """
    rows = with_all_terms().filter(intervention=intervention, payee__member=provider)
    for row in rows.order_by("-starts_on", "pk"):
        span = force_span(row)
        if span is not None and span.from_date <= day <= span.to_date:
            found = _price(row, day)
            if found is not None:
                return found
    return None


def _price(row: Agreement, day: date) -> PlacePrice | None:
    tariff = next((one for one in reversed(tariffs_of(row)) if one.from_date <= day), None)
    if tariff is None:
        return None
    match PriceModel(row.price_model):
        case PriceModel.PER_FUNDED_PLACE_MONTH:
            a_day, unit = (
                round(Fraction(tariff.amount * MONTHS, DAYS)),
                "för en finansierad plats och månad",
            )
        case PriceModel.FIXED_SUM if tariff.until and (places := places_on(row, day)):
            days = (tariff.until - tariff.from_date).days + 1
            a_day = round(Fraction(tariff.amount, days * places))
            unit = f"för {places} platser i {days} dagar"
        case _:
            return None
    return PlacePrice(a_day, f"{row.name}: {kronor_and_ore(tariff.amount)} {unit}.")
