"""Reads of the directory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.directory.models import Body, BodyTerms, Organisation, SeatHolding
from samverk.foundation.errors import NotFoundError
from samverk.foundation.periods import in_force


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body as other rooms know it: its id, names and organisation."""

    id: int
    name: str
    abbreviation: str
    kind: str
    organisation: int
    organisation_name: str
    organisation_short_name: str

    @property
    def full_name(self) -> str:
        """Name the body with its organisation."""
        return f"{self.name}, {self.organisation_short_name}"


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation as other rooms know it."""

    id: int
    kind: str
    name: str
    short_name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds a seat on a day."""

    person: str
    party: str
    role: str
    substitute: bool
    seat: int
    from_date: date
    to_date: date | None


def body_ref(body: int) -> BodyRef:
    """Answer which body this is; raises NotFoundError."""
    found = Body.objects.select_related("organisation").filter(pk=body).first()
    if found is None:
        raise NotFoundError("Organet finns inte.")
    return _body(found)


def bodies(*, organisation: int | None = None) -> list[BodyRef]:
    """List bodies, of one organisation or all, by organisation and name."""
    found = Body.objects.select_related("organisation").order_by("organisation__name", "name")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return [_body(body) for body in found]


def _body(body: Body) -> BodyRef:
    return BodyRef(
        body.pk,
        body.name,
        body.abbreviation,
        body.kind,
        body.organisation_id,
        body.organisation.name,
        body.organisation.short_name,
    )


def organisation_by_slug(slug: str) -> OrganisationRef:
    """Answer which organisation has this address; raises NotFoundError."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFoundError("Organisationen finns inte.")
    return _organisation(found)


def organisations() -> list[OrganisationRef]:
    """List all organisations by name."""
    return [_organisation(found) for found in Organisation.objects.order_by("name")]


def _organisation(found: Organisation) -> OrganisationRef:
    return OrganisationRef(found.pk, found.kind, found.name, found.short_name, found.slug)


def terms_on(body: int, day: date) -> BodyTerms | None:
    """Answer which by-laws are in force for a body on a day; None when none are registered."""
    return BodyTerms.objects.filter(in_force(day), body=body).first()


def diary_format(body: int, day: date) -> str:
    """Answer which diary format the body's by-laws set on a day; "" when they set none."""
    terms = terms_on(body, day)
    return terms.diary_format if terms else ""


def holders(body: int, day: date) -> list[Holder]:
    """List who holds the seats of a body on a day, members before substitutes."""
    found = (
        SeatHolding.objects.filter(in_force(day), seat__body=body)
        .select_related("person", "party", "seat")
        .order_by("seat__substitute", "seat__number")
    )
    return [
        Holder(
            h.person.name,
            h.party.abbreviation if h.party else "",
            h.get_role_display(),
            h.seat.substitute,
            h.seat.number,
            h.from_date,
            h.to_date,
        )
        for h in found
    ]
