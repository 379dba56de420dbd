"""Days and meetings as a calendar to subscribe to (iCalendar, RFC 5545): nobody is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from samverk.documents.ical import ZONE, ZONE_LINES, calendar_text, folded
from samverk.documents.rendering import Rendered

ICS = "text/calendar; charset=utf-8"
# How often a calendar is asked to fetch it again
AGAIN = "PT12H"
# Meetings are moved and cancelled, and their papers come
AGAIN_FOR_MEETINGS = "PT1H"
# What a meeting's sequence counts seconds from
SEQUENCE_FROM = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WholeDay:
    """A day to remember (heldag): a date without a time, the same in every time zone."""

    uid: str
    day: date
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting (sammanträde): from ``starts`` local time in Sweden without a zone, or all ``day``.

    ``changed`` (aware) is when what is told of it last changed: a later one takes the place of an earlier.
    """

    uid: str
    day: date
    starts: datetime | None
    ends: datetime | None
    summary: str
    location: str
    description: str
    address: str
    changed: datetime
    cancelled: bool = False


def calendar_feed(name: str, days: Iterable[WholeDay], stamped: datetime) -> Rendered:
    """Write the calendar ``name``. ``stamped`` is when its content was last changed, aware."""
    lines = [*_beginning(name, "Forbundets ar", AGAIN)]
    for one in days:
        lines += _event(one, stamped)
    return _rendered(lines)


def meetings_feed(name: str, meetings: Iterable[PlannedMeeting]) -> Rendered:
    """Write the calendar ``name`` of meetings; a cancelled one stands in it as cancelled."""
    lines = [*_beginning(name, "Sammantraden", AGAIN_FOR_MEETINGS), *ZONE_LINES]
    for one in meetings:
        lines += _meeting(one)
    return _rendered(lines)


def _beginning(name: str, product: str, again: str) -> tuple[str, ...]:
    return (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Samverk//{product}//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{calendar_text(name)}",
        f"X-WR-CALNAME:{calendar_text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{again}",
        f"X-PUBLISHED-TTL:{again}",
    )


def _rendered(lines: Iterable[str]) -> Rendered:
    text = "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))
    return Rendered(text.encode(), ICS, "ics")


def _meeting(one: PlannedMeeting) -> Iterator[str]:
    changed = f"{one.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{max(0, int((one.changed - SEQUENCE_FROM).total_seconds()))}"
    yield from _time(one)
    yield f"SUMMARY;LANGUAGE=sv:{calendar_text(f'Inställt: {one.summary}' if one.cancelled else one.summary)}"
    if one.location:
        yield f"LOCATION;LANGUAGE=sv:{calendar_text(one.location)}"
    yield f"DESCRIPTION;LANGUAGE=sv:{calendar_text(one.description)}"
    yield f"URL:{one.address}"
    yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if one.cancelled else 'OPAQUE'}"
    yield "END:VEVENT"


def _time(one: PlannedMeeting) -> Iterator[str]:
    if one.starts is None:
        yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}:{one.starts:%Y%m%dT%H%M%S}"
    # Without an end nobody knows how long it lasts
    if one.ends is not None and one.ends > one.starts:
        yield f"DTEND;TZID={ZONE}:{one.ends:%Y%m%dT%H%M%S}"


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
