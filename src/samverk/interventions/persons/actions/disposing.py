"""Carries a decided disposal out, one person in each transaction, and certifies what was done.

Whoever has changed since the trial stays. If it is stopped half-way, what is left is done the next
night, or when somebody goes on.
"""

from __future__ import annotations

import json
import uuid

from django.db import IntegrityError, connection

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import NotFoundError
from samverk.interventions.persons.actions.keeping_counts import keep_counts
from samverk.interventions.persons.actions.retention import archive_of
from samverk.interventions.persons.models import (
    DisposalCertificate,
    DisposalDecision,
    DisposalOutcome,
    DisposalStart,
    DryRunLine,
    Outcome,
    Person,
)
from samverk.interventions.persons.queries.disposal import certificate_content, folded, left_of
from samverk.interventions.persons.queries.retention import (
    digest_of,
    gather,
    plan_in_force,
    rules_of,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import authority
from samverk.rules.interventions.retention import Standing, falls_due

STARTED = acts.kind("persons.disposal_started", "Gallring påbörjad", is_quiet=True)
DISPOSED = acts.kind("persons.disposed", "Person gallrad", is_quiet=True)
CERTIFIED = acts.kind("persons.disposal_certified", "Gallringsbevis utfärdat", is_quiet=True)
NIGHTLY = system("Samverk, gallring")
# What one page waits for; the night takes the rest
MOST_AT_ONCE = 100


def carry_out_disposal(
    actor: Actor, body: int, decision: uuid.UUID, *, key: str, most: int = MOST_AT_ONCE
) -> DisposalStart:
    """Set a decided disposal going, or go on with it, for ``most`` persons. Raises NotFoundError."""
    home = archive_of(actor, body)
    with unread([body]):
        row = decision_in(body, decision)
        act = acts.Act(actor, STARTED, key, home.organisation, body=body, content=str(decision))
        start = acts.carry_out(act, lambda: _start(row, actor))
    _go_on(actor, row, most)
    return start


def decision_in(body: int, decision: uuid.UUID) -> DisposalDecision:
    """Answer which decision it is, in the open compartment of its authority. Raises NotFoundError."""
    rows = DisposalDecision.objects.select_related("run__plan").filter(controller=body)
    found = rows.filter(pk=decision).first()
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


def _start(row: DisposalDecision, actor: Actor) -> DisposalStart:
    started, _ = DisposalStart.objects.get_or_create(
        decision=row, defaults={"controller_id": row.controller_id, "started_by": actor.name}
    )
    return started


def finish_disposals() -> int:
    """Finish what was set going and is not certified; answer how many. The night's work."""
    bodies = [one.id for one in directory.bodies()]
    with unread(bodies):
        rows = DisposalDecision.objects.filter(start__isnull=False, certificate__isnull=True)
        left = list(rows.select_related("run__plan").order_by("recorded_at", "pk"))
    for row in left:
        _go_on(NIGHTLY, row, None)
    return len(left)


def _go_on(actor: Actor, row: DisposalDecision, most: int | None) -> None:
    with unread([row.controller_id]):
        left = left_of(row)
    for line in left[:most]:
        _dispose(actor, row, line)
    if most is None or len(left) <= most:
        _certify(actor, row)


def _dispose(actor: Actor, row: DisposalDecision, line: DryRunLine) -> None:
    """Remove one person, or note why not, in a transaction of its own."""
    home = authority(row.controller_id)
    key = f"gallring/{line.pk}/{actor.user or 'natt'}"
    act = acts.Act(actor, DISPOSED, key, home.organisation, body=home.body)
    try:
        with unread([home.body]):
            acts.carry_out(act, lambda: _disposed(row, line))
    except IntegrityError:
        # Somebody else took the same person at the same moment, and has noted what came of it
        with unread([home.body]):
            if not DisposalOutcome.objects.filter(line=line).exists():
                raise


def _disposed(row: DisposalDecision, line: DryRunLine) -> DisposalOutcome:
    # Nothing new is entered on the person until this is through
    person = Person.objects.select_for_update().filter(pk=line.whom).first()
    outcome, rows = _outcome(row, line, person)
    return DisposalOutcome.objects.create(
        controller_id=row.controller_id, decision=row, line=line, outcome=outcome, rows=rows
    )


def _outcome(
    row: DisposalDecision, line: DryRunLine, person: Person | None
) -> tuple[Outcome, dict[str, int]]:
    if person is None:
        return Outcome.GONE, {}
    body, day = row.controller_id, clock.today()
    found = gather(body, day, only=person.pk)[person.pk]
    if found.digest != line.facts:
        return Outcome.CHANGED, {}
    # A plan that was decided after the trial may keep them longer
    for plan in {row.run.plan, plan_in_force(body, day)}:
        if falls_due(found.facts, rules_of(plan), day).value.standing is not Standing.DUE:
            return Outcome.NOT_DUE, {}
    keep_counts(person)
    return Outcome.REMOVED, _removed(row, line)


def _removed(row: DisposalDecision, line: DryRunLine) -> dict[str, int]:
    """Let the database remove a person: it asks the decision itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons_remove(%s, %s)", [row.pk, line.pk])
        found: dict[str, int] = json.loads(cursor.fetchone()[0])
    return folded(found)


def _certify(actor: Actor, row: DisposalDecision) -> None:
    home = authority(row.controller_id)
    with unread([home.body]):
        if left_of(row) or DisposalCertificate.objects.filter(decision=row).exists():
            return
        content = certificate_content(home, row, clock.today())
        key = f"gallringsbevis/{row.pk}/{actor.user or 'natt'}"
        act = acts.Act(actor, CERTIFIED, key, home.organisation, body=home.body)
        acts.carry_out(
            act,
            lambda: DisposalCertificate.objects.create(
                controller_id=home.body,
                decision=row,
                finished_on=clock.today(),
                content=content,
                digest=digest_of(content),
            ),
        )
