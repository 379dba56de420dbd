"""How the public's pages say where something stands: words first, and an icon beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samverk.publishing.queries.open_rows import Row
from samverk.rules.minutes.facts import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """Where something stands, in words and as a tone of ``samverk.web.statuses``."""

    words: str
    tone: str


_MEETINGS = {
    "planned": Standing("Ska hållas", "running"),
    "held": Standing("Hållet", "neutral"),
    "cancelled": Standing("Inställt", "stopped"),
}
_MINUTES = {
    "adjusted": Standing("Protokollet är justerat", "locked"),
    "partly": Standing("Delar av protokollet är justerade", "running"),
}
_OUTCOMES = {
    Outcome.DECIDED.value: Standing("Beslutat", "good"),
    Outcome.TABLED.value: Standing("Bordlagt", "running"),
    Outcome.REFERRED_BACK.value: Standing("Återremitterat", "running"),
    Outcome.NOTED.value: Standing("Antecknat", "neutral"),
    Outcome.STRUCK.value: Standing("Utgick", "stopped"),
    # The standard's own words
    "decided": Standing("Beslutat", "good"),
    "tabled": Standing("Bordlagt", "running"),
    "referred_back": Standing("Återremitterat", "running"),
    "noted": Standing("Antecknat", "neutral"),
    "struck": Standing("Utgick", "stopped"),
}
UNKNOWN = Standing("Läget är inte känt", "unknown")


def meeting_status(meeting: Row) -> Standing:
    """Tell where a meeting stands: cancelled, to come, held, or with adjusted minutes."""
    minutes = _MINUTES.get(str(meeting.data.get("minutes")))
    if minutes and meeting.status != "cancelled":
        return minutes
    return _MEETINGS.get(meeting.status, UNKNOWN)


def item_status(item: Row, meeting: Row | None) -> Standing:
    """Tell where an item stands: called, waiting for its minutes, or how it ended."""
    match item.status:
        case "adjusted" if item.data.get("secret"):
            return Standing("Sekretessbelagd", "locked")
        case "adjusted":
            return _OUTCOMES.get(item.sort, Standing("Justerad", "locked"))
        case "struck":
            return _OUTCOMES["struck"]
        case "called" if meeting and meeting.status == "held":
            return Standing("Inte justerad än", "running")
        case "called":
            return Standing("Kallad", "neutral")
    return UNKNOWN


def clock_of(meeting: Row) -> str:
    """Write when a meeting begins, "13:30"; "" where that is not told."""
    try:
        begins = datetime.fromisoformat(str(meeting.data.get("start")))
    except ValueError:
        return ""
    if timezone.is_aware(begins):
        begins = timezone.localtime(begins)
    return f"{begins:%H:%M}"
