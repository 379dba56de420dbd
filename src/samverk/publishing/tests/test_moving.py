"""A published meeting that is moved, called off or held is told of as it stands, by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.apps import apps

from samverk.foundation.desk import Visit
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.meetings import actions as meetings
from samverk.publishing import actions, desk
from samverk.publishing.actions.moving import sync_meetings
from samverk.publishing.actions.syncing import sync_directory
from samverk.publishing.models import HeldBack, Kind, Record
from samverk.publishing.news import headline, mark_of

RecordEvent = apps.get_model("publishing", "RecordEvent")
pytestmark = pytest.mark.django_db
NOON = datetime(2024, 3, 15, 11, tzinfo=UTC)
OCCASION = meetings.Occasion(date(2024, 4, 2), time(18), "Salen")
LATER = meetings.Occasion(date(2024, 4, 9), time(17, 30), "Biblioteket, Torget 1")


def release(meeting, *marks):
    key = f"{meeting.pk}/{Record.objects.count()}"
    made = actions.begin_release(SETUP, "calling", meeting.pk, key=f"{key}/börja").pk
    actions.mark_release(SETUP, made, marks, key=f"{key}/maska")
    actions.send_release(SETUP, made, key=f"{key}/lämna")
    actions.approve_release(SETUP, made, key=f"{key}/godkänn")


@pytest.fixture
def called(seated, the_day):
    made = meetings.plan_meeting(SETUP, seated.council.pk, OCCASION, key="möte")
    meetings.add_item(SETUP, made, meetings.ItemFacts("Taxan för vatten"), key="punkt")
    meetings.record_meeting_fact(
        SETUP, made, meetings.NewMeetingFact("called", TODAY), key="kallat"
    )
    release(made)
    return made


def move(meeting, new=LATER, key="flytta"):
    meetings.move_meeting(SETUP, meeting, new, key=key)


def sync(minutes=1):
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        return sync_meetings()


def told():
    return Record.objects.get(kind=Kind.MEETING)


def test_a_meeting_that_stands_as_it_was_told_is_left_alone(called):
    before = told().modified_at
    assert (sync_meetings(), told().modified_at) == (0, before)


def test_a_moved_meeting_is_told_of_as_it_stands_with_what_it_was_moved_from(called):
    before = told()
    move(called)
    assert (sync(1), sync(2)) == (2, 0)
    row = told()
    assert (row.day, row.data["place"]) == (LATER.day, LATER.place)
    assert row.data["start"] == "2024-04-09T17:30:00+02:00"
    assert row.title.endswith("den 9\N{NO-BREAK SPACE}april 2024")
    assert [(one["start"], one["place"]) for one in row.data["movedFrom"]] == [
        ("2024-04-02T18:00:00+02:00", "Salen")
    ]
    assert (row.published_at, row.release_id) == (before.published_at, before.release_id)
    assert row.modified_at > before.modified_at
    assert Record.objects.get(kind=Kind.ITEM).day == LATER.day


def test_the_page_the_list_the_calendar_and_the_feed_say_so(called, client):
    sync_directory()
    calendar = f"/oppet/folj/organ/{called.body_id}/kalender.ics"
    before = lines(client, calendar)
    move(called)
    sync()
    page = client.get(f"/oppet/sammantraden/{called.pk}/").content.decode()
    assert "Flyttat från den 2\N{NO-BREAK SPACE}april 2024 klockan 18:00, Salen." in page
    assert "Flyttat" in client.get("/oppet/sammantraden/?visa=kommande").content.decode()
    after = lines(client, calendar)
    assert "DTSTART;TZID=Europe/Stockholm:20240409T173000" in after
    assert value(after, "UID") == value(before, "UID")
    assert int(value(after, "SEQUENCE")) > int(value(before, "SEQUENCE"))
    assert value(after, "DESCRIPTION").startswith("Flyttat från den 2 april 2024 klockan 18:00")
    feed = client.get(f"/oppet/folj/organ/{called.body_id}/atom.xml").content.decode()
    assert "Flyttat: Kommunfullmäktige" in feed


def lines(client, address):
    content = client.get(address).content.decode().replace("\r\n ", "")
    return content.split("\r\n")


def value(found, name):
    return next(line.partition(":")[2] for line in found if line.startswith(name))


def test_the_api_tells_when_it_was_moved(called, client):
    move(called)
    sync()
    answer = client.get(f"/api/v1/meetings/{called.pk}").json()
    assert answer["start"] == "2024-04-09T17:30:00+02:00"
    assert answer["samverk:movedFrom"] == [
        {"start": "2024-04-02T18:00:00+02:00", "place": "Salen", "movedOn": TODAY.isoformat()}
    ]
    assert answer["modified"] > answer["created"]


def test_a_meeting_that_is_called_off_says_so_and_not_why(called, client):
    sync_directory()
    meetings.cancel_meeting(SETUP, called, "Ordföranden är sjuk", key="inställt")
    assert sync_meetings() == 1
    assert (told().status, told().data["cancelledWhy"]) == ("cancelled", "")
    calendar = lines(client, f"/oppet/folj/organ/{called.body_id}/kalender.ics")
    assert "STATUS:CANCELLED" in calendar
    assert headline(told()).startswith("Inställt: ")


def test_a_place_with_a_number_is_held_back_and_the_desk_is_told(called, seated):
    move(called, meetings.Occasion(LATER.day, LATER.starts_at, "Hemma hos 19850709-9805"))
    assert sync_meetings() == 2
    assert (told().day, told().data["place"]) == (LATER.day, "")
    assert list(HeldBack.objects.values_list("kind", "source")) == [("meeting", called.pk)]
    visit = Visit(seated.owner, TODAY)
    assert [task.state for task in desk.releases(visit).tasks] == ["Stoppad"]
    assert sync_meetings() == 0
    move(called, key="rätta")
    sync_meetings()
    assert told().data["place"] == LATER.place
    assert not HeldBack.objects.exists()
    assert len(told().data["movedFrom"]) == 1


def test_what_was_masked_is_masked_in_the_new_place_too(seated, the_day):
    made = meetings.plan_meeting(SETUP, seated.council.pk, OCCASION, key="möte")
    meetings.record_meeting_fact(
        SETUP, made, meetings.NewMeetingFact("called", TODAY), key="kallat"
    )
    release(made, actions.Mark("Salen", "mask"))
    move(made, meetings.Occasion(LATER.day, LATER.starts_at, "Bredvid Salen"))
    sync_meetings()
    assert "Salen" not in str(told().data)


def test_a_new_calling_keeps_what_it_was_moved_from(called):
    move(called)
    sync_meetings()
    release(called)
    assert len(told().data["movedFrom"]) == 1


def test_a_meeting_that_is_withdrawn_stays_withdrawn(called):
    actions.withdraw_release(SETUP, told().release_id, "Fel", key="dra")
    move(called)
    assert sync_meetings() == 0
    assert told().data == {}


def test_that_it_was_held_is_told_and_is_no_news(called):
    before = mark_of(told())
    opened = datetime(2024, 4, 2, 16, tzinfo=UTC)
    type(called).objects.filter(pk=called.pk).update(
        opened_at=opened, ended_at=opened + timedelta(hours=2)
    )
    assert sync_meetings() == 1
    assert (told().status, told().data["end"]) == ("held", "2024-04-02T18:00:00+00:00")
    assert mark_of(told()) == before


def test_it_is_logged_once_and_nothing_is_when_nothing_changed(called):
    move(called)
    for _ in range(3):
        sync_meetings()
    (event,) = AuditEvent.objects.filter(kind="publishing.self_published")
    assert (event.actor_name, event.subject_label) == (
        "Publiceringen",
        "sammanträden: 2 nya, ändrade eller borttagna",
    )
    assert RecordEvent.objects.filter(pgh_context_id=event.pk).count() == 2
