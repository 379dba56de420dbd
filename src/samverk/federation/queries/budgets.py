"""A federation's budgets by year and version, and what each adds up to. All amounts in öre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from samverk.federation.models import BudgetDecision, BudgetRow, BudgetVersion, PlanYear, RowKind
from samverk.federation.queries.figures import state_amounts
from samverk.federation.queries.interventions import interventions_of
from samverk.federation.rows import ORDER, RowKey, Rows, key_of
from samverk.foundation.errors import NotFoundError
from samverk.rules import budget as rules
from samverk.rules.ruling import Ruling


def versions_of(federation: int, year: int | None = None) -> list[BudgetVersion]:
    """List the versions with rows, plan and decision: the latest year and number first."""
    found = BudgetVersion.objects.filter(federation=federation)
    if year is not None:
        found = found.filter(year=year)
    rows = BudgetRow.objects.select_related("intervention").prefetch_related("details")
    found = found.select_related("settled__decision__body", "settled__decision__organisation")
    found = found.prefetch_related(
        Prefetch("rows", rows.order_by("position")),
        Prefetch("plan_years", PlanYear.objects.order_by("year")),
    )
    return list(found.order_by("-year", "-number"))


def version_by_id(version: int) -> BudgetVersion:
    """Answer which version this is; raises NotFoundError."""
    found = BudgetVersion.objects.filter(pk=version).first()
    if found is None:
        raise NotFoundError("Budgeten finns inte.")
    return found


def settled_of(version: BudgetVersion) -> BudgetDecision | None:
    """Answer the decision of a version; None for one that is not decided."""
    return getattr(version, "settled", None)


def in_force(versions: Sequence[BudgetVersion]) -> BudgetVersion | None:
    """Find the version that holds among one year's, latest first: the last one decided."""
    return next((one for one in versions if settled_of(one)), None)


def draft_of(versions: Sequence[BudgetVersion]) -> BudgetVersion | None:
    """Find what is proposed among one year's versions, latest first: the last one, if not decided."""
    return versions[0] if versions and settled_of(versions[0]) is None else None


def rows_of(version: BudgetVersion) -> dict[RowKey, BudgetRow]:
    """Give a version's rows in order, by what they belong to."""
    return {key_of(row): row for row in version.rows.all()}


def total_of(version: BudgetVersion, *kinds: str) -> int:
    """Add up a version's rows of some kinds."""
    return sum(row.amount for row in version.rows.all() if row.kind in kinds)


def revenue_of(version: BudgetVersion) -> int:
    """Add up what a version brings in."""
    return total_of(version, RowKind.REVENUE)


def costs_of(version: BudgetVersion) -> int:
    """Add up what a version costs."""
    return total_of(version, RowKind.ADMINISTRATION, RowKind.INTERVENTION)


def names_of_year(federation: int, versions: Sequence[BudgetVersion]) -> Rows:
    """Gather what a year's figures may belong to: the budget's rows, and every intervention."""
    names: dict[RowKey, str] = {}
    version = in_force(versions) or draft_of(versions)
    if version is not None:
        names = {key: row.name for key, row in rows_of(version).items()}
    for each in interventions_of(federation):
        names.setdefault(RowKey(RowKind.INTERVENTION, each.pk), each.name)
    return Rows(dict(sorted(names.items(), key=lambda pair: ORDER.index(pair[0].kind))))


def balance_of(version: BudgetVersion) -> Ruling[rules.Balance]:
    """Hold a version against the rule of balance."""
    return rules.balance(
        revenue_of(version),
        costs_of(version),
        day=date(version.year, 1, 1),
        motivation=version.motivation,
    )


def expected_equity(version: BudgetVersion) -> int | None:
    """Answer the expected equity at year end; None while the opening one is not told."""
    if version.opening_equity is None:
        return None
    return version.opening_equity + revenue_of(version) - costs_of(version)


def lacking_of(version: BudgetVersion) -> Ruling[tuple[str, ...]]:
    """List what 11 kap. 6 § asks for that a version lacks."""
    content = rules.BudgetContent(
        revenue_of(version) > 0,
        expected_equity(version),
        version.goals,
        version.activities,
        frozenset({version.year, *(one.year for one in version.plan_years.all())}),
    )
    return rules.lacking(content, year=version.year)


def spending_of(
    version: BudgetVersion, before: BudgetVersion, decided_on: date
) -> Ruling[rules.Spending]:
    """Hold a revision against 11 kap. 15 §: what it raises since ``before``, and how that is funded."""
    earlier, later = _costs(before), _costs(version)
    return rules.spending(
        earlier, later, year=version.year, decided_on=decided_on, funding=version.funding
    )


def _costs(version: BudgetVersion) -> dict[str, int]:
    kinds = (RowKind.ADMINISTRATION, RowKind.INTERVENTION)
    # Two rows of different kinds may have one name
    return {
        f"{row.name} ({row.get_kind_display()})": row.amount
        for row in version.rows.all()
        if row.kind in kinds
    }


def allotted(federation: int, year: int) -> int | None:
    """Answer what the members contribute to a year together, in kronor; None while not known (5 §)."""
    amounts = (row.amount for row in state_amounts(federation) if row.year == year)
    state = next(amounts, None)
    return None if state is None else 2 * state
