"""Who may write of decisions: the body's own people, and those who read a paper of theirs."""

from __future__ import annotations

from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import Permission, Right, may, may_for_some_body


def may_write(
    actor: Actor, organisation: int, body: int | None, *, read_by: BodyRef | None = None
) -> Permission:
    """Answer whether ``actor`` may register what a body of ``organisation`` decided.

    Its own people may, and where no source names the body, those of any body there. So may those
    who read it in a paper of their own diary: ``read_by`` is the body that keeps that paper, so
    anybody can see on whose word the decision stands there.
    """
    if read_by is not None:
        return may(actor, Right.READ_IN, organisation=read_by.organisation, body=read_by.id)
    return may_for_some_body(actor, Right.REGISTER_DECISION, organisation=organisation, body=body)


def may_register(actor: Actor, organisation: int) -> Permission:
    """Answer whether ``actor`` may register decisions for any body of ``organisation``."""
    return may_write(actor, organisation, None)
