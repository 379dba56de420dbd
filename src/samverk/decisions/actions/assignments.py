"""Assignments: given by a decision, and reported done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.decisions.actions.permission import may_write
from samverk.decisions.models import Assignment, Decision
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require

ASSIGNMENT_GIVEN = acts.kind("decisions.assignment_given", "Uppdrag registrerat ur beslut")
ASSIGNMENT_REPORTED = acts.kind("decisions.assignment_reported", "Uppdrag återrapporterat")


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """A task that the decision gives: what, to whom in its own words, and until when if it says."""

    task: str
    owner: str
    due_on: date | None = None


def add_assignment(actor: Actor, decision: Decision, new: NewAssignment, *, key: str) -> Assignment:
    """Register a task that a decision gives, found after it was registered."""
    organisation, body = decision.organisation_id, decision.body_id
    require(may_write(actor, organisation, body))
    content = (decision.pk, new)
    act = acts.Act(actor, ASSIGNMENT_GIVEN, key, organisation, content=content, body=body)
    return acts.carry_out(act, lambda: save_assignment(decision, new))


def save_assignment(decision: Decision, new: NewAssignment) -> Assignment:
    """Save a task of a decision, inside an act; raises InputError for a day before the decision."""
    if not new.task.strip() or not new.owner.strip():
        raise InputError("Skriv vad som ska göras och vem som får uppdraget.", field="task")
    if new.due_on and decision.decided_on and new.due_on < decision.decided_on:
        raise InputError(f"Dagen är före beslutet {decision.decided_on}.", field="due_on")
    return Assignment.objects.create(
        decision=decision,
        task=new.task.strip(),
        owner=new.owner.strip(),
        due_on=new.due_on,
        body_id=decision.body_id,
    )


def report_assignment(
    actor: Actor, assignment: Assignment, day: date, report: str, *, key: str
) -> Assignment:
    """Record that an assignment was reported done on ``day``, and what was reported.

    Raises InputError without a report or for a day before the decision or in the future, and
    ConflictError when it is reported already: a report is not overwritten.
    """
    decision = assignment.decision
    organisation, body = decision.organisation_id, assignment.body_id
    require(may_write(actor, organisation, body))
    act = acts.Act(
        actor,
        ASSIGNMENT_REPORTED,
        key,
        organisation,
        effective_on=day,
        content=(assignment.pk, day, report),
        body=body,
    )
    return acts.carry_out(act, lambda: _report(assignment.pk, day, report.strip()))


def _report(assignment: int, day: date, report: str) -> Assignment:
    found = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("decision")
        .get(pk=assignment)
    )
    if found.reported_on is not None:
        raise ConflictError(f"Uppdraget är redan återrapporterat {found.reported_on}.")
    if not report:
        raise InputError("Skriv vad som återrapporterades.", field="report")
    decided = found.decision.decided_on
    if decided and day < decided:
        raise InputError(f"Dagen är före beslutet {decided}.", field="day")
    if day > clock.today():
        raise InputError("Dagen har inte varit än.", field="day")
    found.reported_on, found.report = day, report
    found.save(update_fields=["reported_on", "report"])
    return found
