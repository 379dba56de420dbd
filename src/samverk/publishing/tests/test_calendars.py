"""Meetings as a calendar to subscribe to: to come and lately held, moved, cancelled and withdrawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.documents.ical import LONGEST
from samverk.foundation.clock import standing_at
from samverk.publishing.models import Kind
from samverk.publishing.tests.followed import (
    BOARD,
    MEETING,
    NOON,
    SCRIPT,
    TOWN,
    meeting,
    put,
    stage,
    take_back,
)

pytestmark = pytest.mark.django_db
OF_BOARD = f"/oppet/folj/organ/{BOARD}/kalender.ics"
OF_TOWN = f"/oppet/folj/organisation/{TOWN}/kalender.ics"
OF_ALL = "/oppet/folj/alla/kalender.ics"
TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def staged():
    stage()
    with standing_at(NOON):
        yield


def lines(client, address=OF_BOARD):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    content = answer.content.decode()
    assert content.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= LONGEST for line in content.split("\r\n"))
    return content.replace("\r\n ", "").split("\r\n")


def told(client, name, address=OF_BOARD):
    return [line.partition(":")[2] for line in lines(client, address) if line.startswith(name)]


def test_a_meeting_stands_at_its_time_and_place(client):
    put(meeting())
    found = lines(client)
    assert "DTSTART;TZID=Europe/Stockholm:20260320T130000" in found
    assert "DTEND;TZID=Europe/Stockholm:20260320T163000" in found
    assert "LOCATION;LANGUAGE=sv:Sal A\\; Torget 1\\, Ekby" in found
    assert f"URL:http://testserver/oppet/sammantraden/{MEETING}/" in found
    assert "STATUS:CONFIRMED" in found


@pytest.mark.parametrize(
    ("start", "stands"),
    [
        ("2026-03-20T12:00:00+00:00", "DTSTART;TZID=Europe/Stockholm:20260320T130000"),
        ("13:00", "DTSTART;TZID=Europe/Stockholm:20260320T130000"),
        ("", "DTSTART;VALUE=DATE:20260320"),
        ("kl ett", "DTSTART;VALUE=DATE:20260320"),
    ],
)
def test_a_time_is_read_as_it_is_written(client, start, stands):
    put(meeting(data={"start": start, "end": ""}))
    assert stands in lines(client)


def test_a_cancelled_meeting_stands_as_cancelled_and_takes_the_place_of_itself(client):
    put(meeting())
    uid, before = told(client, "UID"), told(client, "SEQUENCE")
    put(
        meeting(status="cancelled", data={"cancelledWhy": "För få ärenden"}),
        at=NOON + timedelta(minutes=1),
    )
    assert told(client, "STATUS") == ["CANCELLED"]
    assert told(client, "UID") == uid
    assert int(told(client, "SEQUENCE")[0]) > int(before[0])
    assert told(client, "DESCRIPTION")[0].startswith("Inställt: För få ärenden")


def test_a_meeting_that_is_withdrawn_is_gone(client):
    put(meeting())
    take_back(Kind.MEETING, MEETING)
    assert told(client, "UID") == []


def test_what_was_more_than_ninety_days_ago_is_left_out(client):
    put(
        meeting(1, TODAY - timedelta(days=91)),
        meeting(2, TODAY - timedelta(days=90)),
        meeting(3, TODAY + timedelta(days=400)),
    )
    assert told(client, "UID") == ["meeting-2@testserver", "meeting-3@testserver"]


def test_an_organisation_and_all_have_the_meetings_of_all_their_bodies(client):
    put(meeting(1), meeting(2, body=99))
    assert len(told(client, "UID")) == 1
    assert len(told(client, "UID", OF_TOWN)) == len(told(client, "UID", OF_ALL)) == 2


def test_hostile_words_start_no_line_of_their_own(client):
    put(
        meeting(
            title=f"X\r\nBEGIN:VALARM\n{SCRIPT}", data={"place": "a\r\nATTACH:http://ond.example"}
        )
    )
    assert not [line for line in lines(client) if line.startswith(("BEGIN:VALARM", "ATTACH"))]


def test_who_has_it_as_it_is_gets_nothing_sent(client):
    put(meeting(), at=NOON - timedelta(hours=1))
    first = client.get(OF_BOARD)
    assert client.get(OF_BOARD, headers={"if-none-match": first["ETag"]}).status_code == 304
    put(meeting(status="cancelled"), at=NOON - timedelta(minutes=5))
    assert client.get(OF_BOARD, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("where", ["organ/99", "organisation/99", "person/1", "arende/70"])
def test_nobodys_meetings_are_not_found(client, where):
    assert client.get(f"/oppet/folj/{where}/kalender.ics").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_a_calendar_asks_as_much_however_much_it_has(client, django_assert_num_queries, many):
    put(*(meeting(number) for number in range(1, many + 1)))
    with django_assert_num_queries(9):
        client.get(OF_BOARD)
