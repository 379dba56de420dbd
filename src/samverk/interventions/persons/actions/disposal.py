"""A disposal up to its decision: the plan is tried on everybody, and another person decides."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.interventions.persons.actions.retention import archive_of
from samverk.interventions.persons.models import (
    DisposalDecision,
    DryRun,
    DryRunLine,
    RetentionPlan,
)
from samverk.interventions.persons.queries.retention import (
    Gathered,
    digest_of,
    gather,
    plan_in_force,
    rules_of,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import Falling, Standing, falls_due
from samverk.rules.ruling import Ruling

PLAN_TRIED = acts.kind("persons.plan_tried", "Provgallring gjord", is_quiet=True)
DISPOSAL_DECIDED = acts.kind("persons.disposal_decided", "Gallring beslutad", is_quiet=True)
NO_PLAN = "Det finns ingen beslutad gallringsplan. Den arkivansvariga lägger in den först."
AT_ONCE = 500


def try_plan(actor: Actor, body: int, *, key: str) -> DryRun:
    """Try the plan on everybody at an authority, and keep the list. Nothing is removed.

    Everybody is tried, also those whom the reader may not know of. Raises InputError without a
    decided plan.
    """
    if actor.user is None:
        raise NotAllowedError("Logga in för att göra en provgallring.")
    user = actor.user
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home, unread([body]):
        act = acts.Act(actor, PLAN_TRIED, key, home.organisation, body=body, content=body)
        return acts.carry_out(act, lambda: _try(user, actor.name, body, clock.today()))


def _try(user: int, name: str, body: int, day: date) -> DryRun:
    plan = plan_in_force(body, day)
    if plan is None:
        raise InputError(NO_PLAN)
    rules = rules_of(plan)
    judged = {
        pk: (found, falls_due(found.facts, rules, day)) for pk, found in gather(body, day).items()
    }
    totals = Counter(ruling.value.standing.value for _, ruling in judged.values())
    run = DryRun.objects.create(
        controller_id=body,
        plan=plan,
        day=day,
        made_by_id=user,
        made_by_name=name,
        totals={one.value: totals[one.value] for one in Standing},
        digest=_digest(plan, day, judged),
    )
    lines = [_line(run, pk, *one) for pk, one in judged.items()]
    DryRunLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    return run


_Judged = dict[uuid.UUID, tuple[Gathered, Ruling[Falling]]]


def _digest(plan: RetentionPlan, day: date, judged: _Judged) -> str:
    people = {str(pk): found.digest for pk, (found, _) in judged.items()}
    rules = [asdict(rule) for rule in rules_of(plan)]
    return digest_of({"plan": str(plan.pk), "rules": rules, "day": day, "people": people})


def _line(run: DryRun, pk: uuid.UUID, found: Gathered, ruling: Ruling[Falling]) -> DryRunLine:
    last, falling = found.facts.last_entry, ruling.value
    return DryRunLine(
        controller_id=run.controller_id,
        run=run,
        whom=pk,
        standing=falling.standing.value,
        why=[one.text for one in (*ruling.reasons, *ruling.remarks)],
        year=last.year if last else None,
        due_on=falling.due_on,
        finish_by=falling.finish_by,
        rows=found.rows,
        facts=found.digest,
        is_protected=found.is_protected,
    )


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision on a trial (id): what it is cited as, and its day."""

    run: uuid.UUID
    reference: str
    decided_on: date


def decide_disposal(actor: Actor, body: int, new: NewDecision, *, key: str) -> DisposalDecision:
    """Decide that those who were due in a trial are removed; nobody is, until it is set going.

    One where nobody was due may be decided too: a refusal would tell whether somebody was whom the
    reader may not know of. Raises NotAllowedError for whoever made the trial, InputError without a
    decision to cite, ConflictError when it is decided already.
    """
    home = archive_of(actor, body)
    if not new.reference.strip():
        raise InputError("Skriv vilket beslut det är.", field="reference")
    if new.decided_on > clock.today():
        raise InputError("Beslutet är daterat i framtiden.", field="decided_on")
    with unread([body]):
        act = acts.Act(
            actor, DISPOSAL_DECIDED, key, home.organisation, new.reference, body=body, content=new
        )
        return acts.carry_out(act, lambda: _decide(actor, run_in(body, new.run), new))


def run_in(body: int, run: uuid.UUID) -> DryRun:
    """Answer which trial it is, in the open compartment of its authority. Raises NotFoundError."""
    found = DryRun.objects.select_related("plan").filter(pk=run, controller=body).first()
    if found is None:
        raise NotFoundError("Sidan finns inte.")
    return found


def _decide(actor: Actor, run: DryRun, new: NewDecision) -> DisposalDecision:
    if actor.user is None or actor.user == run.made_by_id:
        raise NotAllowedError("Den som gjorde provgallringen får inte besluta om den.")
    if new.decided_on < run.day:
        raise InputError("Beslutet är äldre än provgallringen.", field="decided_on")
    if DisposalDecision.objects.filter(run=run).exists():
        raise ConflictError("Provgallringen är redan beslutad.")
    kept: dict[str, Any] = {"controller_id": run.controller_id, "run": run}
    return DisposalDecision.objects.create(
        **kept,
        tried_by_id=run.made_by_id,
        decided_by_id=actor.user,
        decided_by_name=actor.name,
        reference=new.reference.strip(),
        decided_on=new.decided_on,
    )
