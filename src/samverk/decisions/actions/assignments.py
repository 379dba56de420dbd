"""Reporting that an assignment is done."""

from __future__ import annotations

from datetime import date

from samverk.decisions.models import Assignment
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require

ASSIGNMENT_REPORTED = acts.kind("decisions.assignment_reported", "Uppdrag återrapporterat")


def report_assignment(
    actor: Actor, assignment: Assignment, day: date, report: str, *, key: str
) -> Assignment:
    """Record that an assignment was reported done on ``day``, and what was reported."""
    decision = assignment.decision
    organisation, body = decision.organisation_id, assignment.body_id
    require(may(actor, Right.REGISTER_DECISION, organisation=organisation, body=body))
    if not report.strip():
        raise InputError("Skriv vad som återrapporterades.", field="report")
    if decision.decided_on and day < decision.decided_on:
        raise InputError(f"Dagen är före beslutet {decision.decided_on}.", field="day")

    def work() -> Assignment:
        assignment.reported_on, assignment.report = day, report.strip()
        assignment.save(update_fields=["reported_on", "report"])
        return assignment

    act = acts.Act(actor, ASSIGNMENT_REPORTED, key, organisation, effective_on=day)
    return acts.carry_out(act, work)
