"""A case as everybody may follow it: what happened in which body, in time order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from samverk.publishing.models import Kind
from samverk.publishing.queries.open_rows import Row, lines, linked, named, published, some, whole

# What happened in a case, a page of it
EVENTS, DECISIONS = 60, 20
HAPPENS = (Kind.ITEM, Kind.DECISION, Kind.FILE)


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case: a page of what happened in it, the oldest first, and its latest decisions."""

    case: Row
    events: list[Row]
    decisions: list[Row]
    more: str
    is_first: bool

    @property
    def steps(self) -> list[Row]:
        """List what happened; a decision is told of with the paragraph it stands in, where that is here."""
        items = {row.source for row in self.events if row.kind == Kind.ITEM}
        return [row for row in self.events if row.data.get("item") not in items]


def case_page(source: int, after: str) -> CasePage:
    """Read a case. Five questions."""
    case = whole(Kind.CASE, source)
    of_it = Q(case=source) | Q(id__in=linked(Kind.CASE, source))
    found = some(published(*HAPPENS).filter(of_it), after, newest_first=False, size=EVENTS)
    decided = published(Kind.DECISION).filter(case=source).order_by("-day", "-id")
    decisions = [] if after else lines(decided[:DECISIONS])
    case, *rows = named([case, *found.rows, *decisions])
    cut = len(found.rows)
    return CasePage(case, rows[:cut], rows[cut:], found.more, not after)
