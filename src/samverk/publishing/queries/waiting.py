"""What lies with those who publish: under way, to be approved, held back, taken down, not begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value

from samverk.meetings.queries.telling import meetings_to_tell
from samverk.publishing.models import HeldBack, Release, ReleaseKind, ReleaseState
from samverk.publishing.models.releases import WATCHES

OPEN = (ReleaseState.DRAFT, ReleaseState.WAITING)
PER_PAGE = 25
# How many are laid on a desk at most, and how many are read to find what is somebody's own
SHOWN, READ = 50, 500
# How long the desk tells of what the system has withdrawn and nobody has begun anew
TOLD_FOR = timedelta(days=30)
BESIDE = "body__organisation"

M = TypeVar("M", bound=Model)


def under_way_at(bodies: Iterable[int], page: str | None) -> Page[Release]:
    """Turn to a page of the publications of some bodies (ids) that are looked through, oldest first."""
    rows = Release.objects.filter(body__in=list(bodies), state__in=OPEN)
    listed = rows.select_related(BESIDE).order_by("begun_at", "pk")
    return Paginator(listed, PER_PAGE).get_page(page)


def earlier_at(bodies: Iterable[int], page: str | None) -> Page[Release]:
    """Turn to a page of the publications of some bodies (ids) that are done with, latest first."""
    rows = Release.objects.filter(body__in=list(bodies)).exclude(state__in=OPEN)
    listed = rows.select_related(BESIDE).order_by("-begun_at", "-pk")
    return Paginator(listed, PER_PAGE).get_page(page)


def held_back_at(bodies: Iterable[int]) -> list[HeldBack]:
    """List all that is published by itself and was held back, of some bodies (ids)."""
    rows = HeldBack.objects.filter(body__in=list(bodies))
    return list(rows.select_related(BESIDE).order_by("found_at", "pk"))


def _waiting_for(user: int | None, organisations: Sequence[int]) -> QuerySet[Release]:
    rows = Release.objects.filter(body__organisation__in=organisations)
    waiting = Q(state=ReleaseState.WAITING) & ~Q(prepared_by=user)
    given_back = Q(state=ReleaseState.DRAFT, prepared_by=user) & ~Q(remark="")
    return rows.filter(waiting | given_back)


def _taken_down_at(organisations: Sequence[int], moment: datetime) -> QuerySet[Release]:
    """Choose what the system took down lately and nobody has begun anew."""
    rows = Release.objects.filter(
        body__organisation__in=organisations,
        state=ReleaseState.WITHDRAWN,
        withdrawn_by_name__in=WATCHES,
        withdrawn_at__gte=moment - TOLD_FOR,
    )
    later = Release.objects.filter(
        kind=OuterRef("kind"), subject=OuterRef("subject"), pk__gt=OuterRef("pk")
    )
    return rows.exclude(Exists(later))


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a user or was given back to them, what was taken down, and what is held back."""

    waiting: list[Release]
    gone: list[Release]
    held: list[HeldBack]


def on_the_desk(user: int | None, organisations: Iterable[int], moment: datetime) -> Desk:
    """List what lies on the desks of an organisation; what of it is the user's is told by their rights.

    Which of it there is is asked first, in one question: mostly there is nothing.
    """
    mine = list(organisations)
    waiting, gone = _waiting_for(user, mine), _taken_down_at(mine, moment)
    held = HeldBack.objects.filter(body__organisation__in=mine)
    first, second, third = (
        rows.order_by().annotate(sort=Value(nth)).values_list("sort", flat=True)
        for nth, rows in enumerate((waiting, gone, held))
    )
    there = set(first.union(second, third))
    return Desk(
        _first(waiting.order_by("sent_at", "pk"), is_there=0 in there),
        _first(gone.order_by("-withdrawn_at", "-pk"), is_there=1 in there),
        _first(held.order_by("found_at", "pk"), is_there=2 in there),
    )


def _first(rows: QuerySet[M], *, is_there: bool) -> list[M]:
    return list(rows.select_related(BESIDE)[:READ]) if is_there else []


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that nobody has begun to publish: what it is, and of which body."""

    kind: str
    subject: int
    title: str
    body: str


def to_publish(bodies: Iterable[int], page: str | None) -> Page[Waiting]:
    """Turn to a page of the callings and minutes of some bodies (ids) that nobody has begun to publish.

    The latest come first.
    """
    own = list(bodies)
    begun = Release.objects.filter(body__in=own).exclude(
        state__in=[ReleaseState.DROPPED, ReleaseState.REPLACED]
    )
    minuted = begun.filter(kind=ReleaseKind.MINUTES).values_list("subject", flat=True)
    called = set(begun.filter(kind=ReleaseKind.CALLING).values_list("subject", flat=True))
    found = []
    for meeting, is_called, is_sealed in meetings_to_tell(own, but=minuted):
        kind = ReleaseKind.MINUTES if is_sealed else ReleaseKind.CALLING
        if is_sealed or (is_called and meeting.pk not in called):
            title = f"{kind.label.capitalize()} {meeting.day.isoformat()}"
            found.append(Waiting(kind.value, meeting.pk, title, str(meeting.body)))
    return Paginator(found, PER_PAGE).get_page(page)
