"""What every act on a memo begins with: the act that is logged, its compartment, and the lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotFoundError
from samverk.memos.models import Memo

M = TypeVar("M", bound=Model)


def act_on(actor: Actor, kind: str, key: str, memo: Memo, content: object) -> acts.Act:
    """Make the act that is logged on a memo."""
    body = memo.case.body
    return acts.Act(
        actor, kind, key, body.organisation_id, content=(memo.pk, content), body=body.pk
    )


def controller_of(memo: Memo) -> int | None:
    """Answer whose compartment a memo's words belong in; None for an open memo."""
    return memo.case.body_id if memo.secret else None


def carry_out(memo: Memo, act: acts.Act, work: Callable[[], M]) -> M:
    """Carry out an act on a memo: on a secret one inside its compartment.

    The caller has asked whether the actor may open it.
    """
    controller = controller_of(memo)
    if controller is None:
        return acts.carry_out(act, work)
    with opened([controller]):
        return acts.carry_out(act, work)


def hold(memo: int) -> Memo:
    """Lock a memo until the transaction ends: those who write in it wait for each other."""
    rows = Memo.objects.select_for_update(of=("self",)).select_related("case__body__organisation")
    found = rows.filter(pk=memo).first()
    if found is None:
        raise NotFoundError("Tjänsteskrivelsen finns inte.")
    return found
