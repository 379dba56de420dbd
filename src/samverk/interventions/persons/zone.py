"""The way into the confidential zone: a right at one authority, its compartment, and a note of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError
from psycopg.errors import ForeignKeyViolation

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.walls import reading
from samverk.rules.interventions.hands import Hand

GONE = (
    "Personens post finns inte längre: den har just slagits ihop med en annan, eller gallrats. Sök upp"
    " personen på nytt."
)
# What a key to a person's record is called among those of the database
POINTS = "_fk_persons_person_id"
HANDS = {
    Hand.REFERRER: Right.REFER,
    Hand.RECEIVER: Right.RECEIVE,
    Hand.CASE_WORKER: Right.HANDLE_PARTICIPANTS,
    Hand.COORDINATOR: Right.COORDINATE_PERSONS,
}


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that answers for persons (personuppgiftsansvarig): its body and organisation."""

    body: int
    organisation: int
    name: str


def authority(body: int) -> Authority:
    """Answer which authority a body (id) is. Raises NotFoundError."""
    found = directory.body_ref(body)
    return Authority(found.id, found.organisation, found.full_name)


def authorities_of(actor: Actor, *rights: Right) -> list[int]:
    """List the bodies (ids) where somebody holds any of the rights, as held for the body itself."""
    held = {one.body: one.organisation for one in actor.roles if one.body is not None}
    return [
        body
        for body, organisation in held.items()
        if any(may(actor, right, organisation=organisation, body=body) for right in rights)
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works (arbetsplats): at which authority (body id), and in what capacity."""

    body: int
    hand: Hand

    @property
    def right(self) -> Right:
        """The right that the capacity needs."""
        return HANDS[self.hand]


@contextmanager
def entered(actor: Actor, desk: Desk) -> Iterator[Authority]:
    """Let somebody who has the right of a desk into its authority's compartment.

    Raises NotAllowedError, and ConflictError where the person's record was joined with another while
    something was done to it. The system enters too: it carries out what the calendar says.
    """
    found = authority(desk.body)
    require(may(actor, desk.right, organisation=found.organisation, body=desk.body))
    try:
        with reading([desk.body], actor.user):
            yield found
    except Person.DoesNotExist as fault:
        raise ConflictError(GONE) from fault
    except IntegrityError as fault:
        # The database compares keys when the transaction ends
        if not isinstance(fault.__cause__, ForeignKeyViolation) or POINTS not in str(fault):
            raise
        raise ConflictError(GONE) from fault
