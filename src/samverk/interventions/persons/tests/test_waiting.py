"""Waits measured from the rows: what the report says, who may see it, and what everybody may."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from samverk.foundation.errors import NotAllowedError, NotFoundError
from samverk.foundation.sealing import new_key
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import (
    Consent,
    ConsentReceiver,
    Hold,
    Participation,
    Person,
    QueueEntry,
    QueuePause,
    QueueStep,
    Referral,
    WaitReport,
)
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.queries.waiting import MeasuredWaits
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)


def step(row, event, states, day):
    """Keep a step of a place in the queue, as an action does."""
    before, after = states
    return QueueStep.objects.create(
        controller_id=row.controller_id,
        person=row.person,
        subject=row,
        number=row.steps.count() + 1,
        event=event,
        from_state=before,
        to_state=after,
        hand="system",
        happened_on=day,
        user_name="Systemet",
        party=row.delivery.provider,
    )


def consent(party, person, day):
    """Let a person consent to be followed up by whoever receives."""
    given = Consent.objects.create(
        controller_id=party.receives,
        person=person,
        purpose="follow_up",
        note="uppföljningen",
        form="skriftligt",
        from_date=day,
    )
    ConsentReceiver.objects.create(
        controller_id=party.receives,
        person=person,
        consent=given,
        organisation=party.cast.neighbour,
    )


def fill(party, waits, *, waiting=0, first=1):
    """Let people have come and gone: each began after so many days of wait. All are followed up."""
    body = party.receives
    with unread([body]):
        for number, days in enumerate([*waits, *[None] * waiting], start=first):
            person = Person.objects.create(
                controller_id=body, key=new_key(body), sealed=b"", name_keys=[], sex="woman"
            )
            clock = TODAY - timedelta(days=200 + number if days is not None else 100 + number)
            kept = {"controller_id": body, "person": person}
            referral = Referral.objects.create(
                thread=uuid.uuid4(),
                side="received",
                delivery=party.delivery,
                sender=party.cast.town,
                state="accepted",
                sealed=b"",
                clock_start=clock,
                **kept,
            )
            consent(party, person, clock)
            left = None if days is None else clock + timedelta(days=days)
            entry = QueueEntry.objects.create(
                referral=referral,
                delivery=party.delivery,
                number=number,
                state="waiting" if left is None else "started",
                clock_start=clock,
                joined_on=clock,
                confirmed_on=clock,
                left_on=left,
                **kept,
            )
            step(entry, "join", ("", "waiting"), clock)
            if left:
                step(entry, "start", ("starting", "started"), left)
                Participation.objects.create(
                    entry=entry,
                    delivery=party.delivery,
                    party=party.cast.town,
                    sex="woman",
                    is_followed=True,
                    state="completed",
                    starts_on=left,
                    ended_on=left + timedelta(days=10),
                    **kept,
                )


def measured(party, key="k", day=TODAY):
    what = persons.ToMeasure(party.delivery.pk, day)
    desk = Desk(party.receives, Hand.RECEIVER)
    return persons.measure_waits(party.receiver, desk, what, key=key)


def test_the_measures_are_those_of_the_rows(party):
    fill(party, range(10, 120, 10), waiting=3)
    figures = measured(party).figures
    assert figures["adds_up"]
    assert (figures["completed"]["n"], figures["completed"]["median"]) == (11, 60)
    assert figures["completed"]["longest"] == 110
    assert (figures["waiting"]["n"], figures["waiting"]["median"]) == (3, None)
    assert "Färre än 10" in figures["waiting"]["words"]
    assert figures["flow"]["closing"] == 3
    assert figures["flow"]["started"] == 11
    (group,) = figures["compared"]["party"]["groups"]
    assert (group["names"], group["n"]) == ("Lillköping", 14)


def test_everybody_is_told_medians_of_ten_or_more_and_else_words(party):
    assert MeasuredWaits().how_long(party.delivery, TODAY).figures == ()
    fill(party, [20] * 12, waiting=9)
    measured(party)
    told = MeasuredWaits().how_long(party.delivery, TODAY)
    assert [(one.measure, one.least, one.median) for one in told.figures] == [
        ("Genomförda", 10, 20)
    ]
    assert "15\xa0mars 2024" in told.text
    assert MeasuredWaits().how_long(party.delivery, date(2024, 3, 14)).figures == ()


def test_everybody_reads_the_same_for_a_month(party):
    fill(party, [20] * 12, waiting=9)
    measured(party, day=date(2024, 2, 28))
    measured(party, "in the month", day=date(2024, 3, 2))
    days = [date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 31), date(2024, 4, 1)]
    told = [MeasuredWaits().how_long(party.delivery, day).text for day in days]
    assert told[0] == told[1] == told[2] != told[3]


def test_numbers_that_do_not_add_up_are_not_told(party):
    fill(party, [20] * 12)
    found = measured(party)
    with unread([party.receives]):
        WaitReport.objects.create(
            controller_id=party.receives,
            delivery=party.delivery,
            first=found.first,
            day=TODAY - timedelta(days=1),
            figures=found.figures | {"adds_up": False},
        )
    told = MeasuredWaits().how_long(party.delivery, TODAY)
    assert (told.text, told.figures) == ("Väntetiden är inte uppmätt.", ())


def test_what_was_entered_in_error_is_not_counted_and_pauses_are_left_out(party):
    fill(party, [30, 30], waiting=1)
    with unread([party.receives]):
        first, second = QueueEntry.objects.filter(state="started").order_by("number")
        QueuePause.objects.create(
            controller_id=party.receives,
            person=first.person,
            entry=first,
            from_date=first.clock_start,
            to_date=first.clock_start + timedelta(days=10),
            reason="health",
        )
        second.state = "entered_in_error"
        second.save()
        queue = history(party.delivery)
    assert [one.key for one in queue.entries] == ["000000001", "000000003"]
    assert queue.entries[0].adjusted_wait(TODAY) == 20


def test_a_pause_that_frees_the_place_splits_the_stay(party):
    fill(party, [30])
    with unread([party.receives]):
        row = Participation.objects.get()
        start = row.starts_on
        Hold.objects.create(
            controller_id=party.receives,
            person=row.person,
            participation=row,
            from_date=start + timedelta(days=2),
            to_date=start + timedelta(days=5),
            reason="health",
            keeps_place=False,
        )
        stays = history(party.delivery).stays
    assert [((s.start - start).days, (s.end - start).days) for s in stays] == [(0, 2), (5, 11)]


def test_it_is_measured_once_a_key_and_every_night(party):
    assert measured(party).pk == measured(party).pk
    assert persons.measure_all() == persons.measure_all() == 2
    with unread([party.receives]):
        days = WaitReport.objects.filter(delivery=party.delivery).values_list("day", flat=True)
        # At night the day that has ended is measured, not the one that has just begun
        assert sorted(days) == [TODAY - timedelta(days=1), TODAY]


def test_only_the_team_measures_and_reads(party):
    what = persons.ToMeasure(party.delivery.pk, TODAY)
    for actor in (party.referrer, party.cast.owner, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            persons.measure_waits(actor, Desk(party.receives, Hand.RECEIVER), what, key="x")
    other = persons.ToMeasure(party.open_door.pk, TODAY)
    with pytest.raises(NotFoundError):
        persons.measure_waits(party.receiver, Desk(party.receives, Hand.RECEIVER), other, key="y")
    assert WaitReport.objects.count() == 0


def test_the_page_tells_it(party):
    address = f"/personer/ko/{party.delivery.pk}/vantetider/"
    team = party.cast.browser(party.receiver_user)
    assert "inte mätta än" in team.get(address).content.decode()
    fill(party, range(10, 120, 10), waiting=3)
    measured(party)
    page = team.get(address).content.decode()
    for words in ("Aktuellt väntetidsläge", "Väntande", "Genomförda", "Talen går ihop"):
        assert words in page
    # 11 started after 10 to 110 days, and 3 wait: after three months most had started, none had left
    course = page.partition("Hur väntan har gått")[2].partition("</section>")[0]
    first = course.partition("3 månader</th>")[2].partition("</tr>")[0]
    assert "%" in first.partition("</td>")[0]
    assert "0 % (" in first.partition("</td>")[2]
    for term in ("Beläggning", "Börjar i månaden", "Deltagandets längd"):
        assert term in page
    other = party.cast.browser(party.referrer_user)
    missing = other.get("/personer/ko/999999/vantetider/")
    assert other.get(address).status_code == missing.status_code
    assert Client().get(address).status_code == 403
