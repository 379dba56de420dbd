"""Saying when groups begin, and calling a start off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.actions.doors import act_on, managed, waited_for
from samverk.interventions.models import CohortStart, Delivery, StartMode
from samverk.interventions.queries.starts import start_by_id
from samverk.rules.wording import running_date

START_ADDED = acts.kind("interventions.cohort_start_added", "Gruppstart registrerad")
START_CALLED_OFF = acts.kind("interventions.cohort_start_called_off", "Gruppstart inställd")


@dataclass(frozen=True, slots=True)
class NewStart:
    """A day when a group of a delivery (id) begins: see :class:`CohortStart`."""

    delivery: int
    starts_on: date
    apply_by: date | None = None
    places: int | None = None


def add_cohort_start(actor: Actor, new: NewStart, *, key: str) -> CohortStart:
    """Say when a group begins.

    Raises InputError for a delivery that does not begin in groups, and a day outside it;
    ConflictError for a day that is said already.
    """
    found = managed(actor, new.delivery)
    _check(found, new)
    act = act_on(actor, START_ADDED, key, found, new)
    return acts.carry_out(act, lambda: _add(new))


def _check(delivery: Delivery, new: NewStart) -> None:
    if delivery.start_mode != StartMode.COHORT:
        raise InputError(
            f"{delivery} startar {delivery.get_start_mode_display()}. Ändra startsättet först."
        )
    if new.starts_on < delivery.from_date:
        raise InputError(
            f"Verksamheten börjar {running_date(delivery.from_date)}.", field="starts_on"
        )
    if delivery.to_date and new.starts_on > delivery.to_date:
        raise InputError(
            f"Verksamheten är avslutad {running_date(delivery.to_date)}.", field="starts_on"
        )
    if new.apply_by and new.apply_by > new.starts_on:
        raise InputError("Sista dag att söka är efter starten. Rätta en av dem.", field="apply_by")


def _add(new: NewStart) -> CohortStart:
    row = waited_for(new.delivery)
    if row.starts.filter(starts_on=new.starts_on).exists():
        raise ConflictError(f"Starten {running_date(new.starts_on)} är redan registrerad.")
    return CohortStart.objects.create(
        delivery=row, starts_on=new.starts_on, apply_by=new.apply_by, places=new.places
    )


def call_off_start(actor: Actor, start: int, why: str, *, key: str) -> CohortStart:
    """Call a start (id) off. Raises NotFoundError, InputError without a reason, and ConflictError."""
    known = start_by_id(start)
    found = managed(actor, known.delivery_id)
    if not why.strip():
        raise InputError("Skriv varför starten ställs in.", field="why")
    act = act_on(actor, START_CALLED_OFF, key, found, (start, why))
    return acts.carry_out(act, lambda: _call_off(known, why.strip()))


def _call_off(known: CohortStart, why: str) -> CohortStart:
    row = waited_for(known.delivery_id).starts.get(pk=known.pk)
    if row.called_off:
        raise ConflictError(f"Starten är redan inställd: {row.called_off}")
    row.called_off = why
    row.save(update_fields=["called_off"])
    return row
