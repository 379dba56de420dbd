"""Keeping the ledger of places, and who goes first in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.periods import in_force
from samverk.interventions.actions.doors import act_on, managed, waited_for
from samverk.interventions.models import CapacityRow, Delivery, PriorityClass
from samverk.interventions.queries.classes import class_by_id
from samverk.rules.wording import running_date

PLACES_SET = acts.kind("interventions.places_set", "Antal platser registrerat")
CLASS_ADDED = acts.kind("interventions.priority_class_added", "Prioritetsklass tillagd")
CLASS_ENDED = acts.kind("interventions.priority_class_ended", "Prioritetsklass avslutad")
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewPlaces:
    """How many places a delivery (id) has from a day on: see :class:`CapacityRow`."""

    delivery: int
    from_date: date
    funded: int
    maximum: int
    out_of_service: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewClass:
    """A priority class of a delivery (id); ``rank`` 0 goes first. See :class:`PriorityClass`."""

    delivery: int
    rank: int
    name: str
    ground: str
    decided_in: str = ""


def set_places(actor: Actor, new: NewPlaces, *, key: str) -> CapacityRow:
    """Set how many places there are from a day on; what held before ends the day before.

    A later row stays, and this one ends before it. Set again from the same day, the row is corrected.
    Raises InputError for negative numbers, more shut than there are, and a day outside the delivery's.
    """
    found = managed(actor, new.delivery)
    _check_places(found, new)
    act = act_on(actor, PLACES_SET, key, found, new)
    return acts.carry_out(act, lambda: _set(new))


def _check_places(delivery: Delivery, new: NewPlaces) -> None:
    for name in ("funded", "maximum", "out_of_service"):
        if getattr(new, name) < 0:
            raise InputError("Antal platser kan inte vara negativt.", field=name)
    if new.out_of_service > new.maximum:
        raise InputError(
            f"Fler stängda platser än de {new.maximum} som finns. Rätta ett av talen.",
            field="out_of_service",
        )
    if new.from_date < delivery.from_date:
        raise InputError(f"Verksamheten börjar {delivery.from_date}.", field="from_date")
    if delivery.to_date and new.from_date > delivery.to_date:
        raise InputError(f"Verksamheten är avslutad {delivery.to_date}.", field="from_date")


def _set(new: NewPlaces) -> CapacityRow:
    rows = waited_for(new.delivery).capacity
    before = rows.filter(in_force(new.from_date)).first()
    if before is None:
        later = rows.filter(from_date__gt=new.from_date).order_by("from_date").first()
        return _write(CapacityRow(to_date=later.from_date - ONE if later else None), new)
    if before.from_date == new.from_date:
        return _write(before, new)
    until, before.to_date = before.to_date, new.from_date - ONE
    before.save(update_fields=["to_date"])
    return _write(CapacityRow(to_date=until), new)


def _write(row: CapacityRow, new: NewPlaces) -> CapacityRow:
    row.delivery_id, row.from_date = new.delivery, new.from_date
    row.funded, row.maximum, row.out_of_service = new.funded, new.maximum, new.out_of_service
    row.reason, row.recorded_on = new.reason.strip(), clock.today()
    row.save()
    return row


def add_priority_class(actor: Actor, new: NewClass, *, key: str) -> PriorityClass:
    """Add a class of those who go before others in the queue. It is published; it can only be ended.

    Raises InputError without name or ground, ConflictError for an order that is taken.
    """
    found = managed(actor, new.delivery)
    if not new.name.strip():
        raise InputError("Skriv vad klassen heter.", field="name")
    if not new.ground.strip():
        raise InputError("Skriv på vilken grund någon hör dit.", field="ground")
    if new.rank < 0:
        raise InputError("Skriv en ordning från 0.", field="rank")
    act = act_on(actor, CLASS_ADDED, key, found, new)
    return acts.carry_out(act, lambda: _add_class(new))


def _add_class(new: NewClass) -> PriorityClass:
    taken = waited_for(new.delivery).classes.filter(rank=new.rank).first()
    if taken:
        raise ConflictError(f"Ordning {new.rank} har redan klassen {taken.name}. Välj en annan.")
    return PriorityClass.objects.create(
        delivery_id=new.delivery,
        rank=new.rank,
        name=new.name.strip(),
        ground=new.ground.strip(),
        decided_in=new.decided_in.strip(),
    )


def end_priority_class(actor: Actor, known: int, last_day: date, *, key: str) -> PriorityClass:
    """Let nobody more into a priority class (id) after a day. Those who are in it keep their place.

    Raises NotFoundError, and ConflictError for one that is ended.
    """
    row = class_by_id(known)
    found = managed(actor, row.delivery_id)
    act = act_on(actor, CLASS_ENDED, key, found, (known, last_day))
    return acts.carry_out(act, lambda: _end_class(row, last_day))


def _end_class(known: PriorityClass, last_day: date) -> PriorityClass:
    row = waited_for(known.delivery_id).classes.get(pk=known.pk)
    if row.last_day:
        raise ConflictError(f"{row} är redan avslutad {running_date(row.last_day)}.")
    row.last_day = last_day
    row.save(update_fields=["last_day"])
    return row
