"""A published meeting as a calendar shows it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from samverk.documents.ical import ZONE
from samverk.documents.ical_feed import PlannedMeeting
from samverk.publishing.addresses import address_of
from samverk.publishing.models import OpenRecord
from samverk.publishing.moves import moves_of
from samverk.publishing.news import one_line

HOME = ZoneInfo(ZONE)


def planned(record: OpenRecord, site: str) -> PlannedMeeting:
    """Lay a meeting (with a day) in a calendar; without a time it takes the whole day."""
    told: dict[str, Any] = record.data
    assert record.day is not None
    address = site + address_of(record.kind, record.source)
    why = one_line(str(told.get("cancelledWhy") or ""))
    moves = moves_of(told)
    moved = f"Flyttat från {moves[-1]}." if moves else ""
    lines = [
        f"Inställt: {why}" if why else "",
        one_line(moved),
        _public(told.get("public")),
        address,
    ]
    return PlannedMeeting(
        uid=f"meeting-{record.source}@{site.partition('://')[2].partition(':')[0]}",
        day=record.day,
        starts=_moment(record, told.get("start")),
        ends=_moment(record, told.get("end")),
        summary=one_line(record.title),
        location=one_line(str(told.get("place") or "")),
        description="\n".join(line for line in lines if line),
        address=address,
        changed=record.modified_at,
        cancelled=record.status == "cancelled",
    )


def _public(is_public: object) -> str:
    match is_public:
        case True:
            return "Sammanträdet är öppet för allmänheten."
        case False:
            return "Sammanträdet är stängt för allmänheten."
        case _:
            return ""


def _moment(record: OpenRecord, told: object) -> datetime | None:
    """Read a time as it stands in the record: a moment, or a clock time of its day; None for none."""
    text = str(told or "").strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return _clock(record, text)
    return found.astimezone(HOME).replace(tzinfo=None) if found.tzinfo else found


def _clock(record: OpenRecord, text: str) -> datetime | None:
    try:
        at = time.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(record.day, at) if record.day else None
