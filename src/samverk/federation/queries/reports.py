"""The federation's plans and annual reports, and the decisions that they tell of."""

from __future__ import annotations

from datetime import date

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.models import YearReport

MOST_DECISIONS = 1000


def reports_of(federation: int) -> list[YearReport]:
    """List the plans and annual reports, the latest year first, with their memos."""
    rows = YearReport.objects.filter(federation=federation).select_related("memo__case")
    return list(rows.order_by("-year", "-kind"))


def board_decisions(federation: int, year: int) -> list[Decision]:
    """List what the federation's own bodies decided in a year, in the order of the days."""
    found = decisions.decisions_of_organisations([federation], limit=MOST_DECISIONS)
    days = (date(year, 1, 1), date(year, 12, 31))
    rows = [row for row in found if row.decided_on and days[0] <= row.decided_on <= days[1]]
    return sorted(rows, key=lambda row: (row.decided_on or days[1], row.paragraph or 0))
