"""A meeting as everybody may be told of it: its agenda as called, and its locked paragraphs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samverk.foundation.errors import NotFoundError
from samverk.meetings.models import (
    AdjustmentNotice,
    AgendaItem,
    MeetingFact,
    MeetingFactKind,
    SealedKind,
    SealedRecord,
)
from samverk.meetings.models import Meeting as Meeting
from samverk.meetings.queries.doors import is_public
from samverk.meetings.queries.seals import CorrectionRow, locked_in


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item: as it stands on the agenda, and what is locked of it, None before that.

    ``locked`` holds no word of a secret paragraph: it then says "secret" alone.
    """

    item: AgendaItem
    locked: dict[str, Any] | None
    chain: dict[str, Any] | None
    corrections: tuple[CorrectionRow, ...]
    adjusted_on: date | None
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """A meeting with its items in the order they were taken up, else as called."""

    meeting: Meeting
    items: tuple[ToldItem, ...]
    announced_on: date | None
    called_on: date | None
    public: bool

    @property
    def is_adjusted(self) -> bool:
        """Answer whether some paragraph of it is locked."""
        return any(each.locked for each in self.items)

    @property
    def is_wholly_adjusted(self) -> bool:
        """Answer whether every paragraph that was taken up is locked."""
        taken = [each for each in self.items if each.item.paragraph]
        return bool(taken) and all(each.locked for each in taken)


def told_meeting(meeting: int) -> ToldMeeting:
    """Gather a meeting for those outside the house; raises NotFoundError. A fixed number of queries."""
    rows = Meeting.objects.select_related("body__organisation", "chair")
    found = rows.prefetch_related("facts").filter(pk=meeting).first()
    if found is None:
        raise NotFoundError("Sammanträdet finns inte.")
    items = list(found.items.select_related("case", "decider").prefetch_related("papers__document"))
    locked, days = locked_in(found), _adjusted_days(found)
    told = [_item(each, locked, days) for each in sorted(items, key=_place)]
    first: dict[str, date] = {}
    for fact in found.facts.all():
        first[fact.kind] = min(first.get(fact.kind, fact.happened_on), fact.happened_on)
    return ToldMeeting(
        found,
        tuple(told),
        first.get(MeetingFactKind.ANNOUNCED),
        first.get(MeetingFactKind.CALLED),
        is_public(found),
    )


def _place(item: AgendaItem) -> tuple[int, int]:
    return (item.turn or 10_000, item.position)


def _adjusted_days(meeting: Meeting) -> dict[int, date]:
    """Answer on which day each adjustment (id) of a meeting that is through was announced."""
    notices = AdjustmentNotice.objects.filter(adjustment__meeting=meeting)
    return {one.adjustment_id: one.made_at.date() for one in notices}


def _item(item: AgendaItem, locked: dict[int, Any], days: dict[int, date]) -> ToldItem:
    row = locked.get(item.pk)
    record = row.record if row else None
    papers = tuple(
        paper.document_id
        for paper in sorted(item.papers.all(), key=lambda one: one.position)
        if not paper.document.secret
    )
    return ToldItem(
        item,
        json.loads(record.content) if record else None,
        {
            "chain": record.chain,
            "number": record.number,
            "digest": record.digest,
            "previous": record.previous,
        }
        if record
        else None,
        row.corrections if row else (),
        days.get(record.adjustment_id) if record else None,
        papers,
    )


def meetings_to_tell(
    bodies: Iterable[int], *, but: Iterable[int] = ()
) -> list[tuple[Meeting, bool, bool]]:
    """List the meetings of some bodies (ids) that are called or have locked minutes, latest first.

    Each with whether it is called, and has locked minutes; those in ``but`` (ids) are left out.
    """
    called = MeetingFact.objects.filter(meeting=OuterRef("pk"), kind=MeetingFactKind.CALLED)
    locked = SealedRecord.objects.filter(
        adjustment__meeting=OuterRef("pk"), kind=SealedKind.PARAGRAPH
    )
    rows = Meeting.objects.filter(body__in=list(bodies)).exclude(pk__in=list(but))
    rows = rows.annotate(is_called=Exists(called), is_locked=Exists(locked))
    told = rows.filter(Q(is_called=True) | Q(is_locked=True)).select_related("body__organisation")
    return [(one, one.is_called, one.is_locked) for one in told.order_by("-day", "-id")]


def matters_of(meetings: Iterable[int]) -> dict[int, list[str]]:
    """List the matters of some meetings (ids) as everybody may read them, in order, in one query."""
    rows = AgendaItem.objects.filter(meeting__in=list(meetings), struck_on__isnull=True)
    found: dict[int, list[str]] = {}
    for meeting, title in rows.order_by("position").values_list("meeting", "title"):
        found.setdefault(meeting, []).append(title)
    return found


def called_off(organisation: int, today: date) -> list[Meeting]:
    """List the meetings to come that an organisation's bodies have announced and then called off."""
    rows = Meeting.objects.filter(
        body__organisation=organisation,
        day__gte=today,
        cancelled_on__isnull=False,
        facts__kind=MeetingFactKind.ANNOUNCED,
    )
    found = rows.select_related("body__organisation").distinct()
    return list(found.order_by("day", "starts_at", "id"))


def as_they_stand(meetings: Iterable[int]) -> list[Meeting]:
    """Read some meetings (ids) with their bodies, in one query."""
    return list(Meeting.objects.select_related("body").filter(pk__in=list(meetings)))


def secret_items() -> QuerySet[AgendaItem, int]:
    """Choose the secret items, by id, to be asked for among others."""
    return AgendaItem.objects.filter(secret=True).values_list("pk", flat=True)
