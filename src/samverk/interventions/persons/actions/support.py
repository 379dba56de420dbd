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
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.referral import OPEN, ReferralState
from samverk.rules.wording import running_date

SUPPORT_NOTED = step_kind("support_noted", "Stöd under väntan registrerat")
# While these last somebody waits: for an answer, or for a place
WAITS = {*OPEN, ReferralState.ACCEPTED}


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
    no support, and a referral on which nobody waits, or no longer did when the support began.
    """
    _check(new, clock.today())
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        row = Referral.objects.filter(pk=referral, side=Side.SENT).first()
        if row is None:
            raise NotFoundError("Sidan finns inte.")
        _check_waits(row, new)
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


def _check_waits(row: Referral, new: NewSupport) -> None:
    if row.state == ReferralState.DRAFT:
        raise InputError("Stöd registreras när remissen är inskickad.")
    if row.state not in WAITS:
        raise InputError(
            f"Remissen är {row.get_state_display()}: ingen väntar på den. Stöd under väntan"
            " registreras på den remiss som personen väntar på."
        )
    wait = waits_behind([row]).get(row.pk)
    if wait is not None and wait.left_on is not None and new.from_date > wait.left_on:
        raise InputError(
            f"Väntan slutade {running_date(wait.left_on)}. Stöd efter den dagen hör inte hit.",
            field="from_date",
        )


def note_ongoing(row: Referral, kind: str, day: date) -> None:
    """Note that support of a kind is given from a day on, unless it is noted as going on already."""
    going = Support.objects.filter(referral=row, to_date=None).order_by(
        "-from_date", "-recorded_at"
    )
    last = going.first()
    if last is None or last.kind != kind:
        _note(row, NewSupport(kind, day))


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
