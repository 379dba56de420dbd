"""A request for emergency access that opened nobody: its sealed number does not stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.dropping import EMERGENCY_REMOVED
from samverk.interventions.persons.models import EmergencyRequest, EmergencyReview
from samverk.interventions.persons.tests.archive import archive_at
from samverk.interventions.persons.tests.party import MAN, WOMAN, somebody
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import DEFAULT_PLAN, Record

WHY = "Hotbild, måste nå handläggaren"
DAY, YEAR_LATER = "2025-03-15T12:00:00+01:00", "2025-03-15T12:00:01+01:00"


def asked(party, number=MAN, key="n"):
    desk = Desk(party.sends, Hand.REFERRER)
    return persons.ask_emergency(
        party.referrer, desk, persons.NewEmergency(number, "life", WHY), key=key
    )


def left(party):
    with unread([party.sends]):
        return EmergencyRequest.objects.count()


def test_one_of_nobody_goes_when_its_time_is_up(party):
    asked(party)
    with time_machine.travel(DAY, tick=False):
        assert (persons.remove_emergencies(), left(party)) == (0, 1)
    with time_machine.travel(YEAR_LATER, tick=False):
        assert (persons.remove_emergencies(), left(party)) == (1, 0)
        assert persons.remove_emergencies() == 0
    # That it was made, and removed, stays in the log without the number
    events = AuditEvent.objects.filter(kind=EMERGENCY_REMOVED)
    assert events.count() == 1
    assert MAN not in str(list(events.values()))


def test_its_review_goes_with_it(party):
    row = asked(party)
    at = (party.other_coordinator, party.sends, row.pk)
    persons.approve_emergency(*at, key="ja")
    found = persons.NewReview(is_justified=True, note="Befogad, ingen fanns")
    with time_machine.travel("2024-03-16T12:00:00+01:00", tick=False):
        persons.review_emergency(actor_for(party.auditor_user), party.sends, row.pk, found, key="g")
    with time_machine.travel(YEAR_LATER, tick=False):
        assert persons.remove_emergencies() == 1
    with unread([party.sends]):
        assert EmergencyReview.objects.count() == 0


def test_one_that_opened_somebody_stays_for_as_long_as_they_do(party):
    somebody(party, WOMAN)
    row = asked(party, WOMAN)
    persons.approve_emergency(party.other_coordinator, party.sends, row.pk, key="ja")
    with time_machine.travel("2027-01-01T12:00:00+01:00", tick=False):
        assert (persons.remove_emergencies(), left(party)) == (0, 1)


def test_the_plans_own_days_count(party):
    archive = archive_at(party)
    rules = tuple(
        replace(one, days=60) if one.record is Record.EMERGENCY else one for one in DEFAULT_PLAN
    )
    new = persons.NewRetentionPlan(date(2024, 1, 1), "SN § 1", date(2024, 1, 1), rules)
    desk = Desk(archive.body, Hand.CASE_WORKER)
    persons.decide_plan(archive.archivist, archive.body, new, key="p")
    persons.ask_emergency(party.worker, desk, persons.NewEmergency(MAN, "life", WHY), key="n")
    with time_machine.travel("2024-05-14T12:00:00+02:00", tick=False):
        assert persons.remove_emergencies() == 0
    with time_machine.travel("2024-05-15T12:00:00+02:00", tick=False):
        assert persons.remove_emergencies() == 1


def removed(row, before):
    with connection.cursor() as cursor:
        cursor.execute("SELECT persons_remove_emergency(%s, %s)", [row.pk, before])
        return cursor.fetchone()[0]


def test_the_database_removes_none_that_is_new_or_behind_a_closed_wall(party):
    row = asked(party)
    refused = pytest.raises(DatabaseError, match="a month")
    with unread([party.sends]), refused, transaction.atomic():
        removed(row, "2999-01-01T00:00:00Z")
    with unread([party.receives]):
        assert not removed(row, "2024-12-31T00:00:00Z")
    with unread([party.sends]):
        # Nor one that is younger than it is asked to be
        assert not removed(row, "2024-03-01T00:00:00Z")
    assert left(party) == 1
