"""What other parts of the system know of a federation's duties, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from samverk.directory.queries import BodyKind
from samverk.federation.models import BudgetDecision, StateAmount, YearReport
from samverk.meetings import queries as meetings
from samverk.meetings.queries import Treated
from samverk.memos.queries import cases_of_report
from samverk.rules.federation_year import BudgetSays, DutyKind, budget_says
from samverk.rules.website import Shown
from samverk.rules.wording import running_date

# The layout of a memo that is a federation's annual report
ANNUAL = "annual"
_DONE = {
    DutyKind.BUDGET: "Budgeten fastställdes",
    DutyKind.ANNUAL_REPORT: "Styrelsen beslutade om årsredovisningen",
}
CLOSED = " Sammanträdet var inte offentligt, vilket 19 § kräver."


@dataclass(frozen=True, slots=True)
class Known:
    """What the system knows of a duty (känt): a text, its day, and whether the duty is done by it.

    ``meeting`` is the id of the meeting that shows it; ``year`` the year of a basis of invoices.
    """

    text: str
    day: date | None = None
    is_done: bool = False
    meeting: int | None = None
    year: int | None = None


def known_of(federation: int, years: range) -> Mapping[tuple[int, str], Known]:
    """Gather what is known of the duties of some years in a row, by year and code.

    A budget closes the duty of the year before its own, once its decision is registered; a meeting of the
    same day is shown with it. One whose year is not registered, or a revision, is told without closing it.
    """
    decided = _decided(federation, years)
    found = _from_meetings(federation, years, decided)
    for (year, day), known in _closing(decided).items():
        met = found.get((year, DutyKind.BUDGET.value))
        # The meeting of that day tells more
        if met is None or day is None or met.day != day:
            found[year, DutyKind.BUDGET.value] = known
    amounts = StateAmount.objects.filter(federation=federation, year__range=(years[0], years[-1]))
    for year in set(amounts.values_list("year", flat=True)):
        text = f"Statens belopp för {year} är registrerat: underlaget för fakturor finns."
        found[year, DutyKind.INVOICES.value] = Known(text, year=year)
    return found


def _from_meetings(
    federation: int, years: range, decided: Sequence[Decided]
) -> dict[tuple[int, str], Known]:
    """Gather what the board's meetings tell; an annual report drafted here is known by its own year."""
    cases = cases_of_report(federation, ANNUAL)
    drafted = YearReport.objects.filter(federation=federation, kind=ANNUAL)
    own = dict(drafted.values_list("memo__case", "year"))
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    found: dict[tuple[int, str], tuple[int, Known]] = {}
    board = BodyKind.FEDERATION_BOARD
    for one in meetings.treated_between(federation, board, first, last, cases=cases):
        kind = _kind_of(one, cases)
        if kind is None:
            continue
        year = one.meeting.day.year
        if kind is DutyKind.ANNUAL_REPORT and one.case in own:
            year = own[one.case] + 1
        at, met = (year, kind.value), _met(one, kind, decided)
        if at not in found or met[0] > found[at][0]:
            found[at] = met
    return {at: known for at, (_, known) in found.items()}


# The year that a decided budget is for, and the decision's day
Decided = tuple[int, date | None]


def _decided(federation: int, years: range) -> list[Decided]:
    """List the decided budgets whose year, or the one before, is among ``years``, the first last."""
    rows = BudgetDecision.objects.filter(
        version__federation=federation, version__year__range=(years[0], years[-1] + 1)
    ).order_by("-version__number")
    return list(rows.values_list("version__year", "decision__decided_on"))


def _closing(decided: Sequence[Decided]) -> Mapping[tuple[int, date | None], Known]:
    """Give what the first decided budget of each year closes: the duty of the year before."""
    first = dict(decided)
    found = {}
    for for_year, day in first.items():
        text = f"{_DONE[DutyKind.BUDGET]} {running_date(day)}." if day else _DONE[DutyKind.BUDGET]
        found[for_year - 1, day] = Known(text, day, is_done=True)
    return found


def _kind_of(one: Treated, annual: Collection[int]) -> DutyKind | None:
    if one.treats == Shown.BUDGET.value:
        return DutyKind.BUDGET
    return DutyKind.ANNUAL_REPORT if one.case in annual else None


# What tells more of a duty comes before what tells less
DONE, UNREGISTERED, PLANNED, REVISED = 3, 2, 1, 0


def _met(one: Treated, kind: DutyKind, decided: Sequence[Decided]) -> tuple[int, Known]:
    """Tell what a meeting says of a duty, and how much that is."""
    day, meeting = one.meeting.day, one.meeting.pk
    if not one.is_decided:
        return PLANNED, Known(
            f"Står på föredragningslistan {running_date(day)}.", day, meeting=meeting
        )
    if kind is not DutyKind.BUDGET:
        return DONE, Known(f"{_DONE[kind]} {running_date(day)}.", day, True, meeting)
    match budget_says(day.year, for_years := [year for year, when in decided if when == day]):
        case BudgetSays.CLOSES:
            closed = "" if one.is_public else CLOSED
            text = f"{_DONE[kind]} {running_date(day)}.{closed}"
            return DONE, Known(text, day, True, meeting)
        case BudgetSays.REVISES:
            named = " och ".join(str(year) for year in sorted(set(for_years)))
            text = f"Budgeten för {named} beslutades {running_date(day)}. Den för {day.year + 1} är kvar."
            return REVISED, Known(text, day, meeting=meeting)
        case BudgetSays.UNKNOWN:
            text = f"En budget beslutades {running_date(day)}. Registrera vilket år den gäller."
            return UNREGISTERED, Known(text, day, meeting=meeting)
        case other:
            assert_never(other)
