"""Items of all meetings by what their open titles say."""

from __future__ import annotations

from samverk.foundation.holding import Wanted, holding
from samverk.meetings.models import AgendaItem


def items_with(wanted: Wanted, *, limit: int) -> list[AgendaItem]:
    """List the items whose open title may hold what is searched for, latest first, with their meetings.

    Whether a reader may see a meeting's agenda is for the caller to ask.
    """
    found = AgendaItem.objects.filter(holding(wanted, "title"))
    rows = found.select_related("meeting__body__organisation").prefetch_related("meeting__facts")
    return list(rows.order_by("-meeting__day", "-id")[:limit])
