"""What the public site begins with: what was just decided, what is posted, and when bodies meet next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.publishing.models import Kind
from samverk.publishing.queries.open_rows import Row, lines, named, published

LATEST, NEAREST, FEDERATIONS = 8, 5, 12


@dataclass(frozen=True, slots=True)
class Start:
    """The start page of the public site."""

    decisions: list[Row]
    notices: list[Row]
    meetings: list[Row]
    federations: list[Row]

    @property
    def is_empty(self) -> bool:
        """Answer whether nothing is published yet."""
        return not (self.decisions or self.notices or self.meetings or self.federations)


def start(today: date) -> Start:
    """Read the start page. Five questions."""
    latest = ("-day", "-id")
    decisions = published(Kind.DECISION).filter(day__lte=today).exclude(sort="notes")
    notices = published(Kind.NOTICE).filter(day__lte=today, status="up")
    meetings = published(Kind.MEETING).filter(day__gte=today).exclude(status="held")
    federations = published(Kind.FEDERATION).order_by("id")
    found = [
        lines(decisions.order_by(*latest)[:LATEST]),
        lines(notices.order_by(*latest)[:LATEST]),
        lines(meetings.order_by("day", "id")[:NEAREST]),
        lines(federations[:FEDERATIONS]),
    ]
    names = iter(named(row for rows in found for row in rows))
    return Start(*([next(names) for _ in rows] for rows in found))
