"""What other parts of the system know of a federation's duties, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from samverk.directory.queries import BodyKind
from samverk.federation.models import StateAmount
from samverk.meetings import queries as meetings
from samverk.meetings.queries import Treated
from samverk.memos.queries import cases_of_report
from samverk.rules.federation_year import DutyKind
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

    A budget that is set during a year is taken to be the next year's, as in ``rules.budget_meeting``,
    and an annual report that is decided on that of the year before.
    """
    found: dict[tuple[int, str], Known] = {}
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    cases = cases_of_report(federation, ANNUAL)
    board = BodyKind.FEDERATION_BOARD
    for one in meetings.treated_between(federation, board, first, last, cases=cases):
        kind = _kind_of(one, cases)
        if kind is None:
            continue
        at = (one.meeting.day.year, kind.value)
        earlier = found.get(at)
        if earlier is None or (one.is_decided and not earlier.is_done):
            found[at] = _met(one, kind)
    amounts = StateAmount.objects.filter(federation=federation, year__range=(years[0], years[-1]))
    for year in set(amounts.values_list("year", flat=True)):
        text = f"Statens belopp för {year} är registrerat: underlaget för fakturor finns."
        found[year, DutyKind.INVOICES.value] = Known(text, year=year)
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
    closed = CLOSED if kind is DutyKind.BUDGET and not one.is_public else ""
    text = f"{_DONE[kind]} {running_date(day)}.{closed}"
    return Known(text, day, is_done=True, meeting=one.meeting.pk)
