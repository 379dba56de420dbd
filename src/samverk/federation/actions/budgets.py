"""Proposing a year's budget, version by version, and recording the board's decision on one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.actions.board import board_of
from samverk.federation.actions.doors import BUDGETS_OF_FEDERATION, hold
from samverk.federation.models import (
    BudgetDecision,
    BudgetDetail,
    BudgetRow,
    BudgetVersion,
    PlanYear,
    RowKind,
)
from samverk.federation.queries import budgets as queries
from samverk.federation.queries.interventions import interventions_of
from samverk.federation.reading.budget_lines import WrittenRow
from samverk.federation.rows import plain
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require

BUDGET_PROPOSED = acts.kind("federation.budget_proposed", "Budget sparad")
BUDGET_DECIDED = acts.kind("federation.budget_decided", "Budgetbeslut registrerat")
DECIDES = "decides"


@dataclass(frozen=True, slots=True)
class NewBudget:
    """A version to save, in öre: see :class:`BudgetVersion`. ``plan`` are (year, revenue, costs)."""

    federation: int
    year: int
    revenue: tuple[WrittenRow, ...]
    administration: tuple[WrittenRow, ...]
    interventions: tuple[WrittenRow, ...]
    plan: tuple[tuple[int, int, int], ...] = ()
    opening_equity: int | None = None
    goals: str = ""
    activities: str = ""
    motivation: str = ""
    funding: str = ""
    note: str = ""


def save_budget(actor: Actor, new: NewBudget, *, key: str) -> BudgetVersion:
    """Save a version of a year's budget; those before stay as they are.

    Raises InputError for a budget without costs, an intervention that is not registered, and a plan
    of other years than the two after the budget's.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    found = _interventions(new)
    if not (new.administration or new.interventions):
        raise InputError("Budgeten har inga kostnader. Skriv minst en rad.", field="administration")
    if strangers := {year for year, _, _ in new.plan} - {new.year + 1, new.year + 2}:
        raise InputError(
            f"Planen har år {min(strangers)}, som inte är ett av de två år som följer."
        )
    act = acts.Act(actor, BUDGET_PROPOSED, key, new.federation, content=new)
    return acts.carry_out(act, lambda: _save(new, found))


def _interventions(new: NewBudget) -> dict[str, int]:
    """Answer the ids of the interventions by plain name; raises InputError for one that is unknown."""
    known = {plain(each.name): each.pk for each in interventions_of(new.federation)}
    for number, row in enumerate(new.interventions, start=1):
        if plain(row.name) not in known:
            raise InputError(
                f"Insats {number}: {row.name} är inte registrerad. Registrera den under Insatser, "
                "eller skriv namnet som det står där.",
                field="interventions",
            )
    return known


def _save(new: NewBudget, known: dict[str, int]) -> BudgetVersion:
    hold(BUDGETS_OF_FEDERATION, new.federation)
    rows = BudgetVersion.objects.filter(federation=new.federation, year=new.year)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    version = BudgetVersion.objects.create(
        federation_id=new.federation,
        year=new.year,
        number=last + 1,
        opening_equity=new.opening_equity,
        goals=new.goals.strip(),
        activities=new.activities.strip(),
        motivation=new.motivation.strip(),
        funding=new.funding.strip(),
        note=new.note.strip(),
    )
    PlanYear.objects.bulk_create(
        PlanYear(version=version, year=year, revenue=revenue, costs=costs)
        for year, revenue, costs in new.plan
    )
    for position, (kind, row) in enumerate(_in_order(new), start=1):
        _save_row(version, position, kind, row, known)
    return version


def _in_order(new: NewBudget) -> Iterable[tuple[str, WrittenRow]]:
    yield from ((RowKind.REVENUE.value, row) for row in new.revenue)
    yield from ((RowKind.ADMINISTRATION.value, row) for row in new.administration)
    yield from ((RowKind.INTERVENTION.value, row) for row in new.interventions)


def _save_row(
    version: BudgetVersion, position: int, kind: str, row: WrittenRow, known: dict[str, int]
) -> None:
    is_intervention = kind == RowKind.INTERVENTION
    made = BudgetRow.objects.create(
        version=version,
        position=position,
        kind=kind,
        intervention_id=known[plain(row.name)] if is_intervention else None,
        heading="" if is_intervention else row.name,
        amount=row.amount,
        participants=row.participants if is_intervention else None,
    )
    BudgetDetail.objects.bulk_create(
        BudgetDetail(row=made, position=number, name=name, amount=amount)
        for number, (name, amount) in enumerate(row.details, start=1)
    )


def decide_budget(actor: Actor, version: int, decision: int, *, key: str) -> BudgetDecision:
    """Record that the board has decided a version (id) with a decision (id).

    Raises InputError for a decision that is not the federation's own, has no day, decides nothing or
    is older than the last one, and for spending during the year without its funding (KL 11:15);
    ConflictError when a later version is there, or the version or the decision is used already.
    """
    found = queries.version_by_id(version)
    require(may(actor, Right.MANAGE_FEDERATION, organisation=found.federation_id))
    content = (version, decision)
    act = acts.Act(actor, BUDGET_DECIDED, key, found.federation_id, content=content)
    return acts.carry_out(act, lambda: _decide(found, decisions.decision_by_id(decision)))


def _decide(version: BudgetVersion, decision: Decision) -> BudgetDecision:
    hold(BUDGETS_OF_FEDERATION, version.federation_id)
    versions = queries.versions_of(version.federation_id, version.year)
    latest = versions[0]
    if queries.settled_of(next(one for one in versions if one.pk == version.pk)):
        raise ConflictError("Versionen är redan beslutad. En ändring är en ny version.")
    if latest.pk != version.pk:
        raise ConflictError(f"Det finns en senare version, {latest.number}. Läs den först.")
    _check_decision(version, decision, versions)
    if BudgetDecision.objects.filter(decision=decision).exists():
        raise ConflictError(
            "Beslutet ligger redan bakom en annan version. Välj revideringens eget."
        )
    return BudgetDecision.objects.create(version=version, decision=decision)


def _check_decision(
    version: BudgetVersion, decision: Decision, versions: list[BudgetVersion]
) -> None:
    if decision.organisation_id != version.federation_id:
        raise InputError(
            "Beslutet är inte förbundets eget. Välj styrelsens beslut.", field="decision"
        )
    if decision.body_id != board_of(version.federation_id):
        raise InputError(
            "Budgeten fastställs av styrelsen (23 §). Välj dess beslut.", field="decision"
        )
    if decision.cited_only:
        raise InputError(
            "Beslutet är bara känt ur andra handlingar. Registrera styrelsens protokoll först.",
            field="decision",
        )
    if decision.kind != DECIDES:
        raise InputError("Paragrafen beslutar inget. Välj den som fastställer.", field="decision")
    if decision.decided_on is None:
        raise InputError("Beslutet saknar dag. Registrera dagen först.", field="decision")
    before = queries.in_force(versions)
    if before is None:
        return
    earlier = before.settled.decision.decided_on
    if earlier and decision.decided_on < earlier:
        raise InputError(
            f"Beslutet fattades {decision.decided_on}, före det förra, {earlier}.", field="decision"
        )
    spending = queries.spending_of(version, before, decision.decided_on)
    if not spending.value.is_allowed:
        raise InputError(
            f"{', '.join(spending.value.raised)} höjs under budgetåret: skriv hur det finansieras i "
            "en ny version, och besluta den (11 kap. 15 § kommunallagen).",
            field="decision",
        )
