"""Entering the counts that a party has sent: numbers alone, as the federation's reports of counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.federation.ports import MESSAGE
from samverk.federation.queries import Measure
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.queries.deliveries import delivery_by_code
from samverk.interventions.queries.results import (
    Result,
    latest_told,
    numbers_of,
    results_in,
    summed,
)

DOOR = system("Meddelandeväxlingen")
WITHHELD = "Parten visar inte antalet: så få kan peka ut någon."
TOLD = ("to_date", "women", "men", "unknown", "everybody", "withheld")


def take_counts(came: Incoming) -> None:
    """Enter counts that have come; newer ones replace those that an earlier message told.

    What is withheld is entered as withheld. Raises NotFoundError for a delivery that is not known here,
    InputError when it is another's, when the period is not within one year or when a row stands twice,
    ConflictError when somebody has entered the period by hand.
    """
    start = date.fromisoformat(came.payload["from_date"])
    end = date.fromisoformat(came.payload["to_date"])
    if end < start or start.year != end.year:
        raise InputError("Perioden ska ligga inom ett kalenderår.")
    rows = list(results_in(came))
    if len({(row.delivery, row.measure) for row in rows}) < len(rows):
        raise InputError("Samma verksamhet och mått står två gånger.")
    codes = {row.delivery for row in rows}
    interventions = {_own(came, code).intervention_id for code in codes}
    told = list(latest_told([came.recipient], start.year, since=start).values())
    for intervention in sorted(interventions):
        for measure, found in _by_measure(intervention, told):
            _enter(came, _counts(intervention, measure, found))


def _own(came: Incoming, code: UUID) -> Delivery:
    """Answer which delivery is counted: one that the sender gives, in an intervention of the recipient's."""
    found = delivery_by_code(code)
    if found.provider_id != came.sender:
        raise InputError(f"Verksamheten {found} ges av {found.provider}, inte av avsändaren.")
    if found.intervention.federation_id != came.recipient:
        raise InputError(f"Verksamheten {found} hör till ett annat förbund.")
    return found


def _by_measure(intervention: int, told: list[Result]) -> Iterator[tuple[Measure, list[Result]]]:
    """Gather what the latest messages tell of all the deliveries of an intervention, by measure."""
    codes = set(Delivery.objects.filter(intervention=intervention).values_list("code", flat=True))
    for measure in Measure:
        found = [row for row in told if row.measure is measure and row.delivery in codes]
        if found:
            yield measure, found


def _counts(
    intervention: int, measure: Measure, found: list[Result]
) -> federation_actions.NewCounts:
    """Add up what is told of the deliveries: what is withheld of one is withheld of the sum."""
    numbers = summed(numbers_of(found))
    senders = sorted({row.source.party_name for row in found})
    latest = max(found, key=lambda row: row.source.created).source
    return federation_actions.NewCounts(
        intervention,
        measure,
        latest.from_date,
        max(row.source.as_of for row in found),
        *numbers[:3],
        source=f"{MESSAGE} {latest.message.hex[:8]} från {', '.join(senders)}",
        everybody=numbers.total,
        withheld=WITHHELD if None in numbers[:3] else "",
    )


def _enter(came: Incoming, new: federation_actions.NewCounts) -> None:
    """Enter one count in place of the message's that it replaces; the same again changes nothing."""
    key = f"meddelande/{came.message}/{new.intervention}/{new.measure}"
    for row in _earlier(new):
        if all(getattr(row, name) == getattr(new, name) for name in TOLD):
            return
        why = f"Ersatt av meddelande {came.message.hex[:8]}."
        federation_actions.set_aside_counts(DOOR, row.pk, why, key=f"{key}/struket/{row.pk}")
    federation_actions.enter_counts(DOOR, new, key=key)


def _earlier(new: federation_actions.NewCounts) -> Iterator[federation.CountReport]:
    """Find what a message has told of the same period before."""
    for row in federation.counts_of(new.intervention):
        same = row.kept and row.home_id is None and row.measure == new.measure
        if same and row.from_date == new.from_date and row.source.startswith(f"{MESSAGE} "):
            yield row
