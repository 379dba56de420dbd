"""What the referring party gives while somebody waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.interventions.persons.actions.steps import Doing, done, step_kind
from samverk.interventions.persons.models import Referral, Side, Support, SupportKind
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import ReferralState

SUPPORT_NOTED = step_kind("support_noted", "Stöd under väntan registrerat")
NOT_WAITING = {ReferralState.DRAFT, ReferralState.ENTERED_IN_ERROR}


@dataclass(frozen=True, slots=True)
class NewSupport:
    """Support that is given during the wait: ``cost`` in öre, None when it is not known."""

    kind: str
    from_date: date
    to_date: date | None = None
    cost: int | None = None


def note_support(
    actor: Actor, body: int, referral: uuid.UUID, new: NewSupport, *, key: str
) -> Support:
    """Note support that the referring party gives while a person waits.

    Raises InputError for a kind that is none, days in the wrong order or in the future, a cost of
    no support, and a referral that is not sent in.
    """
    _check(new, clock.today())
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        row = Referral.objects.filter(pk=referral, side=Side.SENT).first()
        if row is None:
            raise NotFoundError("Sidan finns inte.")
        if row.state in NOT_WAITING:
            raise InputError("Stöd registreras när remissen är inskickad.")
        doing = Doing(actor, Hand.REFERRER, home, clock.today())
        content = (str(referral), new)
        return done(SUPPORT_NOTED, doing, key, content, lambda: _note(row, new))


def _check(new: NewSupport, today: date) -> None:
    if new.kind not in set(SupportKind):
        raise InputError("Välj vilket stöd som ges.", field="kind")
    if new.from_date > today:
        raise InputError("Stödet kan inte ha börjat i framtiden.", field="from_date")
    if new.to_date and new.to_date < new.from_date:
        raise InputError("Sista dagen är före den första.", field="to_date")
    if new.cost is not None and new.cost < 0:
        raise InputError("Kostnaden kan inte vara negativ.", field="cost")
    if new.kind == SupportKind.NONE and new.cost:
        raise InputError("Inget stöd har ingen kostnad. Lämna fältet tomt.", field="cost")


def _note(row: Referral, new: NewSupport) -> Support:
    return Support.objects.create(
        controller_id=row.controller_id,
        person_id=row.person_id,
        referral=row,
        kind=new.kind,
        from_date=new.from_date,
        to_date=new.to_date,
        cost=new.cost,
    )
