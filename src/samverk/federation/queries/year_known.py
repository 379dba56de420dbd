"""What other parts of the system know of a federation's duties, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samverk.directory.queries import BodyKind
from samverk.federation.models import StateAmount
from samverk.meetings import queries as meetings
from samverk.meetings.queries import Treated
from samverk.rules.federation_year import DutyKind
from samverk.rules.website import Shown
from samverk.rules.wording import running_date

# Which paper on an agenda does a duty, and what its board does with it
TREATS = {
    Shown.BUDGET.value: (DutyKind.BUDGET, "Budgeten fastställdes"),
    Shown.ANNUAL_REPORT.value: (DutyKind.ANNUAL_REPORT, "Årsredovisningen behandlades"),
    Shown.AUDIT_REPORT.value: (DutyKind.AUDIT_REPORT, "Revisionsberättelsen behandlades"),
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

    A budget that is set during a year is taken to be the next year's, as in ``rules.budget_meeting``.
    """
    found: dict[tuple[int, str], Known] = {}
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    for one in meetings.treated_between(federation, BodyKind.FEDERATION_BOARD, first, last):
        kind, done = TREATS[one.treats]
        at = (one.meeting.day.year, kind.value)
        earlier = found.get(at)
        if earlier is None or (one.is_decided and not earlier.is_done):
            found[at] = _met(one, done)
    amounts = StateAmount.objects.filter(federation=federation, year__range=(years[0], years[-1]))
    for year in set(amounts.values_list("year", flat=True)):
        text = f"Statens belopp för {year} är registrerat: underlaget för fakturor finns."
        found[year, DutyKind.INVOICES.value] = Known(text, year=year)
    return found


def _met(one: Treated, done: str) -> Known:
    day = one.meeting.day
    if not one.is_decided:
        text = f"Står på föredragningslistan {running_date(day)}."
        return Known(text, day, meeting=one.meeting.pk)
    closed = CLOSED if one.treats == Shown.BUDGET.value and not one.is_public else ""
    return Known(f"{done} {running_date(day)}.{closed}", day, is_done=True, meeting=one.meeting.pk)
