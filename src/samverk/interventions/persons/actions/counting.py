"""Takes counts out of the zone: by the party's coordinator, and each time is logged."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import may, require
from samverk.interventions import queries as catalogue
from samverk.interventions.persons.queries.counts import DeliveryCounts, counts_shown
from samverk.interventions.persons.queries.day_ledger import DayLedger, days_shown
from samverk.interventions.persons.zone import Desk, authority
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand

COUNTED = acts.kind("persons.counted", "Antal uttagna", is_reading=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out (uttag): the counts, and the days by municipality."""

    counts: DeliveryCounts
    days: DayLedger


@dataclass(frozen=True, slots=True)
class CountsAsked:
    """What is to be counted: which delivery (id), in which period."""

    delivery: int
    span: Span


def take_counts(actor: Actor, body: int, asked: CountsAsked, *, key: str) -> Taken:
    """Count a delivery of the authority's organisation for a period, and log that it was done.

    Only those whom the actor may know of are counted.

    Raises NotAllowedError, and InputError for somebody else's delivery.
    """
    home = authority(body)
    right = Desk(body, Hand.COORDINATOR).right
    require(may(actor, right, organisation=home.organisation, body=body))
    of = catalogue.delivery_by_id(asked.delivery)
    if of.provider_id != home.organisation:
        raise InputError(f"{of} ges av {of.provider}, inte av er.", field="delivery")
    act = acts.Act(
        actor, COUNTED, key, home.organisation, str(asked.span), body=body, content=asked
    )
    acts.carry_out(act, lambda: of)
    shown = (of, asked.span, body, actor.user)
    return Taken(counts_shown(*shown), days_shown(*shown))
