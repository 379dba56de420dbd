"""What the public site begins with: what was just decided, what is posted, and when bodies meet next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.publishing.models import Kind
from samverk.publishing.queries.open_notices import UP_AT_MOST
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
    notices = published(Kind.NOTICE).filter(day__range=(today - UP_AT_MOST, today), status="up")
    meetings = published(Kind.MEETING).filter(day__gte=today).exclude(status="held")
    federations = published(Kind.FEDERATION).order_by("id")
    to_come = lines(meetings.order_by("day", "id")[:NEAREST])
    found = [
        lines(decisions.order_by(*latest)[:LATEST]),
        _beside(lines(notices.order_by(*latest)[: LATEST + NEAREST]), to_come)[:LATEST],
        to_come,
        lines(federations[:FEDERATIONS]),
    ]
    names = iter(named(row for rows in found for row in rows))
    return Start(*([next(names) for _ in rows] for rows in found))


def _beside(notices: list[Row], to_come: list[Row]) -> list[Row]:
    """Leave out the notices of meetings that stand among those to come, as those with a calling do."""
    shown = {meeting.source for meeting in to_come}
    return [row for row in notices if row.sort != "meeting" or row.meeting not in shown]
