"""Closed fields are published by themselves, follow what they tell of, and hold a number back."""

from __future__ import annotations

from datetime import date, time

import pytest

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.directory.models import SeatHolding
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.meetings import actions as meetings
from samverk.meetings.actions import tend_boards
from samverk.publishing import actions
from samverk.publishing.actions.syncing import sync_directory, sync_force, sync_notices
from samverk.publishing.drafts import Draft
from samverk.publishing.models import HeldBack, Kind, Record

pytestmark = pytest.mark.django_db


def told(kind):
    return set(Record.objects.filter(kind=kind, withdrawn_at=None).values_list("title", flat=True))


def test_bodies_and_those_in_their_seats_are_published(seated):
    sync_directory()
    assert seated.board.name in told(Kind.BODY)
    assert {"Asta Ek", "Folke Ask"} <= told(Kind.MEMBERSHIP)
    row = Record.objects.get(kind=Kind.MEMBERSHIP, title="Asta Ek")
    assert (row.data["role"], row.data["votingRight"]) == ("ordförande", True)


def test_a_second_time_changes_nothing(seated):
    assert sync_directory() > 10
    before = list(Record.objects.values_list("modified_at", flat=True))
    assert sync_directory() == 0
    assert list(Record.objects.values_list("modified_at", flat=True)) == before


def test_who_leaves_a_seat_is_published_no_more(seated, the_day):
    sync_directory()
    SeatHolding.objects.filter(person__name="Bo Lind").update(to_date="2024-01-31")
    assert sync_directory() == 2
    assert "Bo Lind" not in told(Kind.MEMBERSHIP) | told(Kind.PERSON)


def test_a_number_holds_back_that_and_nothing_else(seated, monkeypatch):
    new = directory.NewBody(seated.town.pk, "board", "Nämnden 19850709-9805")
    pk = directory.add_body(SETUP, new, key="nämnd").pk
    sync_directory()
    assert seated.council.name in told(Kind.BODY)
    assert not [name for name in told(Kind.BODY) if "9805" in name]
    assert list(HeldBack.objects.values_list("kind", "source")) == [("body", pk)]
    monkeypatch.setattr(Draft, "numbers_left", lambda *_: [])
    sync_directory()
    assert "Nämnden 19850709-9805" in told(Kind.BODY)
    assert not HeldBack.objects.exists()


def test_a_notice_that_is_held_back_stands_as_it_stood(seated, adjusted, monkeypatch):
    tend_boards()
    sync_notices()
    monkeypatch.setattr(Draft, "numbers_left", lambda *_: ["850709-9805"])
    assert sync_notices() == 0
    assert len(told(Kind.NOTICE)) == 1
    assert HeldBack.objects.count() == 1


def test_a_notice_is_published_as_it_stands(seated, adjusted):
    sync_notices()
    assert told(Kind.NOTICE) == set()
    tend_boards()
    assert sync_notices() == 1
    row = Record.objects.get(kind=Kind.NOTICE)
    assert (row.sort, row.status, row.data["lastAppealDay"]) == ("adjustment", "up", "2024-04-05")
    assert row.data["proof"] == [{"what": "uppsatt", "day": "2024-03-15"}]


def test_the_notice_of_a_council_tells_its_matters(seated, the_day):
    when = meetings.Occasion(date(2024, 4, 2), time(18), "Salen")
    made = meetings.plan_meeting(SETUP, seated.council.pk, when, key="möte")
    meetings.add_item(SETUP, made, meetings.ItemFacts("Taxan för vatten"), key="punkt")
    fact = meetings.NewMeetingFact("announced", TODAY)
    meetings.record_meeting_fact(SETUP, made, fact, key="kungjort")
    sync_notices()
    row = Record.objects.get(kind=Kind.NOTICE)
    assert (row.text, row.data["cancelled"]) == ("1. Taxan för vatten", False)
    meetings.cancel_meeting(SETUP, made, "Ordföranden är sjuk", key="inställt")
    sync_notices()
    assert Record.objects.get(kind=Kind.NOTICE).title.startswith("Inställt: ")


def test_legal_force_follows_the_calendar_without_touching_the_words(seated, settings):
    new = decisions.NewDecision(
        seated.town.pk, "Taxan", "decides", seated.council.pk, TODAY, 3, text="Taxan höjs."
    )
    made = decisions.register_decision(SETUP, new, key="beslut")
    release = actions.begin_release(SETUP, "decision", made.pk, key="börja").pk
    actions.send_release(SETUP, release, key="lämna")
    actions.approve_release(SETUP, release, key="godkänn")
    before = Record.objects.get(kind=Kind.DECISION)
    assert before.data["force"]["status"] == "unknown"
    assert sync_force() == 0
    fact = decisions.NewForceFact("posted", TODAY)
    decisions.record_force_fact(SETUP, made, fact, key="anslaget")
    assert (sync_force(), sync_force()) == (1, 0)
    after = Record.objects.get(kind=Kind.DECISION)
    assert after.data["force"]["status"] == "running"
    assert (after.title, after.text, after.digest) == (before.title, before.text, before.digest)
