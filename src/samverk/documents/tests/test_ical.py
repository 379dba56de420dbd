"""The calendar event: right for Outlook and phones, also where the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.documents.ical import CalendarEvent, written

EVENT = CalendarEvent(
    "mote-17@samverk.example",
    0,
    datetime(2024, 3, 15, 11, 0, tzinfo=UTC),
    datetime(2024, 4, 2, 13, 0),  # noqa: DTZ001 (local time in Sweden, the zone stands beside it)
    timedelta(hours=2),
    "Sammanträde: Socialnämnden",
    "Stora salen, plan 2; Rådhuset",
    "Handlingarna:\nhttps://samverk.example/sammantraden/17/",
    "sekreterare@lillkoping.example",
    "asta.ek@lillkoping.example",
)


def unfolded(text: str) -> dict[str, str]:
    """Read an event's lines back: name with parameters -> value as it was escaped."""
    lines = text.replace("\r\n ", "").split("\r\n")
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return {line.partition(":")[0]: line.partition(":")[2] for line in inside}


def test_the_hour_is_told_in_the_swedish_zone_and_the_zone_is_defined():
    text = written(EVENT)
    assert unfolded(text)["DTSTART;TZID=Europe/Stockholm"] == "20240402T130000"
    assert text.count("TZID:Europe/Stockholm") == 1
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in text


def test_it_is_a_request_to_one_who_need_not_answer():
    found = unfolded(written(EVENT))
    assert "METHOD:REQUEST" in written(EVENT)
    attendee = next(name for name in found if name.startswith("ATTENDEE"))
    assert "RSVP=FALSE" in attendee
    assert found[attendee] == "mailto:asta.ek@lillkoping.example"
    assert found["ORGANIZER"] == "mailto:sekreterare@lillkoping.example"


def test_a_later_one_for_the_same_meeting_has_the_same_id_and_a_higher_number():
    later = unfolded(written(replace(EVENT, sequence=1)))
    assert later["UID"] == unfolded(written(EVENT))["UID"]
    assert later["SEQUENCE"] == "1"


def test_signs_that_divide_a_value_are_escaped():
    found = unfolded(written(EVENT))
    assert found["LOCATION;LANGUAGE=sv"] == r"Stora salen\, plan 2\; Rådhuset"
    assert r"Handlingarna:\nhttps" in found["DESCRIPTION;LANGUAGE=sv"]


@pytest.mark.parametrize("sly", ["a@b.example\r\nATTENDEE:mailto:c@d.example", "a@b.example\n:x"])
def test_an_address_cannot_smuggle_a_line_in(sly):
    text = written(replace(EVENT, attendee=sly))
    assert text.count("\r\nATTENDEE") == 1


@given(st.text(max_size=200))
def test_no_line_is_longer_than_the_standard_lets_it(words):
    text = written(replace(EVENT, summary=words, description=words))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120))
def test_a_text_is_read_back_as_it_was(words):
    found = unfolded(written(replace(EVENT, summary=words)))["SUMMARY;LANGUAGE=sv"]
    assert found.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == words
