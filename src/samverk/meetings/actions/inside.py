"""What every act within an item begins with: its lock, its compartment, and whether it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import Allowed, Denied, Permission, may_open, require
from samverk.meetings.actions.doors import hold_item
from samverk.meetings.models import AgendaItem
from samverk.meetings.queries.barred import is_barred
from samverk.meetings.queries.roster import assembly_of
from samverk.rules.assembly import Assembly

KEPT_OUT = acts.kind("meetings.kept_out", "Stängt för jäv")

M = TypeVar("M", bound=Model)


def controller_of(item: AgendaItem) -> int | None:
    """Answer whose compartment an item's words belong in; None for an open item."""
    return item.meeting.body_id if item.secret else None


def carry_out(actor: Actor, item: AgendaItem, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act on an item: on a secret one inside its compartment, for those who may open it.

    Raises NotAllowedError for others, and for one with jäv in the item.
    """
    require(may_handle(actor, item))
    controller = controller_of(item)
    if controller is None:
        return acts.carry_out(act, work)
    require(may_open(actor, controller))
    with opened([controller]):
        return acts.carry_out(act, work)


def may_handle(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether jäv lets ``actor`` take part in an item; so it does for all but the jäviga."""
    if not is_barred(actor.person, item.pk):
        return Allowed()
    return Denied(
        "Du är antecknad som jävig i ärendet. Så länge det handläggs deltar du inte, och det som är"
        " sekretessbelagt i det är stängt för dig (6 kap. 30 § kommunallagen; i fullmäktige 5 kap."
        " 47 §). Är jävet felaktigt antecknat: säg till sekreteraren."
    )


def may_follow(actor: Actor, item: AgendaItem) -> Permission:
    """Answer whether jäv lets ``actor`` see an item handled: in a board one with jäv is not present.

    In a council the act lets them stay in the hall; what is secret is shut to them all the same.
    """
    is_council = assembly_of(item.meeting.body.kind) is Assembly.COUNCIL
    return Allowed() if is_council and not item.secret else may_handle(actor, item)


def note_kept_out(actor: Actor, item: AgendaItem) -> AgendaItem:
    """Log that jäv kept ``actor`` from an item, once for each person and item."""
    require(Denied("Ingen är utestängd.") if may_handle(actor, item) else Allowed())
    body = item.meeting.body
    act = acts.Act(
        actor,
        KEPT_OUT,
        f"utestängd/{item.pk}/{actor.user}",
        body.organisation_id,
        effective_on=item.meeting.day,
        body=body.pk,
    )
    return acts.carry_out(act, lambda: item)


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
