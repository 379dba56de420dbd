"""Who holds a seat, from when till when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory import queries
from samverk.directory.models import Party, Person, Seat, SeatHolding
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right, may, require

SEAT_FILLED = acts.kind("directory.seat_filled", "Uppdrag registrerat")
HOLDING_ENDED = acts.kind("directory.holding_ended", "Uppdrag avslutat")


@dataclass(frozen=True, slots=True)
class NewHolding:
    """A person to give a seat: number ``seat`` among members or substitutes of ``body``.

    ``constituency`` matters in a council. ``appointed_by`` (id) is the member of a federation that
    the seat answers for.
    """

    body: int
    seat: int
    substitute: bool
    person: str
    party: str
    role: str
    from_date: date
    to_date: date | None = None
    constituency: str = ""
    appointed_by: int | None = None


def fill_seat(actor: Actor, new: NewHolding, *, key: str) -> SeatHolding:
    """Give a person a seat for a time.

    Raises InputError for an unknown party or a period that ends before it begins, and
    ConflictError when somebody else holds the seat on any of those days.
    """
    body = queries.body_ref(new.body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation, body=body.id))
    act = acts.Act(
        actor,
        SEAT_FILLED,
        key,
        body.organisation,
        effective_on=new.from_date,
        content=new,
        body=body.id,
    )
    return acts.carry_out(act, lambda: _fill_seat(body, new))


def _fill_seat(body: queries.BodyRef, new: NewHolding) -> SeatHolding:
    if not new.person.strip():
        raise InputError("Skriv personens namn.", field="person")
    if new.to_date and new.to_date < new.from_date:
        raise InputError("Sista dagen är före första dagen.", field="to_date")
    party = _party(new.party)
    seat, _ = Seat.objects.get_or_create(
        body_id=body.id, number=new.seat, substitute=new.substitute
    )
    try:
        with transaction.atomic():
            return SeatHolding.objects.create(
                seat=seat,
                person=_person(body, new.person.strip()),
                party=party,
                role=new.role,
                from_date=new.from_date,
                to_date=new.to_date,
                constituency=new.constituency.strip(),
                appointed_by_id=new.appointed_by,
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"Någon annan har {seat} under den tiden. Avsluta det uppdraget först."
        ) from fault


def _party(abbreviation: str) -> Party | None:
    if not abbreviation:
        return None
    party = Party.objects.filter(abbreviation=abbreviation).first()
    if party is None:
        raise InputError(f"Partiet {abbreviation} är inte upplagt.", field="party")
    return party


def _person(body: queries.BodyRef, name: str) -> Person:
    """Find who of that name has held a seat in the organisation before, else add a person.

    A name alone does not tell two people of different organisations to be one.
    """
    known = Person.objects.filter(
        name=name, holdings__seat__body__organisation=body.organisation
    ).order_by("-pk")
    return known.first() or Person.objects.create(name=name)


def end_holding(actor: Actor, holding: int, day: date, *, key: str) -> SeatHolding:
    """End a holding; ``day`` is the last one on which it is held.

    Raises NotFoundError for an unknown holding, InputError for a day before it began, and
    ConflictError when it has ended already.
    """
    found = SeatHolding.objects.select_related("seat__body").filter(pk=holding).first()
    if found is None:
        raise NotFoundError("Uppdraget finns inte.")
    body = found.seat.body
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation_id, body=body.pk))
    act = acts.Act(
        actor,
        HOLDING_ENDED,
        key,
        body.organisation_id,
        effective_on=day,
        content=(holding, day),
        body=body.pk,
    )
    return acts.carry_out(act, lambda: _end(found.pk, day))


def _end(holding: int, day: date) -> SeatHolding:
    found = SeatHolding.objects.select_for_update().get(pk=holding)
    if found.to_date is not None:
        raise ConflictError(f"Uppdraget är redan avslutat {found.to_date}.")
    if day < found.from_date:
        raise InputError(f"Uppdraget började {found.from_date}.", field="day")
    found.to_date = day
    found.save(update_fields=["to_date"])
    return found
