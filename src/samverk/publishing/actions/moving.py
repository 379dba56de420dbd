"""Lets published meetings follow when and where they are held: day, time, status and place.

The words that somebody looked through stay as they are: what is masked in them is masked in the place
too, and a place with a number of a person is told to nobody until it is put right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from samverk.foundation import clock
from samverk.meetings.queries.telling import Meeting, as_they_stand
from samverk.publishing.actions import records
from samverk.publishing.actions.records import Name
from samverk.publishing.actions.self_publishing import Written, follow, hold_back
from samverk.publishing.drafts import Draft
from samverk.publishing.marking import known_again
from samverk.publishing.models import ByItself, Handling, Kind, Record
from samverk.publishing.moves import with_moves
from samverk.publishing.sources.meetings import Occasion, occasion_of
from samverk.rules.masking import hits_left, masked

# Nobody moves a meeting that should have been held so long ago
AS_FAR_BACK = timedelta(days=400)
AT_ONCE = 1000
PLACE = "platsen för sammanträdet"


def sync_meetings() -> int:
    """Let published meetings follow how they stand; answer how many records were told anew."""
    return follow(ByItself.MEETINGS, _follow)


def _follow() -> Written:
    records.wait_for_turn(f"sync/{Kind.MEETING}")
    told: list[Name] = []
    held: dict[Name, tuple[str, int | None]] = {}
    moment = timezone.now()
    occasions = _others(_standing())
    found = _standing().filter(source__in=occasions).select_for_update(of=("self",))
    for record in found.select_related("release").order_by("pk"):
        draft, is_held = _followed(record, occasions[record.source])
        told += records.written([draft], moment, record.release_id)
        told += _move_items(record.source, draft, moment)
        if is_held:
            held[Kind.MEETING.value, record.source] = (PLACE, record.body)
    return Written(told, hold_back([Kind.MEETING.value], held))


def _standing() -> QuerySet[Record]:
    """Choose the meetings that were published by somebody and may still change."""
    since = clock.today() - AS_FAR_BACK
    rows = Record.objects.filter(kind=Kind.MEETING, withdrawn_at=None, day__gte=since)
    return rows.filter(release__isnull=False)


def _others(rows: QuerySet[Record]) -> dict[int, Occasion]:
    """Find the meetings (ids) that are told of otherwise than they stand."""
    told = {
        source: facts
        for source, *facts in rows.values_list(
            "source", "day", "status", "data__start", "data__end", "data__place"
        )
    }
    now = {meeting.pk: occasion_of(meeting) for meeting in _read(told)}
    return {pk: one for pk, one in now.items() if told[pk] != _facts(one)}


def _read(meetings: Iterable[int]) -> Iterable[Meeting]:
    ids = list(meetings)
    for start in range(0, len(ids), AT_ONCE):
        yield from as_they_stand(ids[start : start + AT_ONCE])


def _facts(one: Occasion) -> list[object]:
    return [one.day, one.status, one.start, one.end, one.place]


def _followed(record: Record, now: Occasion) -> tuple[Draft, bool]:
    """Give a meeting as it stands now, and answer whether its place is held back."""
    masks, kept = _judged(record, now)
    words = masked({"title": now.title, "place": now.place}, masks)
    is_held = any(hit.blocks for hit in hits_left({"place": words["place"]}, kept))
    place = "" if is_held else words["place"]
    told = {"start": now.start, "end": now.end, "place": place}
    draft = records.standing_draft(record)
    # A body's new name is no name of the meetings it has held
    title = draft.title if draft.day == now.day else str(words["title"])
    moved = replace(draft, title=title, day=now.day, status=now.status, data=draft.data | told)
    return with_moves(moved, record.data, clock.today()), is_held


def _judged(record: Record, now: Occasion) -> tuple[list[str], list[str]]:
    """Give what of a meeting's new title and place was masked in what was published, and what was kept."""
    if record.release is None:
        return [], []
    marks = list(record.release.marks.all())
    told = replace(records.standing_draft(record), title=now.title, data={"place": now.place})
    ways = known_again(record.release.body_id, marks, [told])
    found: dict[str, list[str]] = {Handling.MASK: [], Handling.KEEP: []}
    for mark in marks:
        found[mark.handling] += ways.get(mark.digest, ())
    return found[Handling.MASK], found[Handling.KEEP]


def _move_items(meeting: int, draft: Draft, moment: datetime) -> list[Name]:
    """Let the items of a meeting stand on its day."""
    rows = Record.objects.filter(kind=Kind.ITEM, meeting=meeting, withdrawn_at=None)
    told: list[Name] = []
    for item in rows.exclude(day=draft.day).select_for_update().order_by("pk"):
        moved = replace(records.standing_draft(item), day=draft.day)
        told += records.written([moved], moment, item.release_id)
    return told
