"""Taking what a party tells of how long the waits to its deliveries are: words and sums, no person."""

from __future__ import annotations

from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.foundation.errors import InputError
from samverk.interventions.ports import LEAST, STEP
from samverk.interventions.queries.deliveries import delivery_by_code

BOUNDS = ("median_low", "median_high", "ninetieth_low", "ninetieth_high")


def take_waits(came: Incoming) -> None:
    """Try that the sender gives what it tells of; the message itself is what is kept and read.

    Raises NotFoundError for a delivery that is not known here, InputError for another's or one told twice.
    """
    codes = [UUID(one["delivery"]) for one in came.payload["waits"]]
    if len(set(codes)) < len(codes):
        raise InputError("Samma verksamhet står två gånger.")
    for code in codes:
        found = delivery_by_code(code)
        if found.provider_id != came.sender:
            raise InputError(f"Verksamheten {found} ges av {found.provider}, inte av avsändaren.")
    for one in came.payload["waits"]:
        if any(figure["least"] % LEAST for figure in one["figures"]):
            raise InputError("Antalet som ett mått räknas på sägs i jämna tiotal.")
        if any((figure.get(bound) or 0) % STEP for figure in one["figures"] for bound in BOUNDS):
            raise InputError("Gränserna för ett mått sägs i jämna tiotal dagar.")
