"""What other parts of the system know of a federation's duties, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from samverk.directory.queries import BodyKind
from samverk.federation.models import BudgetDecision, StateAmount, YearReport
from samverk.meetings import queries as meetings
from samverk.meetings.queries import Treated
from samverk.memos.queries import cases_of_report
from samverk.rules.federation_year import DutyKind
from samverk.rules.website import Shown
from samverk.rules.wording import running_date

# The layout of a memo that is a federation's annual report
ANNUAL = "annual"
# A budget set before this month may be late or a revision: it is nobody's guess which year it is for
FIRST_BUDGET_MONTH = 7
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

    A budget whose decision is registered, and an annual report that is drafted here, are known by their
    own year. Else a budget that a meeting sets from July on is taken to be the next year's: one that
    is set earlier may be late or a revision, and is told without closing the duty.
    """
    found: dict[tuple[int, str], Known] = {}
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    cases = cases_of_report(federation, ANNUAL)
    own = dict(
        YearReport.objects.filter(federation=federation, kind=ANNUAL).values_list(
            "memo__case", "year"
        )
    )
    board = BodyKind.FEDERATION_BOARD
    for one in meetings.treated_between(federation, board, first, last, cases=cases):
        kind = _kind_of(one, cases)
        if kind is None:
            continue
        year = one.meeting.day.year
        if kind is DutyKind.ANNUAL_REPORT and one.case in own:
            year = own[one.case] + 1
        at = (year, kind.value)
        earlier = found.get(at)
        if earlier is None or (one.is_decided and not earlier.is_done):
            found[at] = _met(one, kind)
    for at, known in _decided(federation, years).items():
        met = found.get(at)
        # The meeting of that day tells more
        if met is None or met.day != known.day:
            found[at] = known
    amounts = StateAmount.objects.filter(federation=federation, year__range=(years[0], years[-1]))
    for year in set(amounts.values_list("year", flat=True)):
        text = f"Statens belopp för {year} är registrerat: underlaget för fakturor finns."
        found[year, DutyKind.INVOICES.value] = Known(text, year=year)
    return found


def _decided(federation: int, years: range) -> Mapping[tuple[int, str], Known]:
    """Gather the first decided budget of each year: the duty is the year before's."""
    rows = BudgetDecision.objects.filter(
        version__federation=federation, version__year__range=(years[0] + 1, years[-1] + 1)
    ).order_by("-version__number")
    found = {}
    for year, day in rows.values_list("version__year", "decision__decided_on"):
        text = f"{_DONE[DutyKind.BUDGET]} {running_date(day)}." if day else _DONE[DutyKind.BUDGET]
        found[year - 1, DutyKind.BUDGET.value] = Known(text, day, is_done=True)
    return found


def _kind_of(one: Treated, annual: Collection[int]) -> DutyKind | None:
    if one.treats == Shown.BUDGET.value:
        return DutyKind.BUDGET
    return DutyKind.ANNUAL_REPORT if one.case in annual else None


def _met(one: Treated, kind: DutyKind) -> Known:
    day = one.meeting.day
    if not one.is_decided:
        text = f"Står på föredragningslistan {running_date(day)}."
        return Known(text, day, meeting=one.meeting.pk)
    if kind is DutyKind.BUDGET and day.month < FIRST_BUDGET_MONTH:
        text = f"En budget beslutades {running_date(day)}. Registrera vilket år den gäller."
        return Known(text, day, meeting=one.meeting.pk)
    closed = CLOSED if kind is DutyKind.BUDGET and not one.is_public else ""
    text = f"{_DONE[kind]} {running_date(day)}.{closed}"
    return Known(text, day, is_done=True, meeting=one.meeting.pk)
