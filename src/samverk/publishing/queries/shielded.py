"""Who is left out of what is published, and what stands published that names them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Permission, Right, may
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Record, ShieldedPerson
from samverk.rules.masking import literals_left

# Whoever writes what names people, and whoever takes a name away, do it one at a time
SHIELD = "shield"
SHIELDED_NAME = "förtroendevald med skyddade personuppgifter"


def may_shield(actor: Actor, organisation: int) -> Permission:
    """Answer whether somebody says who of an organisation's elected is left out of what is published."""
    return may(actor, Right.MANAGE_DIRECTORY, organisation=organisation)


def shielded() -> frozenset[int]:
    """Answer who (ids) is left out of what is published. One question."""
    rows = ShieldedPerson.objects.order_by("person", "-pk").distinct("person")
    return frozenset(row.person_id for row in rows if row.is_shielded)


def shielded_names() -> tuple[str, ...]:
    """Give the names of those who are left out. Two questions at most."""
    people = shielded()
    return tuple(one.name for one in directory.persons_by_id(people).values()) if people else ()


def names_in(drafts: Iterable[Draft], names: Sequence[str]) -> tuple[str, ...]:
    """Give those of some names that stand in what is to be published."""
    words = [draft.words for draft in drafts] if names else []
    return tuple(name for name in names if literals_left(words, [name]))


def roles_of(person: int) -> Q:
    """Choose the published records that are of a person: themselves, and where they sit."""
    return Q(kind=Kind.PERSON, source=person) | Q(kind=Kind.MEMBERSHIP, data__person=person)


def naming(name: str) -> list[Record]:
    """List what stands published and names somebody, with its links. Every record is read."""
    rows = Record.objects.filter(withdrawn_at=None).annotate(facts=Cast("data", TextField()))
    said = Q(title__icontains=name) | Q(text__icontains=name) | Q(facts__icontains=name)
    return list(rows.filter(said).prefetch_related("links").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Elected:
    """Somebody elected in an organisation, and whether they are left out of what is published."""

    person: int
    name: str
    is_shielded: bool


def elected_at(organisation: int) -> list[Elected]:
    """List the elected of an organisation, by name. Two questions."""
    out = shielded()
    return [Elected(one.pk, one.name, one.pk in out) for one in directory.elected_in(organisation)]
