"""What the report of the quarter before told that waits, which the next is counted against.

What is entered late of a day in that quarter changes the register's past and not what was told: the
decision was counted, and somebody is owed what became of it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import F

from samverk.execution.models import KeptReport, KeptReportRow, RegisterWait
from samverk.execution.walls import counting
from samverk.rules.unexecuted.quarters import Quarter

# A wait as a report knows it: its decision, and which of that one's waits
Key = tuple[uuid.UUID, int]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """A report of the quarter before (förra rapporten), and the waits that it told were not carried out."""

    report: KeptReport
    waits: frozenset[Key]


def told_before(body: int, quarter: Quarter) -> ToldBefore | None:
    """Find the latest report that a board (id) made of the quarter before; None when it made none.

    Everybody is there, also whom the reader may not know of: it is to count by, and nothing is shown.
    """
    rows = KeptReport.objects.filter(controller=body, quarter=quarter.plus(-1).code)
    found = rows.order_by("-number").first()
    if found is None:
        return None
    with counting():
        told = KeptReportRow.objects.filter(report=found, waits_at_end=True)
        return ToldBefore(found, frozenset(told.values_list("decision_id", "nth")))


def ended_before(before: ToldBefore, quarter: Quarter) -> list[RegisterWait]:
    """Read the waits that were told, and have since been entered as ended before the quarter began."""
    with counting():
        rows = RegisterWait.objects.filter(
            decision__reported__report=before.report,
            decision__reported__waits_at_end=True,
            decision__reported__nth=F("nth"),
            ended_on__lt=quarter.first_day,
        )
        return list(rows.select_related("decision"))
