"""Delegated decisions on the notice board, and those that are reported in an item of the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samverk.meetings.models import AgendaItem, DelegatedDecision
from samverk.rules.agenda import Section
from samverk.rules.appeal import appeal_time

# The three weeks, and the days by which a weekend can move their end
LONGEST = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class DelegatedNotice:
    """A delegated decision that is on the board, and the last day to appeal it."""

    decision: DelegatedDecision
    last_day: date


def delegated_on_board(organisation: int, today: date) -> list[DelegatedNotice]:
    """List the delegated decisions that are on an organisation's board, latest first (KL 8:10).

    One is up from the day it was announced until the time to appeal it has run out.
    """
    rows = DelegatedDecision.objects.filter(
        body__organisation=organisation,
        announced_on__lte=today,
        announced_on__gte=today - LONGEST,
    ).select_related("body__organisation")
    found = []
    for row in rows.order_by("-announced_on", "-id"):
        last = appeal_time(row.announced_on).value.last_day if row.announced_on else None
        if last and last >= today:
            found.append(DelegatedNotice(row, last))
    return found


def reported_in(item: AgendaItem) -> list[DelegatedDecision]:
    """List the delegated decisions that were reported at the meeting, in the item that is about them.

    The item is known by its part of the agenda and its title ("Delegationsbeslut").
    """
    if not is_about_delegated(item):
        return []
    rows = DelegatedDecision.objects.filter(body=item.meeting.body_id, reported_on=item.meeting.day)
    return list(rows.order_by("decided_on", "id"))


def is_about_delegated(item: AgendaItem) -> bool:
    """Answer whether delegated decisions are reported in the item."""
    return item.section == Section.INFORMATION.value and "delegation" in item.title.casefold()
