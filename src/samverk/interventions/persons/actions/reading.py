"""Reads about persons: the wall is opened, who is read is noted, and then it is told.

Who a person is comes out of ``who`` alone, after the note is written in the same transaction. What is
missing, somebody else's or hidden raises one and the same NotFoundError.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right, may
from samverk.foundation.reads import note_read, noting
from samverk.foundation.tracing import by_right
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.models.base import OfPerson
from samverk.interventions.persons.reading_grounds import mark_at
from samverk.interventions.persons.records import Identity, identity, told
from samverk.interventions.persons.zone import HANDS, Desk, authorities_of, looking
from samverk.rules.interventions.hands import Hand

R = TypeVar("R", bound=OfPerson)
PERSON_WORK = tuple(HANDS.values())
MISSING = "Sidan finns inte."


@dataclass(frozen=True, slots=True)
class Who:
    """A person as pages show them (visad person): ``number`` is masked."""

    id: uuid.UUID
    name: str
    number: str


@contextmanager
def inside(actor: Actor, *rights: Right) -> Iterator[list[int]]:
    """Open every authority (body ids) where somebody has one of the rights, as far as these reach.

    A block that fails takes its notes with it. Raises NotAllowedError for who is not logged in.
    """
    if not actor.is_known:
        raise NotAllowedError("Logga in för att arbeta med personer.")
    bodies = authorities_of(actor, *rights)
    opened = looking(actor, bodies, *rights)
    with opened, by_right(*rights), noting(actor, (), organisation=0, body=0):
        yield bodies


def note(actor: Actor, persons: Iterable[Person]) -> None:
    """Note that somebody reads these persons, before anything is told of them."""
    for (organisation, body), rows in _by_authority(persons).items():
        mark = mark_at(actor, organisation, body)
        note_read(actor, rows, organisation=organisation, body=body, mark=mark)


def _by_authority(persons: Iterable[Person]) -> dict[tuple[int, int], list[Person]]:
    found: dict[tuple[int, int], list[Person]] = defaultdict(list)
    for person in persons:
        found[person.controller.organisation_id, person.controller_id].append(person)
    return found


def who(actor: Actor, persons: Iterable[Person]) -> dict[uuid.UUID, Who]:
    """Answer who these are, by id; each is noted first. Their authorities come with the rows."""
    rows = list(persons)
    note(actor, rows)
    return {row.pk: shown(row, identity(row)) for row in rows}


def shown(person: Person, told_of: Identity) -> Who:
    """Give a person as pages show them. The caller has noted that it is read."""
    return Who(person.pk, told_of.name, told_of.masked)


def noted_identity(actor: Actor, person: Person) -> Identity:
    """Answer all that is known of who a person is; it is noted first."""
    note(actor, [person])
    return identity(person)


def person_at(pk: uuid.UUID) -> Person:
    """Find a person in what is open. Raises NotFoundError, the same for one that is hidden."""
    rows = Person.objects.select_related("controller__organisation", "home")
    return _found(rows.filter(pk=pk).first())


def row_at(model: type[R], pk: uuid.UUID, *more: str, **only: object) -> R:
    """Find a row of a person in what is open, with ``more`` rows beside it. Raises NotFoundError."""
    rows = model._default_manager.select_related("person__controller__organisation", *more)
    return _found(rows.filter(pk=pk, **only).first())


_T = TypeVar("_T")


def _found(row: _T | None) -> _T:
    if row is None:
        raise NotFoundError(MISSING)
    return row


def note_of(person: Person, row: Any) -> str:
    """Open the note that goes with a step; "" for none. The caller has noted that it is read."""
    return str(told(person, row, "note").get("text", ""))


def desk_at(actor: Actor, person: Person) -> Desk:
    """Answer in what capacity somebody works with a person at the person's authority."""
    place = {"organisation": person.controller.organisation_id, "body": person.controller_id}
    for hand, right in HANDS.items():
        if may(actor, right, **place):
            return Desk(person.controller_id, hand, of_all=True)
    raise NotFoundError(MISSING)


def desk_in(actor: Actor, body: int, *hands: Hand) -> Desk:
    """Answer in what capacity somebody works at an authority (body id). Raises NotFoundError."""
    if not actor.is_known:
        raise NotAllowedError("Logga in för att arbeta med personer.")
    for hand in hands or tuple(HANDS):
        if body in authorities_of(actor, HANDS[hand]):
            return Desk(body, hand, of_all=not hands)
    raise NotFoundError(MISSING)
