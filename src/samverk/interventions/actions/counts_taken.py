"""Entering the counts that a party has sent: numbers alone, as the federation's reports of counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samverk.exchange.ports import Incoming
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.foundation.actors import system
from samverk.foundation.errors import InputError
from samverk.interventions.models import Delivery
from samverk.interventions.queries.deliveries import delivery_by_code
from samverk.interventions.queries.telling import counts_told

DOOR = system("Meddelandeväxlingen")
SOURCE = "Meddelande"


@dataclass
class _Sum:
    """What the latest messages tell together of an intervention in one measure."""

    to_date: date
    counts: dict[str, int] = field(default_factory=lambda: {"women": 0, "men": 0, "unknown": 0})
    senders: set[str] = field(default_factory=set)


def take_counts(came: Incoming) -> None:
    """Enter counts that have come; newer ones replace those that an earlier message told.

    Raises NotFoundError for a delivery that is not known here, InputError when it is another's or the
    period is not within one year, ConflictError when somebody has entered the period by hand.
    """
    start = date.fromisoformat(came.payload["from_date"])
    end = date.fromisoformat(came.payload["to_date"])
    if end < start or start.year != end.year:
        raise InputError("Perioden ska ligga inom ett kalenderår.")
    codes = {UUID(row["delivery"]) for row in came.payload["rows"]}
    if len({(row["delivery"], row["measure"]) for row in came.payload["rows"]}) < len(
        came.payload["rows"]
    ):
        raise InputError("Samma verksamhet och mått står två gånger.")
    interventions = {_own(came, code).intervention_id for code in codes}
    for intervention in sorted(interventions):
        for measure, found in sorted(_sums(came, intervention, start).items()):
            _enter(
                came,
                federation_actions.NewCounts(
                    intervention,
                    measure,
                    start,
                    found.to_date,
                    **found.counts,
                    source=f"{SOURCE} {came.message.hex[:8]} från {', '.join(sorted(found.senders))}",
                ),
            )


def _own(came: Incoming, code: UUID) -> Delivery:
    """Answer which delivery is counted: one that the sender gives, in an intervention of the recipient's."""
    found = delivery_by_code(code)
    if found.provider_id != came.sender:
        raise InputError(f"Verksamheten {found} ges av {found.provider}, inte av avsändaren.")
    if found.intervention.federation_id != came.recipient:
        raise InputError(f"Verksamheten {found} hör till ett annat förbund.")
    return found


def _sums(came: Incoming, intervention: int, start: date) -> dict[str, _Sum]:
    """Add up what the latest messages tell of all the deliveries of an intervention, by measure."""
    codes = set(Delivery.objects.filter(intervention=intervention).values_list("code", flat=True))
    sums: dict[str, _Sum] = {}
    for (code, day), (_, sender, end, rows) in counts_told(came.recipient).items():
        if code not in codes or day != start:
            continue
        for row in rows:
            total = sums.setdefault(row["measure"], _Sum(end))
            total.to_date = max(total.to_date, end)
            total.senders.add(sender)
            for name in total.counts:
                total.counts[name] += row[name]
    return sums


def _enter(came: Incoming, new: federation_actions.NewCounts) -> None:
    """Enter one count in place of the message's that it replaces; the same again changes nothing."""
    key = f"meddelande/{came.message}/{new.intervention}/{new.measure}"
    for row in _earlier(new):
        if (row.to_date, row.women, row.men, row.unknown) == (
            new.to_date,
            new.women,
            new.men,
            new.unknown,
        ):
            return
        why = f"Ersatt av meddelande {came.message.hex[:8]}."
        federation_actions.set_aside_counts(DOOR, row.pk, why, key=f"{key}/struket/{row.pk}")
    federation_actions.enter_counts(DOOR, new, key=key)


def _earlier(new: federation_actions.NewCounts) -> Iterator[federation.CountReport]:
    """Find what a message has told of the same period before."""
    for row in federation.counts_of(new.intervention):
        same = row.kept and row.home_id is None and row.measure == new.measure
        if same and row.from_date == new.from_date and row.source.startswith(f"{SOURCE} "):
            yield row
