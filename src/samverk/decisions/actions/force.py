"""Recording what happens to a decision on its way to legal force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.decisions.models import AppealForm, Decision, ForceFact, ForceFactKind
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

FORCE_RECORDED = acts.kind("decisions.force_recorded", "Uppgift om laga kraft registrerad")

NEEDS_APPEAL = (ForceFactKind.ANNULLED, ForceFactKind.UPHELD)


@dataclass(frozen=True, slots=True)
class NewForceFact:
    """A dated fact to record; ``kind`` is a ForceFactKind."""

    kind: str
    day: date
    note: str = ""


def record_force_fact(actor: Actor, decision: Decision, new: NewForceFact, *, key: str) -> Decision:
    """Record a dated fact on a decision's way to legal force.

    Raises InputError for a preparatory decision, a day before the decision or in the future, a
    court's answer without an appeal, or legal force confirmed before the appeal time can have run.
    """
    organisation, body = decision.organisation_id, decision.body_id
    require(may(actor, Right.FOLLOW_LEGAL_FORCE, organisation=organisation, body=body))
    _check(decision, new.kind, new.day)

    def work() -> Decision:
        _, is_new = ForceFact.objects.get_or_create(
            decision=decision, kind=new.kind, happened_on=new.day, defaults={"note": new.note}
        )
        if not is_new:
            raise ConflictError("Samma uppgift är redan registrerad den dagen.")
        return decision

    act = acts.Act(actor, FORCE_RECORDED, key, organisation, why=new.note, effective_on=new.day)
    return acts.carry_out(act, work)


def _check(decision: Decision, kind: str, day: date) -> None:
    if decision.appeal_form == AppealForm.NONE:
        raise InputError("Beslutet kan inte överklagas: det får ingen laga kraft.", field="kind")
    if decision.decided_on and day < decision.decided_on:
        raise InputError(f"Dagen är före beslutet {decision.decided_on}.", field="day")
    if day > clock.today():
        raise InputError(
            "Dagen har inte varit än: registrera uppgiften när den är sann.", field="day"
        )
    appealed = decision.force_facts.filter(kind=ForceFactKind.APPEALED).exists()
    if kind in NEEDS_APPEAL and not appealed:
        raise InputError("Registrera först när beslutet överklagades.", field="kind")
