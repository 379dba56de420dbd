"""The retention of the register up to its decision: the plan, what is held back, a trial, and who decides."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samverk.execution.actions.history import locked
from samverk.execution.models import (
    GrantedDecision,
    RegisterDisposal,
    RegisterHold,
    RegisterPlan,
    RegisterTrial,
    RegisterTrialLine,
)
from samverk.execution.queries.retention import Judged, digest_of, gather, is_held, plan_in_force
from samverk.execution.walls import unread
from samverk.execution.zone import entered
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.rules.interventions.retention import HOLD_REASONS, Falling
from samverk.rules.ruling import Ruling
from samverk.rules.unexecuted.retention import RegisterTerm, decision_falls_due

PLAN_DECIDED = acts.kind("execution.plan_decided", "Gallringsplan för registret", is_quiet=True)
HELD_BACK = acts.kind("execution.held_back", "Beslut undantaget från gallring", is_quiet=True)
LET_GO = acts.kind("execution.let_go", "Undantag från gallring av beslut hävt", is_quiet=True)
PLAN_TRIED = acts.kind("execution.plan_tried", "Provgallring av registret", is_quiet=True)
DISPOSAL_DECIDED = acts.kind(
    "execution.disposal_decided", "Gallring av registret beslutad", is_quiet=True
)
NO_PLAN = "Det finns ingen beslutad gallringsplan. Den arkivansvariga lägger in den först."
MISSING = "Sidan finns inte."
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class NewRegisterPlan:
    """A plan as it was decided (gallringsplan): from which day, by which decision, and the period."""

    from_date: date
    decision: str
    decided_on: date
    term: RegisterTerm


def decide_register_plan(
    actor: Actor, body: int, new: NewRegisterPlan, *, key: str
) -> RegisterPlan:
    """Add a decided version of a board's plan; earlier versions stay.

    Raises InputError without a decision and for a plan that begins before it was decided, ConflictError
    for a second version from the same day.
    """
    _check_decision(new.decision, new.decided_on, "decision")
    if new.from_date < new.decided_on:
        raise InputError("Planen kan inte gälla från en dag före beslutet.", field="from_date")
    with entered(actor, body, Right.DECIDE_DISPOSAL) as home, unread([body]):
        act = acts.Act(
            actor, PLAN_DECIDED, key, home.organisation, new.decision, body=body, content=new
        )
        return acts.carry_out(act, lambda: _add_plan(actor, body, new))


def _add_plan(actor: Actor, body: int, new: NewRegisterPlan) -> RegisterPlan:
    row = RegisterPlan(
        controller_id=body,
        from_date=new.from_date,
        decision=new.decision.strip(),
        decided_on=new.decided_on,
        made_by=actor.name,
        **asdict(new.term),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as fault:
        raise ConflictError("Det finns redan en plan från den dagen.") from fault
    return row


def _check_decision(cited: str, decided_on: date, field: str) -> None:
    if not cited.strip():
        raise InputError("Skriv vilket beslut det är.", field=field)
    if decided_on > clock.today():
        raise InputError("Beslutet är daterat i framtiden.", field="decided_on")


@dataclass(frozen=True, slots=True)
class NewHold:
    """Why a decision is held back from disposal (undantag), and the number of the case to cite."""

    reason: str
    reference: str


def hold_decision(
    actor: Actor, body: int, decision: uuid.UUID, new: NewHold, *, key: str
) -> RegisterHold:
    """Hold a decision back from disposal. Raises InputError without a reason and a number to cite."""
    if new.reason not in set(HOLD_REASONS):
        raise InputError("Välj varför beslutet undantas.", field="reason")
    if not new.reference.strip():
        raise InputError("Skriv ärende- eller målnumret.", field="reference")
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = locked(decision, body)
        content = (str(decision), new)
        act = acts.Act(actor, HELD_BACK, key, home.organisation, body=body, content=content)

        def hold() -> RegisterHold:
            if is_held(row):
                raise ConflictError("Beslutet är redan undantaget.")
            return RegisterHold.objects.create(
                controller_id=body,
                decision=row,
                reason=new.reason,
                reference=new.reference.strip(),
                held_by=actor.name,
            )

        return acts.carry_out(act, hold)


def let_decision_go(actor: Actor, body: int, decision: uuid.UUID, *, key: str) -> GrantedDecision:
    """Let a decision that was held back follow the plan again. Raises ConflictError when it is not held."""
    with entered(actor, body, Right.REPORT_EXECUTION) as home:
        row = locked(decision, body)
        act = acts.Act(actor, LET_GO, key, home.organisation, body=body, content=str(decision))

        def let_go() -> GrantedDecision:
            held = RegisterHold.objects.filter(decision=row, lifted_on=None)
            if not held.update(lifted_on=clock.today()):
                raise ConflictError("Beslutet är inte undantaget längre.")
            return row

        return acts.carry_out(act, let_go)


def try_register_plan(actor: Actor, body: int, *, key: str) -> RegisterTrial:
    """Try the plan on every decision of a board, and keep the list. Nothing is removed.

    All are tried, also those that the reader may not know of. Raises InputError without a decided plan.
    """
    with entered(actor, body, Right.REPORT_EXECUTION) as home, unread([body]):
        act = acts.Act(actor, PLAN_TRIED, key, home.organisation, body=body, content=body)
        return acts.carry_out(act, lambda: _try(actor, body, clock.today()))


_Judgements = dict[uuid.UUID, tuple[Judged, Ruling[Falling]]]


def _try(actor: Actor, body: int, day: date) -> RegisterTrial:
    plan = plan_in_force(body, day)
    if plan is None:
        raise InputError(NO_PLAN)
    if actor.user is None:
        raise NotAllowedError("Logga in för att göra en provgallring.")
    judged = {
        pk: (found, decision_falls_due(found.facts, plan.term, day))
        for pk, found in gather(body).items()
    }
    trial = RegisterTrial.objects.create(
        controller_id=body,
        plan=plan,
        day=day,
        made_by_id=actor.user,
        made_by_name=actor.name,
        digest=_digest(plan, day, judged),
    )
    lines = [_line(trial, pk, *one) for pk, one in judged.items()]
    RegisterTrialLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    return trial


def _digest(plan: RegisterPlan, day: date, judged: _Judgements) -> str:
    found = {str(pk): one.digest for pk, (one, _) in judged.items()}
    return digest_of({"plan": str(plan.pk), "term": asdict(plan.term), "day": day, "all": found})


def _line(
    trial: RegisterTrial, pk: uuid.UUID, found: Judged, ruling: Ruling[Falling]
) -> RegisterTrialLine:
    falling = ruling.value
    return RegisterTrialLine(
        controller_id=trial.controller_id,
        trial=trial,
        whom=pk,
        number=found.number,
        standing=falling.standing.value,
        why=[one.text for one in (*ruling.reasons, *ruling.remarks)],
        year=found.facts.last_entry.year,
        due_on=falling.due_on,
        finish_by=falling.finish_by,
        facts=found.digest,
        is_protected=found.is_protected,
    )


@dataclass(frozen=True, slots=True)
class NewDisposal:
    """A decision on a trial (id): what it is cited as, and its day."""

    trial: uuid.UUID
    reference: str
    decided_on: date


def decide_register_disposal(
    actor: Actor, body: int, new: NewDisposal, *, key: str
) -> RegisterDisposal:
    """Decide that what was due in a trial is removed; nothing is, until it is carried out.

    One where nothing was due may be decided too: a refusal would tell whether there was something that
    the reader may not know of. Raises NotAllowedError for whoever made the trial, InputError without a
    decision to cite, ConflictError when it is decided already.
    """
    _check_decision(new.reference, new.decided_on, "reference")
    with entered(actor, body, Right.DECIDE_DISPOSAL) as home, unread([body]):
        act = acts.Act(
            actor, DISPOSAL_DECIDED, key, home.organisation, new.reference, body=body, content=new
        )
        return acts.carry_out(act, lambda: _decide(actor, body, new))


def _decide(actor: Actor, body: int, new: NewDisposal) -> RegisterDisposal:
    trial = RegisterTrial.objects.filter(pk=new.trial, controller=body).first()
    if trial is None:
        raise NotFoundError(MISSING)
    if actor.user is None or actor.user == trial.made_by_id:
        raise NotAllowedError("Den som gjorde provgallringen får inte besluta om den.")
    if new.decided_on < trial.day:
        raise InputError("Beslutet är äldre än provgallringen.", field="decided_on")
    if RegisterDisposal.objects.filter(trial=trial).exists():
        raise ConflictError("Provgallringen är redan beslutad.")
    return RegisterDisposal.objects.create(
        controller_id=body,
        trial=trial,
        tried_by_id=trial.made_by_id,
        decided_by_id=actor.user,
        decided_by_name=actor.name,
        reference=new.reference.strip(),
        decided_on=new.decided_on,
    )
