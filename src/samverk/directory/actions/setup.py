"""Organisations and parties: what bodies and seats then refer to."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from samverk.directory.models import Organisation, Party
from samverk.foundation import acts, people
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may_somewhere, require
from samverk.rules.organisation_number import organisation_number

ORGANISATION_ADDED = acts.kind("directory.organisation_added", "Organisation upplagd")
PARTY_ADDED = acts.kind("directory.party_added", "Parti upplagt")
# What other pages have as the first word of their address
TAKEN = frozenset({"ny", "partier"})


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation to add; ``kind`` is a value of OrganisationKind.

    ``slug`` is its place in addresses: empty makes it of the short name.
    """

    kind: str
    name: str
    short_name: str
    slug: str = ""
    number: str = ""


def add_organisation(actor: Actor, new: NewOrganisation, *, key: str) -> Organisation:
    """Add an organisation; a person who does so becomes its administrator, as a step of the act.

    Raises NotAllowedError unless the actor administers some organisation, InputError for a name that
    is taken or missing, or a number that is none.
    """
    require(may_somewhere(actor, Right.ADD_ORGANISATION))
    act = acts.Act(actor, ORGANISATION_ADDED, key, content=new)
    return acts.carry_out(act, lambda: _add_organisation(actor, new, key))


def _add_organisation(actor: Actor, new: NewOrganisation, key: str) -> Organisation:
    made = _create(_read(new))
    people.administer(actor, made.pk, key=f"{key}/förvaltare")
    return made


def _read(new: NewOrganisation) -> NewOrganisation:
    """Trim what was written and fill in the address. Raises InputError."""
    name, short_name = new.name.strip(), new.short_name.strip()
    if not name or not short_name:
        raise InputError("Skriv namnet.", field="short_name" if name else "name")
    number = organisation_number(new.number) if new.number.strip() else None
    if number and number.value is None:
        raise InputError(number.reasons[0].text, field="number")
    return replace(
        new,
        name=name,
        short_name=short_name,
        slug=new.slug or _address(short_name),
        number=number.value or "" if number else "",
    )


def _address(short_name: str) -> str:
    """Make the place in addresses that an organisation gets by its short name. Raises InputError."""
    slug = slugify(short_name)[:60]
    if not slug or slug in TAKEN or Organisation.objects.filter(slug=slug).exists():
        raise InputError(
            "Kortnamnet används redan, eller går inte att ha i en adress. Välj ett annat.",
            field="short_name",
        )
    return slug


def _create(new: NewOrganisation) -> Organisation:
    try:
        with transaction.atomic():
            return Organisation.objects.create(**asdict(new))
    except IntegrityError as fault:
        raise ConflictError(f"Det finns redan en organisation som heter {new.name}.") from fault


def add_party(actor: Actor, abbreviation: str, name: str, *, key: str) -> Party:
    """Add a party by the abbreviation that minutes use.

    Raises NotAllowedError unless the actor administers some organisation, and ConflictError when the
    abbreviation is taken.
    """
    require(may_somewhere(actor, Right.ADD_ORGANISATION))
    act = acts.Act(actor, PARTY_ADDED, key, content=(abbreviation, name))
    return acts.carry_out(act, lambda: _add_party(abbreviation.strip(), name.strip()))


def _add_party(abbreviation: str, name: str) -> Party:
    if not abbreviation or not name:
        raise InputError("Skriv både namn och förkortning.", field="name")
    try:
        with transaction.atomic():
            return Party.objects.create(abbreviation=abbreviation, name=name)
    except IntegrityError as fault:
        raise ConflictError(f"Förkortningen {abbreviation} är redan upplagd.") from fault
