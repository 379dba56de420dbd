"""Carries a decided disposal of the register out, a part at a time, and certifies what was done.

What has changed since the trial stays.
"""

from __future__ import annotations

import json
import uuid

from django.db import connection

from samverk.execution.models import (
    GrantedDecision,
    RegisterCertificate,
    RegisterDisposal,
    RegisterRemoval,
    RegisterTrialLine,
    RemovalOutcome,
)
from samverk.execution.queries.retention import (
    certificate_content,
    digest_of,
    gather,
    left_of,
    plan_in_force,
)
from samverk.execution.walls import unread
from samverk.execution.zone import Board, entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.rules.interventions.retention import Standing
from samverk.rules.unexecuted.retention import decision_falls_due

DISPOSED = acts.kind("execution.disposed", "Register gallrat", is_quiet=True)
MISSING = "Sidan finns inte."
# What one page waits for; the next time takes more
MOST_AT_ONCE = 200


def carry_out_register_disposal(
    actor: Actor, body: int, disposal: uuid.UUID, *, key: str, most: int = MOST_AT_ONCE
) -> RegisterDisposal:
    """Remove ``most`` of what a disposal decided on, and certify it when nothing is left.

    Raises NotFoundError, and ConflictError when it is certified already.
    """
    with entered(actor, body, Right.DECIDE_DISPOSAL) as home, unread([body]):
        act = acts.Act(actor, DISPOSED, key, home.organisation, body=body, content=str(disposal))
        return acts.carry_out(act, lambda: _carry_out(actor, home, disposal, most))


def _carry_out(actor: Actor, home: Board, disposal: uuid.UUID, most: int) -> RegisterDisposal:
    # One at a time: the second of two that carry out the same goes on where the first ended
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(disposal)])
    rows = RegisterDisposal.objects.select_related("trial__plan")
    row = rows.filter(pk=disposal, controller=home.body).first()
    if row is None:
        raise NotFoundError(MISSING)
    if RegisterCertificate.objects.filter(disposal=row).exists():
        raise ConflictError("Gallringen är redan verkställd.")
    left = left_of(row)
    for line in left[:most]:
        outcome, removed = _remove(row, line)
        RegisterRemoval.objects.create(
            controller_id=home.body, disposal=row, line=line, outcome=outcome, rows=removed
        )
    if len(left) <= most:
        content = certificate_content(home, row, actor.name, clock.today())
        RegisterCertificate.objects.create(
            controller_id=home.body,
            disposal=row,
            finished_on=clock.today(),
            content=content,
            digest=digest_of(content),
        )
    return row


def _remove(
    row: RegisterDisposal, line: RegisterTrialLine
) -> tuple[RemovalOutcome, dict[str, int]]:
    body, day = row.controller_id, clock.today()
    # Nothing new is entered on it until this is through
    kept = GrantedDecision.objects.select_for_update().filter(pk=line.whom).first()
    if kept is None:
        return RemovalOutcome.GONE, {}
    found = gather(body, only=kept.pk)[kept.pk]
    # Also one that was protected since: its line is then not there for who reads the list
    if found.digest != line.facts or found.is_protected != line.is_protected:
        return RemovalOutcome.CHANGED, {}
    # A plan that was decided after the trial may keep it longer
    for plan in (row.trial.plan, plan_in_force(body, day)):
        if plan is None:
            return RemovalOutcome.NOT_DUE, {}
        if decision_falls_due(found.facts, plan.term, day).value.standing is not Standing.DUE:
            return RemovalOutcome.NOT_DUE, {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT execution_remove(%s, %s)", [row.pk, line.pk])
        removed: dict[str, int] = json.loads(cursor.fetchone()[0])
    return RemovalOutcome.REMOVED, removed
