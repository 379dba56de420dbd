"""A year as its page shows it: budget, outcome, forecast and deviation, row by row. Amounts in öre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samverk.federation.models import BudgetRow, BudgetVersion, RowForecast, RowKind
from samverk.federation.queries import budgets, outcomes
from samverk.federation.queries.equity import ceiling_on, ceiling_tables, stated_years
from samverk.federation.queries.outcomes import YearOutcome
from samverk.federation.rows import ORDER, RowKey
from samverk.rules.amounts import kr
from samverk.rules.budget import set_in_time
from samverk.rules.equity import Ceiling
from samverk.rules.forecasts import Deviation, deviation, expected_income, straight_line
from samverk.rules.limits import Limit
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its figures (rad i uppföljningen), in öre; None where there is none.

    ``forecast`` is the manager's own figure; ``drawn`` the straight line of a cost, and the budget or
    more of an income. The deviation is of the manager's figure where there is one, else of ``drawn``.
    """

    key: RowKey
    name: str
    budget: BudgetRow | None
    outcome: int | None
    forecast: RowForecast | None
    drawn: Ruling[int] | None

    @property
    def budgeted(self) -> int:
        """What is budgeted; 0 for a row outside the budget."""
        return self.budget.amount if self.budget else 0

    @property
    def expected(self) -> int | None:
        """What the year is expected to end at."""
        if self.forecast:
            return self.forecast.amount
        return self.drawn.value if self.drawn else None

    @property
    def deviation(self) -> Ruling[Deviation] | None:
        """How far what is expected is from the budget."""
        is_cost = self.key.kind != RowKind.REVENUE
        if self.expected is None:
            return None
        return deviation(self.budgeted, self.expected, is_cost=is_cost)


@dataclass(frozen=True, slots=True)
class Total:
    """Several rows together (summa), in öre; what is expected is None when one row's is."""

    name: str
    is_cost: bool
    budgeted: int
    outcome: int | None
    expected: int | None

    @property
    def deviation(self) -> Ruling[Deviation] | None:
        """How far what is expected is from the budget."""
        if self.expected is None:
            return None
        return deviation(self.budgeted, self.expected, is_cost=self.is_cost)


@dataclass(frozen=True, slots=True)
class YearView:
    """A year (budgetår): its versions, the one shown, and its rows with what became of them.

    ``shown`` is the version in force, else the draft; None for a year that has no budget.
    """

    year: int
    versions: tuple[BudgetVersion, ...]
    shown: BudgetVersion | None
    outcome: YearOutcome
    lines: tuple[Line, ...]
    remarks: tuple[str, ...]

    @property
    def draft(self) -> BudgetVersion | None:
        """What is proposed and not decided; None without any."""
        return budgets.draft_of(self.versions)

    @property
    def revenue(self) -> Total:
        """All that is brought in."""
        return self._total("Intäkter", [RowKind.REVENUE])

    @property
    def costs(self) -> Total:
        """All that is spent."""
        return self._total("Kostnader", [RowKind.ADMINISTRATION, RowKind.INTERVENTION])

    @property
    def result(self) -> Total:
        """Revenue less costs; more is better, as for revenue."""
        more, less = self.revenue, self.costs
        return Total(
            "Resultat",
            False,
            more.budgeted - less.budgeted,
            _less(more.outcome, less.outcome),
            _less(more.expected, less.expected),
        )

    def _total(self, name: str, kinds: list[RowKind]) -> Total:
        rows = [one for one in self.lines if one.key.kind in kinds]
        return Total(
            name,
            RowKind.REVENUE not in kinds,
            sum(one.budgeted for one in rows),
            _sum(one.outcome for one in rows),
            _sum(one.expected for one in rows),
        )


def _sum(values: Iterable[int | None]) -> int | None:
    found = [*values]
    known = [each for each in found if each is not None]
    return sum(known) if len(known) == len(found) else None


def _less(more: int | None, less: int | None) -> int | None:
    return None if more is None or less is None else more - less


def year_view(federation: int, year: int, *, with_drafts: bool) -> YearView:
    """Gather a year; without drafts only what is decided is there."""
    versions = budgets.versions_of(federation, year)
    if not with_drafts:
        versions = [one for one in versions if budgets.settled_of(one)]
    shown = budgets.in_force(versions) or budgets.draft_of(versions)
    outcome = outcomes.outcome_of(federation, year)
    rows = budgets.rows_of(shown) if shown else {}
    names = {key: row.name for key, row in rows.items()} | dict(outcome.names)
    forecasts = outcomes.forecasts_of(federation, year)
    names |= {key: row.name for key, row in forecasts.items()}
    lines = [
        _line(key, name, rows.get(key), outcome, forecasts.get(key))
        for key, name in sorted(names.items(), key=lambda pair: ORDER.index(pair[0].kind))
    ]
    remarks = _remarks(federation, shown) if shown else ()
    return YearView(year, tuple(versions), shown, outcome, tuple(lines), remarks)


def _line(
    key: RowKey,
    name: str,
    row: BudgetRow | None,
    outcome: YearOutcome,
    forecast: RowForecast | None,
) -> Line:
    if outcome.read_in is None:
        return Line(key, name, row, None, forecast, None)
    spent = outcome.by_row.get(key, 0)
    drawn = (
        expected_income(row.amount if row else 0, spent, outcome.through)
        if key.kind == RowKind.REVENUE
        else straight_line(spent, outcome.through)
    )
    return Line(key, name, row, spent, forecast, drawn)


def _remarks(federation: int, version: BudgetVersion) -> tuple[str, ...]:
    """Hold the budget against what is known from elsewhere: contributions, and the year before."""
    return (*_of_contributions(federation, version), *_of_opening(federation, version))


def _of_contributions(federation: int, version: BudgetVersion) -> Iterator[str]:
    total = budgets.allotted(federation, version.year)
    rows = [row for row in version.rows.all() if row.kind == RowKind.REVENUE]
    paid = [row.amount for row in rows if "bidrag" in row.heading.casefold()]
    if total is not None and paid and sum(paid) != total * 100:
        yield (
            f"Bidragen är budgeterade till {kr(sum(paid))}, men räknas till {kr(total * 100)} ur "
            "statens belopp."
        )


def _of_opening(federation: int, version: BudgetVersion) -> Iterator[str]:
    before = stated_years(federation).get(version.year - 1)
    if before and version.opening_equity not in (None, before.closing):
        yield (
            f"Eget kapital är budgeterat till {kr(version.opening_equity or 0)} vid årets början, men "
            f"{before.year} slutade med {kr(before.closing)}."
        )


def ceiling_of(federation: int, version: BudgetVersion) -> Ruling[Ceiling | None] | None:
    """Hold the expected equity at year end against the ceiling of that day; None while unknown."""
    equity = budgets.expected_equity(version)
    if equity is None:
        return None
    day = date(version.year, 12, 31)
    return ceiling_on(ceiling_tables(federation), day, equity, budgets.revenue_of(version))


def timeliness(versions: tuple[BudgetVersion, ...]) -> Ruling[Limit] | None:
    """Answer whether the year's first decided budget was set in time; None without a day."""
    decided = [one for one in versions if budgets.settled_of(one)]
    if not decided:
        return None
    first = decided[-1]
    day = first.settled.decision.decided_on
    return set_in_time(first.year, day) if day else None
