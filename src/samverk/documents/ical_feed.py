"""Days of a year as a calendar to subscribe to (iCalendar, RFC 5545): whole days, nobody called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from samverk.documents.ical import calendar_text, folded
from samverk.documents.rendering import Rendered

ICS = "text/calendar; charset=utf-8"
# How often a calendar is asked to fetch it again
AGAIN = "PT12H"


@dataclass(frozen=True, slots=True)
class WholeDay:
    """A day to remember (heldag): a date without a time, the same in every time zone."""

    uid: str
    day: date
    summary: str
    description: str


def calendar_feed(name: str, days: Iterable[WholeDay], stamped: datetime) -> Rendered:
    """Write the calendar ``name``. ``stamped`` is when its content was last changed, aware."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samverk//Forbundets ar//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{calendar_text(name)}",
        f"X-WR-CALNAME:{calendar_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{AGAIN}",
        f"X-PUBLISHED-TTL:{AGAIN}",
    ]
    for one in days:
        lines += _event(one, stamped)
    lines.append("END:VCALENDAR")
    text = "".join(f"{folded(line)}\r\n" for line in lines)
    return Rendered(text.encode(), ICS, "ics")


def _event(one: WholeDay, stamped: datetime) -> tuple[str, ...]:
    return (
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE=sv:{calendar_text(one.summary)}",
        f"DESCRIPTION;LANGUAGE=sv:{calendar_text(one.description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )
