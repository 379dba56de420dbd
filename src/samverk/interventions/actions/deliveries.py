"""Keeping who gives an intervention, where, and how one applies."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory import queries as directory
from samverk.directory.queries import OrganisationRef
from samverk.federation import queries as federation
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import require
from samverk.interventions.actions.doors import act_on, managed, may_manage, waited_for
from samverk.interventions.models import Delivery, StartMode

DELIVERY_ADDED = acts.kind("interventions.delivery_added", "Verksamhet upplagd i katalogen")
DELIVERY_CHANGED = acts.kind("interventions.delivery_changed", "Verksamhet ändrad i katalogen")
DELIVERY_ENDED = acts.kind("interventions.delivery_ended", "Verksamhet avslutad i katalogen")


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What may be changed of a delivery; ``municipality`` is an organisation (id), see :class:`Delivery`."""

    name: str
    start_mode: str
    needs_referral: bool
    municipality: int | None = None
    content: str = ""
    how_to_apply: str = ""
    outcomes: str = ""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A delivery to add: of which intervention (id), given by which organisation (id), since when.

    ``code`` is given where another installation has it already; ``is_example`` where something told
    of it is made up.
    """

    intervention: int
    provider: int
    from_date: date
    facts: DeliveryFacts
    code: uuid.UUID | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day of a delivery, and why it ends (skälet; "" when nobody says)."""

    last_day: date
    why: str = ""


def add_delivery(actor: Actor, new: NewDelivery, *, key: str) -> Delivery:
    """Add a delivery to the catalogue.

    Raises NotFoundError for an unknown intervention, InputError for what is missing and for a
    provider that is a federation, ConflictError for a name that its intervention has already.
    """
    of = federation.intervention_by_id(new.intervention)
    require(may_manage(actor, of.federation_id))
    _check_provider(new.provider)
    _check_facts(new.facts)
    act = acts.Act(actor, DELIVERY_ADDED, key, of.federation_id, content=new)
    return acts.carry_out(act, lambda: _add(new))


def _check_provider(provider: int) -> None:
    found = _organisation(provider)
    if found is None:
        raise InputError("Välj vem som ger insatsen.", field="provider")
    if found.kind == "federation":
        raise InputError(
            "Ett samordningsförbund ger inga insatser till enskilda (7 § lag 2003:1210). Välj den"
            " part som gör det.",
            field="provider",
        )


def _check_facts(facts: DeliveryFacts) -> None:
    if not facts.name.strip():
        raise InputError("Skriv vad verksamheten heter.", field="name")
    if facts.start_mode not in StartMode.values:
        raise InputError("Välj hur man börjar.", field="start_mode")
    if facts.municipality is not None:
        town = _organisation(facts.municipality)
        if town is None or town.kind != "municipality":
            raise InputError("Välj en kommun, eller hela förbundet.", field="municipality")


def _organisation(organisation: int) -> OrganisationRef | None:
    try:
        return directory.organisation_by_id(organisation)
    except NotFoundError:
        return None


def _add(new: NewDelivery) -> Delivery:
    row = Delivery(
        intervention_id=new.intervention,
        provider_id=new.provider,
        from_date=new.from_date,
        is_example=new.is_example,
    )
    if new.code:
        row.code = new.code
    return _write(row, new.facts)


def _write(row: Delivery, facts: DeliveryFacts) -> Delivery:
    for name, value in asdict(facts).items():
        column = "municipality_id" if name == "municipality" else name
        setattr(row, column, value.strip() if isinstance(value, str) else value)
    with _told_of_its_name(row.name):
        row.save()
    return row


@contextmanager
def _told_of_its_name(name: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        raise ConflictError(f"Insatsen har redan en verksamhet som heter {name}.") from fault


def change_delivery(actor: Actor, delivery: int, facts: DeliveryFacts, *, key: str) -> Delivery:
    """Change what the catalogue tells of a delivery (id). Raises as :func:`add_delivery`."""
    found = managed(actor, delivery)
    _check_facts(facts)
    act = act_on(actor, DELIVERY_CHANGED, key, found, facts)
    return acts.carry_out(act, lambda: _write(waited_for(delivery), facts))


def end_delivery(actor: Actor, delivery: int, ending: Ending, *, key: str) -> Delivery:
    """End a delivery (id) after a last day, and its intake with it. Done again, the day is moved.

    Raises InputError for a day before it began, and when intake is to open after that day.
    """
    found = managed(actor, delivery)
    if ending.last_day < found.from_date:
        raise InputError(
            f"Verksamheten började {found.from_date}. Skriv den dagen eller en senare.",
            field="last_day",
        )
    federation_id, why = found.intervention.federation_id, ending.why.strip()
    act = acts.Act(
        actor, DELIVERY_ENDED, key, federation_id, why, ending.last_day, (delivery, ending)
    )
    return acts.carry_out(act, lambda: _end(delivery, ending))


def _end(delivery: int, ending: Ending) -> Delivery:
    row = waited_for(delivery)
    later = row.windows.filter(from_date__gt=ending.last_day).order_by("from_date").first()
    if later:
        raise InputError(
            f"Intaget är öppet från {later.from_date}. Skriv en dag efter det.", field="last_day"
        )
    for window in row.windows.exclude(to_date__lte=ending.last_day):
        window.to_date, window.why_closed = ending.last_day, window.why_closed or ending.why.strip()
        window.save(update_fields=["to_date", "why_closed"])
    row.to_date = ending.last_day
    row.save(update_fields=["to_date"])
    return row
