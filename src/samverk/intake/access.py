"""Who may read in: the right is held for one body, or for a whole organisation and so each of its bodies."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Permission, Right, may
from samverk.intake.models import ImportBatch, Source


def may_read_in(actor: Actor, body: BodyRef) -> Permission:
    """Answer whether ``actor`` may upload and review for ``body``.

    A role at another board of the same organisation gives no right: each is an authority of its
    own, and what nobody has confirmed may hold what is secret between them (OSL 8 kap. 2 §).
    """
    return may(actor, Right.READ_IN, organisation=body.organisation, body=body.id)


def may_review(actor: Actor, source: Source) -> Permission:
    """Answer whether ``actor`` may see and review what was read in a source."""
    return may(actor, Right.READ_IN, organisation=source.organisation_id, body=source.body_id)


def may_read_in_batch(actor: Actor, batch: ImportBatch) -> Permission:
    """Answer whether ``actor`` may see, start and call off a batch, and review what it holds."""
    return may(actor, Right.READ_IN, organisation=batch.organisation_id, body=batch.body_id)


def bodies_open_to(actor: Actor) -> list[BodyRef]:
    """List the bodies that ``actor`` may read in for, by organisation and name."""
    if not actor.is_known:
        return []
    return [body for body in directory.bodies() if may_read_in(actor, body)]


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
