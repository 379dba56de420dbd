"""Counts out of the zone: who is in which, and days that are settled once."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.analytics.waiting.flows import use
from samverk.federation.ports import COUNTS
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import correcting, counting
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.queueing import Removal
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.counts import (
    Cut,
    Line,
    Measured,
    age_band,
    counts_of,
)
from samverk.interventions.persons.queries.day_ledger import DayLine, days_shown
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.tests.party import MAN
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import (
    TODAY,
    ended,
    in_the_door,
    number_of,
    planned_at_the_door,
    resident,
    through,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.agreements.stretches import Span
from samverk.rules.interventions.hands import Hand

MARCH = Span(date(2024, 3, 1), date(2024, 3, 31))
ALL = {Measured.TOOK_PART, Measured.STARTED}


def follow(party, *rows):
    with unread([party.receives]):
        Participation.objects.filter(pk__in=[row.pk for row in rows]).update(is_followed=True)


def counted(party, span=MARCH, delivery=None):
    return counts_of(fresh(delivery or party.open_door), span, [party.receives])


def fresh(delivery):
    return Delivery.objects.select_related("provider", "municipality").get(pk=delivery.pk)


def total(found, measured):
    return next(one for one in found.totals if one.measured == measured)


def table(found, measured, cut):
    return next(one for one in found.tables if (one.measured, one.cut) == (measured, cut)).lines


def days(party, span=MARCH, delivery=None):
    shown = (party.receives, party.worker_user.pk)
    return days_shown(fresh(delivery or party.open_door), span, *shown)


def test_who_is_followed_is_in_every_table(party):
    follow(party, in_the_door(party), in_the_door(party, MAN))
    found = counted(party)
    for measured in ALL:
        assert total(found, measured).by_sex == Line("alla", 1, 1)
        assert table(found, measured, Cut.HOME) == (Line("Lillköping", 1, 1),)
        assert table(found, measured, Cut.PROVIDER) == (Line("Norrvik", 1, 1),)
        assert table(found, measured, Cut.PARTY) == (Line("Norrvik", 1, 1),)
        assert table(found, measured, Cut.AGE) == (Line("30–44", 1, 1),)
    assert total(found, Measured.ENDED).everybody == 0


def test_where_it_was_given_stays_when_the_delivery_moves(party):
    follow(party, in_the_door(party))
    Delivery.objects.filter(pk=party.open_door.pk).update(municipality=party.cast.town)
    follow(party, in_the_door(party, MAN))
    found = table(counted(party), Measured.TOOK_PART, Cut.PROVIDER)
    assert found == (Line("Lillköping", 0, 1), Line("Norrvik", 1))
    lines = {(one.provider, one.participations, one.days) for one in days(party).lines}
    assert lines == {(party.cast.neighbour.pk, 1, 17), (party.cast.town.pk, 1, 17)}


def test_those_from_before_it_was_kept_get_where_it_is_given_now(party):
    row = in_the_door(party)
    with unread([party.receives]):
        Participation.objects.update(town=None)
    kept = import_module("samverk.interventions.persons.migrations.0063_towns_of_before")
    with connection.cursor() as cursor:
        cursor.execute(kept.KEPT)
    with unread([party.receives]):
        row.refresh_from_db()
    assert row.town == party.cast.neighbour


def test_who_has_not_consented_is_counted_by_sex_and_year_alone(party):
    in_the_door(party)
    found = counted(party)
    assert total(found, Measured.STARTED).not_followed == (Line("2024", 1),)
    assert total(found, Measured.STARTED).by_sex == Line("alla", 1)
    assert all(one.lines == () for one in found.tables)
    assert days(party).lines == ()
    assert days(party).total == 17


def test_who_is_protected_is_in_the_totals_alone(party):
    row = in_the_door(party)
    follow(party, row)
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, row.person_id, key="s")
    found = counted(party)
    assert total(found, Measured.TOOK_PART).everybody == 1
    assert total(found, Measured.TOOK_PART).by_sex == Line("alla")
    assert total(found, Measured.TOOK_PART).not_followed == ()
    assert all(one.lines == () for one in found.tables)
    assert (days(party).lines, days(party).total) == ((), 17)


def test_nobody_is_shown_whom_the_reader_may_not_know_of(party):
    row = in_the_door(party)
    follow(party, row)
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, row.person_id, key="s")
    asked = counting.CountsAsked(party.open_door.pk, MARCH)

    def shown(key):
        found = counting.take_counts(party.coordinator, party.receives, asked, key=key)
        one = total(found.counts, Measured.TOOK_PART)
        return one.everybody, one.by_sex.total, found.days.total

    assert shown("u") == (0, 0, 0)
    at = (party.worker, desk, row.person_id)
    persons.name_handler(*at, party.coordinator_user.pk, key="n")
    assert shown("v") == (1, 0, 17)


def test_what_was_entered_in_error_is_nowhere(party):
    row = in_the_door(party)
    correcting.correct_participation(party.coordinator, party.receives, row.pk, "Fel", key="f")
    waits = Walk(party, "a").in_queue(MAN)
    correcting.correct_queue_entry(party.coordinator, party.receives, waits.pk, "Fel", key="k")
    for delivery in (party.open_door, party.delivery):
        found = counted(party, delivery=delivery)
        assert [one.everybody for one in found.totals] == [0, 0, 0, 0]
        assert days(party, delivery=delivery).total == 0


def test_only_who_has_started_took_part(party):
    planned_at_the_door(party, resident(party))
    row = planned_at_the_door(party, resident(party, MAN))
    taking.note_no_show(party.worker, party.receives, row.pk, Removal("health"), key="n")
    assert [one.everybody for one in counted(party).totals] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("span", "took", "started", "stopped"),
    [
        (Span(date(2024, 3, 1), date(2024, 3, 9)), 0, 0, 0),
        (Span(date(2024, 3, 1), date(2024, 3, 10)), 1, 1, 0),
        (Span(date(2024, 3, 11), date(2024, 3, 13)), 1, 0, 0),
        (Span(date(2024, 3, 14), date(2024, 3, 14)), 1, 0, 1),
        (Span(date(2024, 3, 15), date(2024, 3, 31)), 0, 0, 0),
    ],
)
def test_a_period_has_its_first_and_last_day(party, span, took, started, stopped):
    ended(party, in_the_door(party, day=date(2024, 3, 10)), date(2024, 3, 14))
    found = counted(party, span)
    assert [one.everybody for one in found.totals] == [took, started, stopped, 0]
    assert days(party, span).total == max(
        0, (min(span.to_date, date(2024, 3, 14)) - max(span.from_date, date(2024, 3, 10))).days + 1
    )


def test_who_waits_is_counted_as_of_the_last_day(party):
    through(party, "b", MAN)
    Walk(party, "a").in_queue()
    found = counted(party, delivery=party.delivery)
    assert total(found, Measured.WAITING).everybody == 1
    assert total(found, Measured.WAITING).by_sex == Line("alla", 1)
    before = counted(party, Span(date(2024, 3, 1), date(2024, 3, 14)), party.delivery)
    assert total(before, Measured.WAITING).everybody == 0


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, "okänt"),
        (29, "under 30"),
        (30, "30–44"),
        (44, "30–44"),
        (45, "45–59"),
        (59, "45–59"),
        (60, "60 och äldre"),
    ],
)
def test_bands_of_age(age, band):
    assert age_band(age) == band


def test_days_leave_out_a_place_that_was_given_up(party):
    kept, left = in_the_door(party, day=date(2024, 3, 1)), in_the_door(party, MAN, TODAY)
    follow(party, kept, left)
    for row, keeps in ((kept, True), (left, False)):
        hold = taking.NewHold("health", date(2099, 1, 1), keeps_place=keeps)
        taking.interrupt_participation(party.worker, party.receives, row.pk, hold, key=f"{row.pk}")
    assert days(party).lines == (DayLine(party.cast.town.pk, party.cast.neighbour.pk, 1, 31),)
    with time_machine.travel("2024-03-20T12:00:00+01:00", tick=False):
        taking.resume_participation(party.worker, party.receives, left.pk, key="r")
    assert days(party).total == 31 + 12


def test_days_between_an_end_and_a_reactivation_are_nobodys(party):
    row = ended(party, in_the_door(party, day=date(2024, 3, 1)), date(2024, 3, 10))
    taking.reactivate_participation(party.worker, party.receives, row.pk, "Åter", key="å")
    assert days(party).total == 10 + 17
    with unread([party.receives]):
        seen = history(fresh(party.open_door))
    assert use(seen, MARCH.from_date, MARCH.to_date).held == 10 + 17


def test_a_day_of_two_participations_is_settled_once(party):
    ended(party, in_the_door(party, day=date(2024, 3, 1)))
    in_the_door(party)
    assert counted(party).totals[0].everybody == 2
    assert days(party).total == 31


def test_nothing_is_counted_after_the_provider_left(party):
    follow(party, in_the_door(party, day=date(2024, 3, 1)))
    Delivery.objects.filter(pk=party.open_door.pk).update(to_date=date(2024, 3, 20))
    assert days(party).total == 20
    april = Span(date(2024, 4, 1), date(2024, 4, 30))
    assert days(party, april).total == 0
    assert counted(party, april).totals[0].everybody == 0


def test_the_port_counts_no_persons_of_its_own(party):
    in_the_door(party)
    through(party, "a", MAN)
    intervention = party.delivery.intervention_id
    assert COUNTS.took_part(intervention, MARCH) is None
    assert COUNTS.took_part(intervention, Span(date(2024, 3, 1), date(2024, 3, 30))) is None
    assert COUNTS.days(intervention, party.cast.neighbour.pk, MARCH) is None


def test_taking_counts_is_the_coordinators_and_is_logged(party):
    in_the_door(party)
    asked = counting.CountsAsked(party.open_door.pk, MARCH)
    found = counting.take_counts(party.coordinator, party.receives, asked, key="u")
    assert found.counts.totals[0].everybody == 1
    counting.take_counts(party.coordinator, party.receives, asked, key="u")
    assert AuditEvent.objects.filter(kind="persons.counted").count() == 1
    for actor in (party.worker, party.referrer, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            counting.take_counts(actor, party.receives, asked, key="x")
    with pytest.raises(InputError, match="inte av er"):
        counting.take_counts(party.other_coordinator, party.sends, asked, key="y")


def asked_by(party):
    with CaptureQueriesContext(connection) as asked:
        counted(party)
        days(party)
    return len(asked)


def test_the_questions_do_not_grow_with_the_people(party):
    in_the_door(party)
    one = asked_by(party)
    for nth in range(8):
        in_the_door(party, number_of(nth))
    assert counted(party).totals[0].everybody == 9
    assert asked_by(party) == one
