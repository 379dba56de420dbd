"""Who may read in: the right may be held for an organisation or for one body of it."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef, OrganisationRef
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Allowed, Permission, Right, may


def may_read_in(actor: Actor, organisation: int) -> Permission:
    """Answer whether ``actor`` may upload and review for ``organisation``, through any role there."""
    bodies = [held.body for held in actor.roles if held.organisation == organisation]
    for body in bodies:
        if may(actor, Right.READ_IN, organisation=organisation, body=body):
            return Allowed()
    return may(actor, Right.READ_IN, organisation=organisation)


def organisations_open_to(actor: Actor) -> list[OrganisationRef]:
    """List the organisations that ``actor`` may read in for, by name."""
    if not actor.is_known:
        return []
    return [one for one in directory.organisations() if may_read_in(actor, one.id)]


def diaries_open_to(actor: Actor, organisation: int) -> list[BodyRef]:
    """List the bodies of ``organisation`` in whose diary ``actor`` may register what was read."""
    return [
        body
        for body in directory.bodies(organisation=organisation)
        if all(
            may(actor, right, organisation=organisation, body=body.id)
            for right in (Right.READ_IN, Right.REGISTER_CASE)
        )
    ]
