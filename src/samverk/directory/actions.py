"""Writes of the directory: organisations, bodies, by-laws, people and seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory.models import (
    Body,
    BodyTerms,
    Organisation,
    Party,
    Person,
    Seat,
    SeatHolding,
)
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.permissions import Right, may, require

ORGANISATION_ADDED = acts.kind("directory.organisation_added", "Organisation upplagd")
BODY_ADDED = acts.kind("directory.body_added", "Organ upplagt")
TERMS_SET = acts.kind("directory.terms_set", "Reglemente registrerat")
PARTY_ADDED = acts.kind("directory.party_added", "Parti upplagt")
SEAT_FILLED = acts.kind("directory.seat_filled", "Uppdrag registrerat")


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to add; ``kind`` is a value of OrganisationKind."""

    kind: str
    name: str
    short_name: str
    slug: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to add to an organisation (ids); ``kind`` is a value of BodyKind."""

    organisation: int
    kind: str
    name: str
    abbreviation: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class NewTerms:
    """By-laws of a body from a day; the earlier ones end the day before."""

    body: int
    from_date: date
    source: str
    members: int | None = None
    substitutes: int | None = None
    calling_days: int | None = None
    adjusters: int | None = None
    diary_format: str = ""


@dataclass(frozen=True, slots=True)
class NewHolding:
    """A person to give a seat: number ``seat`` among members or substitutes of ``body``."""

    body: int
    seat: int
    substitute: bool
    person: str
    party: str
    role: str
    from_date: date
    to_date: date | None = None


def add_organisation(actor: Actor, new: NewOrganisation, *, key: str) -> Organisation:
    """Add an organisation. Only the system does: an installation is set up with its members."""
    if not actor.is_system:
        raise NotAllowedError("Organisationer läggs upp när installationen sätts upp.")
    return acts.carry_out(
        acts.Act(actor, ORGANISATION_ADDED, key),
        lambda: Organisation.objects.create(
            kind=new.kind,
            name=new.name,
            short_name=new.short_name,
            slug=new.slug,
            number=new.number,
        ),
    )


def add_party(actor: Actor, abbreviation: str, name: str, *, key: str) -> Party:
    """Add a party by the abbreviation that minutes use."""
    if not actor.is_system:
        raise NotAllowedError("Partier läggs upp när installationen sätts upp.")
    return acts.carry_out(
        acts.Act(actor, PARTY_ADDED, key),
        lambda: Party.objects.create(abbreviation=abbreviation, name=name),
    )


def add_body(actor: Actor, new: NewBody, *, key: str) -> Body:
    """Add a body to an organisation."""
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=new.organisation))
    act = acts.Act(actor, BODY_ADDED, key, new.organisation)
    return acts.carry_out(
        act,
        lambda: Body.objects.create(
            organisation_id=new.organisation,
            kind=new.kind,
            name=new.name,
            abbreviation=new.abbreviation,
            parent_id=new.parent,
        ),
    )


def set_terms(actor: Actor, new: NewTerms, *, key: str) -> BodyTerms:
    """Register by-laws from a day on; the ones before end the day before and stay.

    Raises InputError when by-laws from that day or later are already registered.
    """
    body = Body.objects.get(pk=new.body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation_id, body=body.pk))
    act = acts.Act(actor, TERMS_SET, key, body.organisation_id, effective_on=new.from_date)
    return acts.carry_out(act, lambda: _set_terms(body, new))


def _set_terms(body: Body, new: NewTerms) -> BodyTerms:
    if body.terms.filter(from_date__gte=new.from_date).exists():
        raise InputError(
            "Det finns redan ett reglemente från den dagen eller senare. Välj en senare dag.",
            field="from_date",
        )
    body.terms.filter(to_date__isnull=True).update(to_date=_day_before(new.from_date))
    return BodyTerms.objects.create(
        body=body,
        from_date=new.from_date,
        members=new.members,
        substitutes=new.substitutes,
        calling_days=new.calling_days,
        adjusters=new.adjusters,
        diary_format=new.diary_format,
        source=new.source,
    )


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def fill_seat(actor: Actor, new: NewHolding, *, key: str) -> SeatHolding:
    """Give a person a seat for a time.

    Raises ConflictError when somebody else holds the seat on any of those days.
    """
    body = Body.objects.get(pk=new.body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=body.organisation_id, body=body.pk))
    act = acts.Act(actor, SEAT_FILLED, key, body.organisation_id, effective_on=new.from_date)
    return acts.carry_out(act, lambda: _fill_seat(body, new))


def _fill_seat(body: Body, new: NewHolding) -> SeatHolding:
    seat, _ = Seat.objects.get_or_create(body=body, number=new.seat, substitute=new.substitute)
    person, _ = Person.objects.get_or_create(name=new.person)
    party = Party.objects.get(abbreviation=new.party) if new.party else None
    try:
        with transaction.atomic():
            return SeatHolding.objects.create(
                seat=seat,
                person=person,
                party=party,
                role=new.role,
                from_date=new.from_date,
                to_date=new.to_date,
            )
    except IntegrityError as fault:
        raise ConflictError(
            f"Någon annan har {seat} under den tiden. Avsluta det uppdraget först."
        ) from fault
