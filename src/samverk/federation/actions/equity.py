"""Recording equity as annual reports state it, and how much of it there may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.models import CeilingStep, CeilingTable, StatedEquity
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require
from samverk.rules.equity import Step

EQUITY_STATED = acts.kind("federation.equity_stated", "Eget kapital registrerat")
CEILING_SET = acts.kind("federation.ceiling_set", "Tak för eget kapital registrerat")


@dataclass(frozen=True, slots=True)
class NewEquity:
    """A year's equity as a paper states it, in öre, right or wrong: see :class:`StatedEquity`."""

    federation: int
    year: int
    opening: int
    result: int
    closing: int
    source: str
    income: int | None = None


@dataclass(frozen=True, slots=True)
class NewCeiling:
    """A table of ceilings from a day on, with its source."""

    federation: int
    from_date: date
    source: str
    steps: tuple[Step, ...]


def state_equity(actor: Actor, new: NewEquity, *, key: str) -> StatedEquity:
    """Record a year's equity as stated; what does not add up is shown, not refused.

    Raises InputError without a source.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not new.source.strip():
        raise InputError("Ange var siffrorna kommer ifrån.", field="source")
    act = acts.Act(actor, EQUITY_STATED, key, new.federation, content=new)
    return acts.carry_out(
        act,
        lambda: StatedEquity.objects.create(
            federation_id=new.federation,
            year=new.year,
            opening=new.opening,
            result=new.result,
            closing=new.closing,
            income=new.income,
            source=new.source.strip(),
        ),
    )


def set_ceiling(actor: Actor, new: NewCeiling, *, key: str) -> CeilingTable:
    """Record a table of ceilings; those before stay. Raises InputError without steps or source."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not new.steps:
        raise InputError("Skriv minst ett steg.", field="steps")
    if not new.source.strip():
        raise InputError("Ange var taket kommer ifrån.", field="source")
    if len({step.from_income for step in new.steps}) < len(new.steps):
        raise InputError("Två steg börjar på samma intäkt. Rätta det ena.", field="steps")
    act = acts.Act(actor, CEILING_SET, key, new.federation, effective_on=new.from_date, content=new)
    return acts.carry_out(act, lambda: _set(new))


def _set(new: NewCeiling) -> CeilingTable:
    made = CeilingTable.objects.create(
        federation_id=new.federation, from_date=new.from_date, source=new.source.strip()
    )
    CeilingStep.objects.bulk_create(
        CeilingStep(
            table=made,
            from_income=step.from_income,
            amount=step.amount,
            hundredths=step.hundredths,
        )
        for step in new.steps
    )
    return made
