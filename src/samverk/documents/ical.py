"""A meeting as a calendar event (iCalendar, RFC 5545 and 5546), for Outlook and phones alike.

It is sent as a request: then a later one with the same ``uid`` and a higher ``sequence`` moves the
event that is already in the calendar, in Outlook, Google's calendar and phones, and a cancelled one
takes it out. A published event would be laid in a second time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

ZONE = "Europe/Stockholm"
LONGEST = 75
# The rule since 1996: summer time from the last Sunday in March to the last one in October
ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A meeting to lay in a calendar. ``starts`` is local time in Sweden, without a zone."""

    uid: str
    sequence: int
    stamped: datetime
    starts: datetime
    lasts: timedelta
    summary: str
    location: str
    description: str
    organiser: str
    attendee: str
    cancelled: bool = False


def written(event: CalendarEvent) -> str:
    """Write the event to one attendee, who need not answer: as a request, or taken back."""
    minutes = int(event.lasts.total_seconds() // 60)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samverk//Sammantraden//SV",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if event.cancelled else 'REQUEST'}",
        *ZONE_LINES,
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{event.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{event.starts:%Y%m%dT%H%M%S}",
        f"DURATION:PT{minutes}M",
        f"SUMMARY;LANGUAGE=sv:{calendar_text(event.summary)}",
        f"LOCATION;LANGUAGE=sv:{calendar_text(event.location)}",
        f"DESCRIPTION;LANGUAGE=sv:{calendar_text(event.description)}",
        f"ORGANIZER:mailto:{_address(event.organiser)}",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:"
        + _address(event.attendee),
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if event.cancelled else 'OPAQUE'}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{folded(line)}\r\n" for line in lines)


def calendar_text(text: str) -> str:
    """Escape a text value (RFC 5545 3.3.11)."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def _address(address: str) -> str:
    """Keep an address to one line: it stands where no text is escaped."""
    return "".join(sign for sign in address if sign.isprintable() and sign not in ' ;:,"')


def folded(line: str) -> str:
    """Fold a line at 75 octets, never within a letter (RFC 5545 3.1)."""
    parts, room = [""], LONGEST
    for sign in line:
        width = len(sign.encode())
        if width > room:
            parts.append("")
            room = LONGEST - 1
        parts[-1] += sign
        room -= width
    return "\r\n ".join(parts)
