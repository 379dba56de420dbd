"""Parts of a body's work that a role can be limited to; which they are, another room knows.

Participant-responsible staff see participants of their own deliveries alone (the rules of Uppföljning
Finsam). The room that has deliveries tells of them when the installation starts; without it nothing can
be limited. Only the ids are kept with the role.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from samverk.foundation.actors import Actor, Role

# Who refers works for the whole authority, and who coordinates or reviews answers for all of it
LIMITED = frozenset({Role.RECEIVER, Role.CASE_WORKER})


@dataclass(frozen=True, slots=True)
class WorkPart:
    """A part of what an organisation does (verksamhet), ``is_over`` when it is not done any more."""

    id: int
    organisation: int
    name: str
    is_over: bool = False


class Divider(Protocol):
    """Knows the parts that work is divided into."""

    def parts_at(self, organisations: Collection[int]) -> list[WorkPart]:
        """List the parts of the work of organisations (ids), in the order to show them."""


class Undivided:
    """The answer of an installation without such work."""

    def parts_at(self, organisations: Collection[int]) -> list[WorkPart]:  # noqa: ARG002
        """List nothing."""
        return []


class WorkParts:
    """Where the parts come from: nowhere, until a room that knows offers its own."""

    def __init__(self) -> None:
        self._source: Divider = Undivided()

    def use(self, source: Divider) -> None:
        """Let another source answer; called when an installation starts."""
        self._source = source

    def parts_at(self, organisations: Collection[int]) -> list[WorkPart]:
        """List the parts of the work of organisations (ids), in the order to show them."""
        return self._source.parts_at(organisations) if organisations else []


PARTS = WorkParts()


def reaching(actor: Actor, part: int) -> Actor:
    """Give an actor with the roles alone that reach a part of the work (id)."""
    held = tuple(one for one in actor.roles if not one.limited_to or part in one.limited_to)
    # A request's actor is read when it is asked: what copies a dataclass does not know it for one
    return Actor(actor.user, actor.name, held, actor.is_system, actor.person)
