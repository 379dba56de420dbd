"""The retention plan of an authority, and files that are held back from it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right, may, require
from samverk.interventions.persons.actions.people import person_in
from samverk.interventions.persons.models import DisposalHold, RetentionPlan, RetentionRuleRow
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Authority, Desk, authority, entered
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import HOLD_REASONS, RECORDS, Record, RetentionRule

PLAN_DECIDED = acts.kind("persons.plan_decided", "Gallringsplan beslutad", is_quiet=True)
HELD_BACK = acts.kind("persons.held_back", "Undantag från gallring", is_quiet=True)
LET_GO = acts.kind("persons.let_go", "Undantag från gallring hävt", is_quiet=True)


@dataclass(frozen=True, slots=True)
class NewRetentionPlan:
    """A plan as it was decided: from which day, by which decision, and one rule for each record."""

    from_date: date
    decision: str
    decided_on: date
    rules: tuple[RetentionRule, ...]


def archive_of(actor: Actor, body: int) -> Authority:
    """Answer which authority somebody decides disposals for. Raises NotAllowedError."""
    home = authority(body)
    right = Right.DECIDE_DISPOSAL
    require(may(actor, right, organisation=home.organisation, body=body))
    return home


def decide_plan(actor: Actor, body: int, new: NewRetentionPlan, *, key: str) -> RetentionPlan:
    """Add a decided version of an authority's plan; earlier versions stay.

    Raises InputError without a decision, for a plan that begins before it was decided, and when a
    record has no rule; ConflictError for a second version from the same day.
    """
    home = archive_of(actor, body)
    _check(new, clock.today())

    def add() -> RetentionPlan:
        plan = RetentionPlan(
            controller_id=body,
            from_date=new.from_date,
            decision=new.decision.strip(),
            decided_on=new.decided_on,
            made_by=actor.name,
        )
        _save(plan)
        for rule in new.rules:
            RetentionRuleRow.objects.create(controller_id=body, plan=plan, **_columns(rule))
        return plan

    with unread([body]):
        act = acts.Act(
            actor, PLAN_DECIDED, key, home.organisation, new.decision, body=body, content=new
        )
        return acts.carry_out(act, add)


def _check(new: NewRetentionPlan, today: date) -> None:
    if not new.decision.strip():
        raise InputError("Skriv vilket beslut planen vilar på.", field="decision")
    if new.decided_on > today:
        raise InputError("Beslutet är daterat i framtiden.", field="decided_on")
    if new.from_date < new.decided_on:
        raise InputError("Planen kan inte gälla från en dag före beslutet.", field="from_date")
    named = [rule.record for rule in new.rules]
    for record in Record:
        if named.count(record) != 1:
            raise InputError(f"Planen behöver en regel för {RECORDS[record]}.")


def _columns(rule: RetentionRule) -> dict[str, object]:
    return {
        "record": rule.record.value,
        "trigger": rule.trigger.value,
        "years": rule.years,
        "days": rule.days,
        "by_year_end": rule.by_year_end,
        "ground": rule.ground.strip(),
        "is_confirmed": rule.is_confirmed,
    }


def _save(plan: RetentionPlan) -> None:
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as fault:
        raise ConflictError(
            "Det finns redan en plan som gäller från den dagen. Välj en annan dag."
        ) from fault


@dataclass(frozen=True, slots=True)
class NewDisposalHold:
    """A file to hold back (person's id): why, and the number of the case it is for."""

    person: uuid.UUID
    reason: str
    reference: str


def hold_back(actor: Actor, body: int, new: NewDisposalHold, *, key: str) -> DisposalHold:
    """Hold a person's file back from disposal, until somebody lets it go."""
    if new.reason not in set(HOLD_REASONS):
        raise InputError("Välj varför akten undantas.", field="reason")
    if not new.reference.strip():
        raise InputError("Skriv ärende- eller målnumret.", field="reference")
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:
        person = person_in(new.person)
        act = acts.Act(actor, HELD_BACK, key, home.organisation, body=body, content=new)
        return acts.carry_out(
            act,
            lambda: DisposalHold.objects.create(
                controller_id=body,
                person=person,
                reason=new.reason,
                reference=new.reference.strip(),
                held_by=actor.name,
            ),
        )


def let_go(actor: Actor, body: int, hold: uuid.UUID, *, key: str) -> DisposalHold:
    """Let a file that was held back follow the plan again. Raises NotFoundError, ConflictError."""
    with entered(actor, Desk(body, Hand.COORDINATOR)) as home:

        def lift() -> DisposalHold:
            row = DisposalHold.objects.select_for_update().filter(pk=hold).first()
            if row is None:
                raise NotFoundError("Sidan finns inte.")
            if row.lifted_on is not None:
                raise ConflictError("Undantaget är redan hävt.")
            row.lifted_on = clock.today()
            row.save(update_fields=["lifted_on"])
            return row

        act = acts.Act(actor, LET_GO, key, home.organisation, body=body, content=str(hold))
        return acts.carry_out(act, lift)
