"""Recording fees, income and populations as sources state them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.federation.models import Membership, Population, StatedFee, StatedIncome
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

FEE_STATED = acts.kind("federation.fee_stated", "Uppgiven avgift registrerad")
INCOME_STATED = acts.kind("federation.income_stated", "Uppgiven intäkt registrerad")
POPULATION_RECORDED = acts.kind("federation.population_recorded", "Folkmängd registrerad")


@dataclass(frozen=True, slots=True)
class NewFee:
    """A fee as a paper states it, whole kronor; ``precision`` is the unit it was stated in."""

    membership: int
    year: int
    amount: int
    precision: int = 1
    decision: int | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class NewIncome:
    """The federation's income as a paper words it, with a person's reading as an interval."""

    federation: int
    year: int
    low: int
    high: int
    words: str
    document: int | None = None


@dataclass(frozen=True, slots=True)
class NewPopulation:
    """How many lived in a municipality on a day, with the source."""

    federation: int
    municipality: int
    counted_on: date
    people: int
    source: str


def state_fee(actor: Actor, new: NewFee, *, key: str) -> StatedFee:
    """Record a stated fee; several papers may state different fees for one year.

    Raises ConflictError when the same paper has stated it already.
    """
    membership = Membership.objects.get(pk=new.membership)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=membership.federation_id))
    act = acts.Act(actor, FEE_STATED, key, membership.federation_id, content=new)
    return acts.carry_out(act, lambda: _state_fee(membership, new))


def _state_fee(membership: Membership, new: NewFee) -> StatedFee:
    try:
        with transaction.atomic():
            return StatedFee.objects.create(
                membership=membership,
                year=new.year,
                amount=new.amount,
                precision=new.precision,
                decision_id=new.decision,
                document_id=new.document,
            )
    except IntegrityError as fault:
        raise ConflictError("Avgiften är redan registrerad ur den handlingen.") from fault


def state_income(actor: Actor, new: NewIncome, *, key: str) -> StatedIncome:
    """Record a stated income as an interval.

    Raises InputError for a low above the high, ConflictError for the same words of one year.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if new.low > new.high:
        raise InputError("Det lägre beloppet är större än det högre.", field="low")
    act = acts.Act(actor, INCOME_STATED, key, new.federation, content=new)
    return acts.carry_out(act, lambda: _state_income(new))


def _state_income(new: NewIncome) -> StatedIncome:
    try:
        with transaction.atomic():
            return StatedIncome.objects.create(
                federation_id=new.federation,
                year=new.year,
                low=new.low,
                high=new.high,
                words=new.words,
                document_id=new.document,
            )
    except IntegrityError as fault:
        raise ConflictError("Intäkten är redan registrerad för det året med de orden.") from fault


def record_population(actor: Actor, new: NewPopulation, *, key: str) -> Population:
    """Record a population; raises ConflictError when the day has another figure already."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    act = acts.Act(
        actor,
        POPULATION_RECORDED,
        key,
        new.federation,
        effective_on=new.counted_on,
        content=new,
    )
    return acts.carry_out(act, lambda: _record_population(new))


def _record_population(new: NewPopulation) -> Population:
    row, _ = Population.objects.get_or_create(
        municipality_id=new.municipality,
        counted_on=new.counted_on,
        defaults={"people": new.people, "source": new.source},
    )
    if row.people != new.people:
        raise ConflictError(
            f"Folkmängden {new.counted_on} är redan registrerad som {row.people} ({row.source})."
        )
    return row
