"""What every act within an item begins with: its lock, its compartment, and whether it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import may_open, require
from samverk.meetings.actions.doors import hold_item
from samverk.meetings.models import AgendaItem

M = TypeVar("M", bound=Model)


def controller_of(item: AgendaItem) -> int | None:
    """Answer whose compartment an item's words belong in; None for an open item."""
    return item.meeting.body_id if item.secret else None


def carry_out(actor: Actor, item: AgendaItem, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act on an item: on a secret one inside its compartment, for those who may open it."""
    controller = controller_of(item)
    if controller is None:
        return acts.carry_out(act, work)
    require(may_open(actor, controller))
    with opened([controller]):
        return acts.carry_out(act, work)


def hold_unsettled(item: int) -> AgendaItem:
    """Lock an item without an outcome. Raises ConflictError when it has one."""
    found = hold_item(item)
    if found.settled_at:
        raise ConflictError("Punktens utgång är antecknad.")
    return found


def hold_in_hand(item: int) -> AgendaItem:
    """Lock the item that is in hand. Raises ConflictError when it is not taken up, or is settled."""
    found = hold_unsettled(item)
    if found.turn is None:
        raise ConflictError("Ta upp punkten först.")
    return found
