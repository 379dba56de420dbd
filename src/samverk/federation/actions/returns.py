"""Recording what goes back to a member as papers state it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from samverk.federation.actions.papers import check_paper
from samverk.federation.models import Membership, StatedReturn
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

RETURN_STATED = acts.kind("federation.return_stated", "Uppgiven ersättning registrerad")


@dataclass(frozen=True, slots=True)
class NewReturn:
    """What goes back in a year as a paper states it, whole kronor: see :class:`StatedReturn`."""

    membership: int
    year: int
    amount: int
    precision: int = 1
    interventions: int | None = None
    preliminary: bool = False
    decision: int | None = None
    document: int | None = None


def state_return(actor: Actor, new: NewReturn, *, key: str) -> StatedReturn:
    """Record what goes back to a member; several papers may state different amounts for one year.

    Raises InputError for a negative number and for a paper that is missing, secret or somebody
    else's, ConflictError when the same paper has stated it already.
    """
    membership = Membership.objects.get(pk=new.membership)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=membership.federation_id))
    if new.amount < 0 or (new.interventions or 0) < 0:
        raise InputError("Belopp och antal kan inte vara negativa.")
    check_paper(membership.federation_id, new.decision, new.document)
    act = acts.Act(actor, RETURN_STATED, key, membership.federation_id, content=new)
    return acts.carry_out(act, lambda: _state(new))


def _state(new: NewReturn) -> StatedReturn:
    try:
        with transaction.atomic():
            return StatedReturn.objects.create(
                membership_id=new.membership,
                year=new.year,
                amount=new.amount,
                precision=new.precision,
                interventions=new.interventions,
                preliminary=new.preliminary,
                decision_id=new.decision,
                document_id=new.document,
            )
    except IntegrityError as fault:
        raise ConflictError("Beloppet är redan registrerat ur den handlingen.") from fault
