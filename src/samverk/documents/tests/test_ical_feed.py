"""The year as a calendar to subscribe to."""

from __future__ import annotations

from datetime import UTC, date, datetime

from samverk.documents.ical_feed import WholeDay, calendar_feed

NOW = datetime(2026, 11, 29, 3, 4, 5, tzinfo=UTC)
BUDGET = WholeDay(
    "2026-budget@x", date(2026, 12, 31), "Budget, för 2027; åäö", "Rad ett\nRad två\\slut"
)


def lines(*days):
    text = calendar_feed("Förbundet: året", days, NOW).content.decode()
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day_is_a_date_without_a_time_and_ends_the_day_after():
    found = lines(BUDGET)
    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found
    assert not any("TZID" in line for line in found)


def test_it_is_published_and_calls_nobody():
    found = lines(BUDGET)
    assert "METHOD:PUBLISH" in found
    assert not any(line.startswith(("ATTENDEE", "ORGANIZER")) for line in found)
    assert "TRANSP:TRANSPARENT" in found


def test_signs_that_mean_something_are_escaped():
    found = lines(BUDGET)
    assert "SUMMARY;LANGUAGE=sv:Budget\\, för 2027\\; åäö" in found
    assert "DESCRIPTION;LANGUAGE=sv:Rad ett\\nRad två\\\\slut" in found


def test_an_empty_year_is_a_calendar_still():
    found = lines()
    assert (found[0], found[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "BEGIN:VEVENT" not in found


def test_no_line_is_longer_than_75_octets():
    long = WholeDay("x", date(2026, 1, 1), "å" * 200, "ö" * 200)
    content = calendar_feed("x", [long], NOW).content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode()
