"""Which meetings there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import AgendaItem, Dispatch, DispatchKind, Meeting, MeetingFactKind


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body__organisation", "chair")


def meeting_by_id(meeting: int) -> Meeting:
    """Answer which meeting this is; raises NotFoundError."""
    found = _meetings().filter(pk=meeting).first()
    if found is None:
        raise NotFoundError("Sammanträdet finns inte.")
    return found


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting with what its page begins with.

    ``told`` is the time and place that its last calling by e-mail told, "" for none.
    """

    meeting: Meeting
    told: str
    has_secret: bool
    has_letters: bool


def meeting_as_called(meeting: int) -> Called:
    """Answer which meeting this is, and what has been told of it, in one query."""
    sent = Dispatch.objects.filter(meeting=OuterRef("pk"))
    told = sent.filter(kind=DispatchKind.CALLING).order_by("-number").values("occasion")[:1]
    secret = AgendaItem.objects.filter(meeting=OuterRef("pk"), secret=True)
    rows = _meetings().annotate(
        told=Subquery(told), has_secret=Exists(secret), has_letters=Exists(sent)
    )
    found = rows.filter(pk=meeting).first()
    if found is None:
        raise NotFoundError("Sammanträdet finns inte.")
    return Called(found, found.told or "", found.has_secret, found.has_letters)


def meetings_between(
    first: date, last: date, *, bodies: Iterable[int] | None = None
) -> list[Meeting]:
    """List the meetings from a day to a day, in time order, of some bodies (ids) or all."""
    found = _meetings().filter(day__gte=first, day__lte=last)
    if bodies is not None:
        found = found.filter(body__in=list(bodies))
    return list(found.order_by("day", "starts_at", "id"))


def unfinished_before(day: date, *, bodies: Iterable[int]) -> list[Meeting]:
    """List the meetings before a day that are not over, or whose minutes are not all adjusted."""
    open_items = AgendaItem.objects.filter(
        meeting=OuterRef("pk"),
        turn__isnull=False,
        adjusted_in__adjustment__notice__isnull=True,
    )
    found = _meetings().filter(
        Q(ended_at__isnull=True) | Exists(open_items),
        day__lt=day,
        body__in=list(bodies),
        cancelled_on__isnull=True,
    )
    return list(found.order_by("day", "starts_at", "id"))


def held_before(
    day: date, *, bodies: Iterable[int] | None = None, limit: int = 20
) -> list[Meeting]:
    """List the latest meetings before a day, latest first."""
    found = _meetings().filter(day__lt=day)
    if bodies is not None:
        found = found.filter(body__in=list(bodies))
    return list(found.order_by("-day", "-starts_at", "-id")[:limit])


def announced_by(organisation: int, today: date) -> list[Meeting]:
    """List the meetings to come that an organisation's bodies have announced (KL 8 kap. 10-11 §§)."""
    found = _meetings().filter(
        body__organisation=organisation,
        day__gte=today,
        cancelled_on__isnull=True,
        facts__kind=MeetingFactKind.ANNOUNCED,
    )
    return list(found.distinct().order_by("day", "starts_at", "id"))
