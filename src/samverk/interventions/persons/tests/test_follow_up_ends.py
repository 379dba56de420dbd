"""A consent to follow-up that comes to its last day: from the next the person is a sex and a year."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from samverk.foundation.errors import InputError
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons import jobs
from samverk.interventions.persons.actions import following
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.following import end_follow_ups
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.counts import Measured, counts_of
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun, ended
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand

DAY, LAST = date(2024, 3, 15), date(2024, 4, 30)
EVENING, AFTER = "2024-04-30T23:59:59+02:00", "2024-05-01T00:05:00+02:00"
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))


def at(moment):
    return time_machine.travel(moment, tick=False)


def consent(party, row, until=LAST, key="u", since=DAY):
    new = persons.NewConsent(
        row.person_id,
        "follow_up",
        (party.cast.neighbour.pk,),
        "status",
        "muntligt",
        since,
        until,
    )
    return persons.give_consent(party.worker, Desk(party.receives, Hand.CASE_WORKER), new, key=key)


@kept
def followed(party):
    """Somebody who takes part, on a consent to follow-up with a last day."""
    row = Walk(party, "w").planned()
    consent(party, row)
    return begun(party, row)


def is_followed(party):
    with unread([party.receives]):
        return Participation.objects.get().is_followed


def counted(party):
    """Give the years under which those are counted who are not followed, and how many are in a table."""
    found = counts_of(party.delivery, YEAR, [party.receives], [Measured.STARTED])
    tables = sum(line.total for table in found.tables[:1] for line in table.lines)
    return [line.group for line in found.totals[0].not_followed], tables


def test_on_the_last_day_the_person_is_followed_and_the_day_after_not(party, followed):
    with at(EVENING):
        jobs.close(0)
        assert is_followed(party)
        assert counted(party) == ([], 1)
    with at(AFTER):
        jobs.close(0)
        assert not is_followed(party)
        assert counted(party) == (["2024"], 0)


def test_it_ends_once_and_says_so(party, followed):
    with at(AFTER):
        assert end_follow_ups() == 1
        assert end_follow_ups() == 0
    event = AuditEvent.objects.get(kind=following.RAN_OUT)
    assert event.subject_id == str(followed.pk)


def test_a_night_that_did_not_come_is_made_up_for(party, followed):
    with at("2024-06-11T00:05:00+02:00"):
        assert end_follow_ups() == 1
    assert not is_followed(party)


def test_another_consent_carries_it_on(party, followed):
    consent(party, followed, date(2024, 5, 31), "mera")
    with at(AFTER):
        assert end_follow_ups() == 0
        assert is_followed(party)
    with at("2024-06-01T00:05:00+02:00"):
        assert end_follow_ups() == 1
        assert not is_followed(party)


def test_a_consent_to_something_else_that_ends_changes_nothing(party):
    row = Walk(party, "w").planned()
    consent(party, row, None)
    row = begun(party, row)
    new = persons.NewConsent(
        row.person_id, "survey", (party.cast.neighbour.pk,), "enkät", "muntligt", DAY, LAST
    )
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.give_consent(party.worker, desk, new, key="enkät")
    with at(AFTER):
        assert end_follow_ups() == 0
    assert is_followed(party)


def test_no_follow_up_is_made_after_it(party, followed):
    ended(party, followed)
    with at(AFTER):
        end_follow_ups()
    late = taking.NewMeasurement("m3", date(2024, 6, 17), "work", 40, "wage", "secondary")
    with (
        at("2024-06-17T12:00:00+02:00"),
        pytest.raises(InputError, match="inte samtyckt till uppföljning"),
    ):
        taking.measure_status(party.worker, party.receives, followed.pk, late, key="m3")


def test_one_that_has_run_out_carries_no_start_of_a_day_before(party):
    row = Walk(party, "w").planned()
    consent(party, row, date(2024, 3, 18))
    with at("2024-03-20T12:00:00+01:00"):
        end_follow_ups()
        started = begun(party, row, date(2024, 3, 18))
    assert started.starts_on == date(2024, 3, 18)
    assert not is_followed(party)
