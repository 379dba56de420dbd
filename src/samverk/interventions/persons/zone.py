"""The way into the confidential zone: a right at one authority, its compartment, and a note of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError
from psycopg.errors import ForeignKeyViolation

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import RIGHTS, Right, may, require
from samverk.foundation.separation import standing
from samverk.foundation.tracing import by_right
from samverk.interventions.persons.models import Person
from samverk.interventions.persons.reach import Reach
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


def reach_of(actor: Actor, bodies: Collection[int], *rights: Right) -> Reach:
    """Answer how far somebody reaches at authorities (body ids) by any of the rights.

    A role without a limit reaches all of its authority. Beside a limited one, who also refers reaches
    what the authority has sent, and no more: else the limit would be none.
    """
    whole: set[int] = set()
    deliveries: set[int] = set()
    senders: set[int] = set()
    for body in bodies:
        held = _held_at(actor, body, frozenset(rights))
        if not held and not actor.is_system:
            # Nobody reaches further by a right that they do not have
            continue
        limited = [one for one in held if one.limited_to]
        free = {one.role for one in held if not one.limited_to}
        if not limited or free - {Role.REFERRER}:
            whole.add(body)
            continue
        deliveries.update(*(one.limited_to for one in limited))
        if free:
            senders.add(body)
    return Reach(frozenset(whole), frozenset(deliveries), frozenset(senders))


def _held_at(actor: Actor, body: int, rights: frozenset[Right]) -> list[HeldRole]:
    """List the roles somebody has a right by at an authority, also those of its whole organisation."""
    roles = standing(actor.roles)
    places = {one.organisation for one in roles if one.body == body}
    return [
        one
        for one in roles
        if RIGHTS[one.role] & rights
        and (one.body == body or (one.body is None and one.organisation in places))
    ]


@contextmanager
def looking(actor: Actor, bodies: Collection[int], *rights: Right) -> Iterator[None]:
    """Open authorities (body ids) to somebody as far as any of the rights reaches there.

    The caller answers for that they have one of them at each.
    """
    with reading(bodies, actor.user, reach_of(actor, bodies, *rights)):
        yield


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works (arbetsplats): at which authority (body id), and in what capacity.

    ``of_all`` lets them reach as far as all that they work as does: for what is the person's, and not
    of one delivery.
    """

    body: int
    hand: Hand
    of_all: bool = False

    @property
    def right(self) -> Right:
        """The right that the capacity needs."""
        return HANDS[self.hand]

    @property
    def rights(self) -> tuple[Right, ...]:
        """The rights that say how far they reach."""
        return tuple(HANDS.values()) if self.of_all else (self.right,)


@contextmanager
def entered(actor: Actor, desk: Desk) -> Iterator[Authority]:
    """Let somebody who has the right of a desk into its authority's compartment.

    Raises NotAllowedError, and ConflictError where the person's record was joined with another while
    something was done to it. The system enters too: it carries out what the calendar says.
    """
    found = authority(desk.body)
    require(may(actor, desk.right, organisation=found.organisation, body=desk.body))
    try:
        with looking(actor, [desk.body], *desk.rights), by_right(desk.right):
            yield found
    except Person.DoesNotExist as fault:
        raise ConflictError(GONE) from fault
    except IntegrityError as fault:
        # The database compares keys when the transaction ends
        if not isinstance(fault.__cause__, ForeignKeyViolation) or POINTS not in str(fault):
            raise
        raise ConflictError(GONE) from fault
