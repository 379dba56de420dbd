"""What the retention plan asks of each decision of a register, and trials as pages read them.

The compartment is open and read by nobody: decisions on protected persons are judged as all others.
Nothing sealed is opened.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Max, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from samverk.execution.models import (
    GrantedDecision,
    RegisterDisposal,
    RegisterHandler,
    RegisterHold,
    RegisterPlan,
    RegisterProtection,
    RegisterRemoval,
    RegisterTrial,
    RegisterTrialLine,
    RemovalOutcome,
)
from samverk.execution.zone import Board
from samverk.rules.interventions.retention import STANDINGS, HoldReason, Standing
from samverk.rules.unexecuted.handling import ExecutionState
from samverk.rules.unexecuted.retention import DecisionFacts

ON_A_PAGE = MOST_LISTED = 50
HANDLING = "handling"
# Table by table they tell who had a protected identity
HANDLED = frozenset({"registerhandler", "registerhold", "registerprotection"})
KEPT = (
    "Antal i rapporter som redan är gjorda ändras inte.",
    "Rapporter som lämnats till IVO och revisorerna finns hos dem.",
    "Loggen över vem som har läst och gjort vad har kvar pseudonymen, och inget om den enskilde.",
    "Beslut om den som hade skyddade personuppgifter räknas inte i beviset. Loggen visar att också de är"
    " gallrade.",
    "Säkerhetskopior som togs före gallringen har kvar uppgifterna tills de skrivs över.",
)


def tables_of_a_decision() -> list[type[Model]]:
    """List the models whose rows refer to a decision, but for the one that it replaces."""
    return [
        one
        for one in apps.get_models()
        if one is not GrantedDecision
        and any(field.related_model is GrantedDecision for field in one._meta.concrete_fields)
    ]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision as the plan sees it (underlag): its number, facts, and whether it is protected."""

    number: int
    facts: DecisionFacts
    is_protected: bool

    @property
    def digest(self) -> str:
        """Digest what was judged: it changes with any new entry."""
        return digest_of(asdict(self.facts))


def digest_of(content: object) -> str:
    """Digest data in one canonical writing."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


def gather(body: int, only: uuid.UUID | None = None) -> dict[uuid.UUID, Judged]:
    """Gather every decision of a board (body id), or one alone, in three questions."""
    rows = GrantedDecision.objects.filter(controller=body, **({"pk": only} if only else {}))
    of = Q(controller=body) & (Q(decision=only) if only else Q())
    holds = dict(RegisterHold.objects.filter(of, lifted_on=None).values_list("decision", "reason"))
    protected = set(
        RegisterProtection.objects.filter(of, lifted_at=None).values_list("decision", flat=True)
    )
    last = rows.annotate(last=Max("steps__recorded_at")).order_by("number")
    return {
        pk: Judged(
            number,
            DecisionFacts(
                ExecutionState(state),
                timezone.localtime(max(made, latest or made)).date(),
                HoldReason(holds[pk]) if pk in holds else None,
            ),
            pk in protected,
        )
        for pk, number, state, made, latest in last.values_list(
            "pk", "number", "state", "recorded_at", "last"
        )
    }


def is_held(row: GrantedDecision) -> bool:
    """Answer whether a decision is held back from disposal."""
    return RegisterHold.objects.filter(decision=row, lifted_on=None).exists()


def plan_in_force(body: int, day: date) -> RegisterPlan | None:
    """Answer which version of a board's (body id) plan applies on a day; None before the first."""
    rows = RegisterPlan.objects.filter(controller=body, from_date__lte=day)
    return rows.order_by("-from_date").first()


def plans_of(body: int) -> list[RegisterPlan]:
    """List the versions of a board's plan, the latest first."""
    return list(RegisterPlan.objects.filter(controller=body).order_by("-from_date"))


def seen_by(user: int | None) -> QuerySet[RegisterTrialLine]:
    """Give the lines of trials whose decisions a reader (user id) may know of.

    Every number on a page is of these: a total of all would tell that somebody is missing.
    """
    named = RegisterHandler.objects.filter(decision=OuterRef("whom"), user=user, ended_at=None)
    shown = Q(is_protected=False) & ~Q(Exists(_protected_now("whom")))
    return RegisterTrialLine.objects.filter(shown | Exists(named))


def _protected_now(of: str) -> QuerySet[RegisterProtection]:
    """Choose the protection that a row's decision has by now; the column is named."""
    return RegisterProtection.objects.filter(decision=OuterRef(of), lifted_at=None)


def trials_of(body: int, user: int | None) -> list[tuple[RegisterTrial, int]]:
    """List a board's trials, each with how many are due in it as a reader sees it, the latest first."""
    rows = RegisterTrial.objects.filter(controller=body).select_related("disposal__certificate")
    found = list(rows.order_by("-recorded_at", "pk")[:MOST_LISTED])
    due = seen_by(user).filter(trial__in=found, standing=Standing.DUE).order_by()
    many = dict(due.values_list("trial").annotate(many=Count("pk")))
    return [(one, many.get(one.pk, 0)) for one in found]


def groups_of(trial: RegisterTrial, user: int | None) -> list[tuple[str, str, int]]:
    """Count those in a trial that a reader may know of: standing, its words, and how many."""
    lines = seen_by(user).filter(trial=trial).order_by()
    many = dict(lines.values_list("standing").annotate(many=Count("pk")))
    return [
        (one.value, STANDINGS[one], many.get(one.value, 0))
        for one in Standing
        if one is not Standing.UNKNOWN
    ]


def lines_of(
    trial: RegisterTrial, standing: str, user: int | None, number: int
) -> Page[RegisterTrialLine]:
    """List a page of a trial's lines that stand in one way."""
    rows = seen_by(user).filter(trial=trial, standing=standing).select_related("removal")
    page: Page[RegisterTrialLine] = Paginator(
        rows.order_by("due_on", "number"), ON_A_PAGE
    ).get_page(number)
    # Read now: outside the open compartment there is nothing to read
    page.object_list = list(page.object_list)
    return page


def left_of(disposal: RegisterDisposal) -> list[RegisterTrialLine]:
    """List what of a disposal is not dealt with yet, in the order it fell due."""
    rows = RegisterTrialLine.objects.filter(
        trial=disposal.trial_id, standing=Standing.DUE, removal__isnull=True
    )
    return list(rows.order_by("due_on", "number"))


def certificate_content(
    home: Board, disposal: RegisterDisposal, by: str, day: date
) -> dict[str, Any]:
    """Gather what a certificate says: numbers, and no names.

    Those on persons with a protected identity are not counted: it is read beside a list without them.
    """
    done = RegisterRemoval.objects.filter(disposal=disposal, line__is_protected=False).exclude(
        Exists(_protected_now("line__whom"))
    )
    outcomes = list(done.select_related("line"))
    removed = [one for one in outcomes if one.outcome == RemovalOutcome.REMOVED]
    rows: Counter[str] = Counter()
    for one in removed:
        rows.update(folded(one.rows))
    trial = disposal.trial
    return {
        "board": home.name,
        "plan": {"from": trial.plan.from_date.isoformat(), "decision": trial.plan.decision},
        "trial": {"day": trial.day.isoformat(), "by": trial.made_by_name, "digest": trial.digest},
        "decision": {
            "reference": disposal.reference,
            "day": disposal.decided_on.isoformat(),
            "by": disposal.decided_by_name,
        },
        "carried_out": {"by": by, "finished": day.isoformat()},
        "decisions": len(removed),
        "rows": dict(sorted(rows.items())),
        "years": dict(sorted(Counter(str(one.line.year) for one in removed).items())),
        "stayed": dict(
            sorted(
                Counter(
                    one.outcome for one in outcomes if one.outcome != RemovalOutcome.REMOVED
                ).items()
            )
        ),
    }


def folded(rows: dict[str, int]) -> dict[str, int]:
    """Give counts of rows with one sum for how the decision was handled."""
    found = {name: many for name, many in rows.items() if name not in HANDLED}
    handled = sum(many for name, many in rows.items() if name in HANDLED)
    return found | ({HANDLING: handled} if handled else {})


def named_rows(rows: dict[str, int]) -> list[tuple[str, int]]:
    """Give counts of rows with their tables in words, in order."""
    tables: list[type[Model]] = [*tables_of_a_decision(), GrantedDecision]
    names = {str(one._meta.model_name): str(one._meta.verbose_name_plural) for one in tables}
    names[HANDLING] = "åtgärder med beslutet"
    return sorted((names.get(one, one), many) for one, many in rows.items())
