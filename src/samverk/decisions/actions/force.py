"""Recording what happens to a decision on its way to legal force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.decisions.models import AppealForm, Decision, ForceFact, ForceFactKind
from samverk.decisions.standing import force_of
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may_for_some_body, require
from samverk.rules.appeal import appeal_time
from samverk.rules.force import ForceState

FORCE_STRUCK = acts.kind("decisions.force_struck", "Uppgift om laga kraft struken som felaktig")
FORCE_RECORDED = acts.kind("decisions.force_recorded", "Uppgift om laga kraft registrerad")

# What may follow only on another fact, and what to say when that is not there.
NEEDS = {
    ForceFactKind.ANNULLED: (ForceFactKind.APPEALED, "när beslutet överklagades"),
    ForceFactKind.UPHELD: (ForceFactKind.APPEALED, "när beslutet överklagades"),
    ForceFactKind.ANNULMENT_STANDS: (ForceFactKind.ANNULLED, "när domstolen upphävde beslutet"),
    ForceFactKind.TAKEN_DOWN: (ForceFactKind.POSTED, "när justeringen tillkännagavs"),
}
# The day that the appeal time counts from is another for each form of appeal.
FORMS = {
    ForceFactKind.POSTED: AppealForm.LAWFULNESS,
    ForceFactKind.TAKEN_DOWN: AppealForm.LAWFULNESS,
    ForceFactKind.SERVED: AppealForm.ADMINISTRATIVE,
}


@dataclass(frozen=True, slots=True)
class NewForceFact:
    """A dated fact to record; ``kind`` is a ForceFactKind."""

    kind: str
    day: date
    note: str = ""


def record_force_fact(actor: Actor, decision: Decision, new: NewForceFact, *, key: str) -> Decision:
    """Record a dated fact on a decision's way to legal force.

    Raises InputError for a preparatory decision, a fact of the other form of appeal, a day before
    the decision or in the future, a court's answer without an appeal, or legal force confirmed
    before the appeal time can have run; ConflictError when the same fact is there.
    """
    organisation, body = decision.organisation_id, decision.body_id
    right = Right.FOLLOW_LEGAL_FORCE
    require(may_for_some_body(actor, right, organisation=organisation, body=body))
    act = acts.Act(
        actor,
        FORCE_RECORDED,
        key,
        organisation,
        why=new.note,
        effective_on=new.day,
        content=(decision.pk, new),
        body=body,
    )
    return acts.carry_out(act, lambda: _record(decision.pk, new))


def _record(decision: int, new: NewForceFact) -> Decision:
    found = Decision.objects.select_for_update().get(pk=decision)
    facts = list(found.force_facts.all())
    _check_kind(found, facts, new)
    _check_day(found, new.day)
    if new.kind == ForceFactKind.CONFIRMED:
        _check_confirmation(found, facts, new.day)
    if any(fact.kind == new.kind and fact.happened_on == new.day for fact in facts):
        raise ConflictError("Samma uppgift är redan registrerad den dagen.")
    ForceFact.objects.create(
        decision=found, kind=new.kind, happened_on=new.day, note=new.note.strip()
    )
    return found


def strike_force_fact(actor: Actor, fact: ForceFact, why: str, *, key: str) -> ForceFact:
    """Strike a fact that was recorded in error: it stays on the page as struck and counts no more.

    Raises InputError without a reason; ConflictError when another fact rests on it, or when
    somebody has struck it already.
    """
    decision, why = fact.decision, why.strip()
    organisation, body = decision.organisation_id, decision.body_id
    right = Right.FOLLOW_LEGAL_FORCE
    require(may_for_some_body(actor, right, organisation=organisation, body=body))
    if not why:
        raise InputError("Skriv varför uppgiften är fel.", field="why")
    act = acts.Act(
        actor, FORCE_STRUCK, key, organisation, why=why, content=(fact.pk, why), body=body
    )
    return acts.carry_out(act, lambda: _strike(fact, why))


def _strike(fact: ForceFact, why: str) -> ForceFact:
    Decision.objects.select_for_update().get(pk=fact.decision_id)
    found = ForceFact.objects.filter(pk=fact.pk).first()
    if found is None:
        raise ConflictError("Uppgiften är redan struken. Läs in sidan igen.")
    others = [f for f in ForceFact.objects.filter(decision=fact.decision_id) if f.pk != found.pk]
    for other in others:
        needed, _ = NEEDS.get(ForceFactKind(other.kind), (None, ""))
        if needed == found.kind and not any(
            f.kind == needed and f.happened_on <= other.happened_on for f in others
        ):
            raise ConflictError(f"Stryk först det som bygger på uppgiften: {other}.")
    found.kept, found.struck_why = False, why
    found.save(update_fields=["kept", "struck_why"])
    return found


def _check_kind(decision: Decision, facts: list[ForceFact], new: NewForceFact) -> None:
    if decision.appeal_form == AppealForm.NONE:
        raise InputError("Beslutet kan inte överklagas: det får ingen laga kraft.", field="kind")
    if decision.appeal_form != FORMS.get(ForceFactKind(new.kind), decision.appeal_form):
        raise InputError(
            f"Uppgiften hör inte till {decision.get_appeal_form_display()}.", field="kind"
        )
    needed, when = NEEDS.get(ForceFactKind(new.kind), (None, ""))
    if needed and not any(f.kind == needed and f.happened_on <= new.day for f in facts):
        raise InputError(f"Registrera först {when}.", field="kind")


def _check_day(decision: Decision, day: date) -> None:
    if decision.decided_on and day < decision.decided_on:
        raise InputError(f"Dagen är före beslutet {decision.decided_on}.", field="day")
    if day > clock.today():
        raise InputError(
            "Dagen har inte varit än: registrera uppgiften när den är sann.", field="day"
        )


def _check_confirmation(decision: Decision, facts: list[ForceFact], day: date) -> None:
    """Nobody can confirm legal force while the appeal time can still be running."""
    known = force_of(decision, facts, day).value
    if known.state in (ForceState.APPEALED, ForceState.ANNULLED, ForceState.NOT_RUN_OUT):
        raise InputError("Beslutet kan inte ha laga kraft den dagen: se uppgifterna.", field="kind")
    earliest = known.presumed_from
    if known.state is ForceState.UNKNOWN and decision.decided_on:
        # The posting is not known, but it cannot have been before the decision.
        earliest = appeal_time(decision.decided_on).value.legal_force
    if earliest and day < earliest:
        raise InputError(f"Laga kraft kan tidigast ha kommit {earliest}.", field="day")
