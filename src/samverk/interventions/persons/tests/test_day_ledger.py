"""Participant-days are booked once, month by month, and what is told is never of fewer than five."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from samverk.exchange.models import Sent
from samverk.exchange.queries import came_of
from samverk.federation import actions as federation
from samverk.federation.models import AgreementTariff
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.actions import send_terms
from samverk.interventions.actions.days_taken import take_days
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import MonthAsked, book_days
from samverk.interventions.persons.models import (
    ClosedMonth,
    DayEntry,
    DayLine,
    Participation,
    SentCounts,
    Team,
)
from samverk.interventions.persons.queries.booked_days import price_of
from samverk.interventions.persons.tests.ledger import (
    APRIL,
    FEBRUARY,
    JANUARY,
    MARCH,
    deliver,
    set_ledger,
)
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept


@kept
def ledger(party):
    return set_ledger(party)


def test_a_month_is_booked_once_and_told(ledger):
    ledger.all_take_part(5)
    ledger.book(FEBRUARY)
    (line,) = ledger.lines()
    # 2024 is a leap year
    assert (line.days, line.home, line.rate) == (5 * 29, ledger.party.cast.town, 100_000)
    (told,) = ledger.reports()
    assert (told.code, told.days, told.booked_in) == (line.pk, 145, FEBRUARY)
    with pytest.raises(ConflictError, match="Februari 2024 är bokförd"):
        ledger.book(FEBRUARY, "igen")
    assert len(ledger.entries()) == 5


def sums(ledger):
    """What is told, by delivery, home and first day: a number or None."""
    return {
        (
            one.delivery.name if one.delivery else None,
            one.home.short_name if one.home else None,
            one.from_date,
        ): one.days
        for one in ledger.lines()
    }


def tell_terms():
    with time_machine.travel("2024-03-15T15:00+01:00", tick=False):
        send_terms()
        deliver()


def in_april(ledger, month=MARCH, day="2024-04-02"):
    with time_machine.travel(f"{day}T09:00+02:00", tick=False):
        return ledger.book(month)


def entered_in_error(ledger, *rows):
    """The trail of steps is tried elsewhere: here only what the ledger makes of it."""
    with unread([ledger.body]):
        Participation.objects.filter(pk__in=[one.pk for one in rows]).update(
            state="entered_in_error"
        )


def test_few_from_a_municipality_are_pooled_with_the_others_of_the_delivery(ledger):
    ledger.all_take_part(5)
    for nth in (5, 6):
        ledger.takes_part(nth, home=ledger.party.cast.neighbour)
    ledger.book(FEBRUARY)
    # Two would be told by the rest: the five are told with them
    assert sums(ledger) == {("Gruppen Norr", None, FEBRUARY): 7 * 29}


def test_enough_from_a_municipality_stand_by_themselves_and_the_rest_together(ledger):
    ledger.all_take_part(5)
    for nth in range(5, 10):
        ledger.takes_part(nth, home=ledger.party.cast.neighbour)
    ledger.book(FEBRUARY)
    assert sums(ledger) == {
        ("Gruppen Norr", "Lillköping", FEBRUARY): 145,
        ("Gruppen Norr", "Norrvik", FEBRUARY): 145,
    }


def test_fewer_than_five_are_withheld_and_it_is_said(ledger):
    ledger.all_take_part(4)
    ledger.book(FEBRUARY)
    assert sums(ledger) == {(None, None, FEBRUARY): None}
    assert [one.days for one in ledger.reports()] == [None]
    # They are booked all the same: once, as everybody's
    assert len(ledger.entries()) == 4


def test_nobody_and_few_look_the_same(ledger):
    ledger.book(JANUARY)
    ledger.all_take_part(2, FEBRUARY)
    ledger.book(FEBRUARY)
    assert {one.days for one in ledger.reports()} == {None}


def test_the_home_of_who_is_protected_or_not_followed_is_told_of_nobody(ledger):
    ledger.all_take_part(5)
    for nth in range(5, 10):
        ledger.takes_part(nth, is_followed=False)
    ledger.book(FEBRUARY)
    assert sums(ledger) == {
        ("Gruppen Norr", "Lillköping", FEBRUARY): 145,
        ("Gruppen Norr", None, FEBRUARY): 145,
    }


def test_what_the_sent_counts_hide_is_not_told_by_days(ledger):
    names = ("Gruppen Söder", "Gruppen Väster")
    more = [
        Delivery.objects.create(
            intervention=ledger.claiming.intervention,
            provider=ledger.party.cast.neighbour,
            name=name,
            start_mode="rolling",
            from_date=date(2020, 1, 1),
        )
        for name in names
    ]
    with unread([ledger.body]):
        for one in (ledger.delivery, *more):
            Team.objects.create(controller_id=ledger.body, delivery=one)
    ledger.all_take_part(6)
    for nth in (0, 1, 2):
        ledger.takes_part(nth, last=date(2024, 1, 31), delivery=more[0])
    for nth in range(1, 12):
        ledger.takes_part(nth, delivery=more[1])
    hidden = [str(one.code) for one in (ledger.delivery, more[0])]
    table = {"measure": "took_part", "rows": [], "pool": hidden, "hidden": [], "withheld": False}
    with unread([ledger.body]):
        SentCounts.objects.create(
            controller_id=ledger.body,
            federation=ledger.claiming.home,
            first=JANUARY,
            day=date(2024, 3, 1),
            message=uuid4(),
            tables=[table],
            proof={},
            digest="",
        )
    ledger.book(FEBRUARY)
    told = sums(ledger)
    # Six in the first, and at most nine with the second: its days would tell of the three
    assert ("Gruppen Norr", "Lillköping", FEBRUARY) not in told
    assert told[None, None, FEBRUARY] >= 6 * 29


def test_a_day_in_two_participations_is_one_day(ledger):
    ledger.all_take_part(5, FEBRUARY, last=date(2024, 2, 20))
    for nth in range(5):
        ledger.takes_part(nth, date(2024, 2, 20), date(2024, 2, 29))
    ledger.book(FEBRUARY)
    assert sums(ledger) == {("Gruppen Norr", "Lillköping", FEBRUARY): 145}


def test_the_night_when_the_clock_changes_is_a_day_like_others(ledger):
    ledger.all_take_part(5, date(2024, 3, 30), last=date(2024, 3, 31))
    in_april(ledger)
    assert sums(ledger) == {("Gruppen Norr", "Lillköping", MARCH): 10}


def test_nothing_is_counted_after_the_provider_left(ledger):
    ledger.all_take_part(5)
    Delivery.objects.filter(pk=ledger.delivery.pk).update(to_date=date(2024, 2, 10))
    ledger.book(FEBRUARY)
    assert sums(ledger) == {("Gruppen Norr", "Lillköping", FEBRUARY): 50}


def test_a_month_with_two_tariffs_is_told_in_two(ledger):
    ledger.all_take_part(6)
    AgreementTariff.objects.create(
        agreement=ledger.agreement, from_date=date(2024, 2, 16), amount=200_000
    )
    tell_terms()
    ledger.book(FEBRUARY)
    first, second = ledger.lines()
    assert (first.to_date, first.days, first.rate) == (date(2024, 2, 15), 90, 100_000)
    assert (second.from_date, second.days, second.rate) == (date(2024, 2, 16), 84, 200_000)
    prices = [price_of(one).value for one in (first, second)]
    assert prices == [310_345, 579_310]


def test_closed_days_are_no_days(ledger):
    ledger.all_take_part(5)
    new = federation.NewClosing(date(2024, 2, 1), date(2024, 2, 4), "Sportlov")
    federation.add_term(SETUP, ledger.agreement.pk, new, key="stängt")
    tell_terms()
    ledger.book(FEBRUARY)
    assert sums(ledger) == {("Gruppen Norr", "Lillköping", FEBRUARY): 125}


def test_what_was_booked_is_never_changed_but_corrected_in_the_month_where_it_is_found(ledger):
    rows = ledger.all_take_part(7)
    ledger.book(FEBRUARY)
    entered_in_error(ledger, rows[0])
    in_april(ledger)
    # One person's correction is told in the days of the month, at its price, and not by itself
    assert sums(ledger) == {
        ("Gruppen Norr", "Lillköping", FEBRUARY): 7 * 29,
        ("Gruppen Norr", "Lillköping", MARCH): 6 * 31 - 29,
    }
    assert [one.corrects for one in ledger.lines()] == [None, None]


def test_a_correction_of_five_stands_by_itself_with_the_price_of_its_days(ledger):
    rows = ledger.all_take_part(10)
    ledger.book(FEBRUARY)
    entered_in_error(ledger, *rows[:5])
    in_april(ledger)
    root, correction, march = ledger.lines()
    assert (correction.corrects, correction.days) == (root, -5 * 29)
    assert price_of(correction).value == -500_000
    assert march.days == 5 * 31
    assert ledger.reports()[1].corrects.code == root.pk


def test_a_correction_that_would_leave_few_does_not_stand_by_itself(ledger):
    rows = ledger.all_take_part(7)
    for nth in range(7, 12):
        ledger.takes_part(nth, MARCH)
    ledger.book(FEBRUARY)
    entered_in_error(ledger, *rows[:5])
    in_april(ledger)
    # 7 - 5 = 2: the difference would be the days of two
    assert sums(ledger)["Gruppen Norr", "Lillköping", MARCH] == 7 * 31 - 5 * 29


def test_one_registered_late_is_booked_when_it_is_found(ledger):
    ledger.all_take_part(5)
    ledger.book(FEBRUARY)
    ledger.takes_part(5, date(2024, 2, 20))
    in_april(ledger)
    assert sums(ledger)["Gruppen Norr", "Lillköping", MARCH] == 6 * 31 + 10


def test_corrections_of_what_was_withheld_are_not_told(ledger):
    rows = ledger.all_take_part(3)
    ledger.book(FEBRUARY)
    entered_in_error(ledger, rows[0])
    for nth in range(5, 10):
        ledger.takes_part(nth, MARCH)
    in_april(ledger)
    assert sums(ledger)["Gruppen Norr", "Lillköping", MARCH] == 7 * 31
    removed = [one for one in ledger.entries() if one.removed]
    assert [(one.month, one.line.days) for one in removed] == [(FEBRUARY, None)]


def test_a_correction_waits_for_a_month_that_tells(ledger):
    rows = ledger.all_take_part(6, last=date(2024, 2, 29))
    ledger.book(FEBRUARY)
    entered_in_error(ledger, rows[0])
    in_april(ledger)
    assert sums(ledger)[None, None, MARCH] is None
    assert not any(one.removed for one in ledger.entries())
    for nth in range(6, 12):
        ledger.takes_part(nth, APRIL)
    in_april(ledger, APRIL, "2024-05-02")
    assert sums(ledger)["Gruppen Norr", "Lillköping", APRIL] == 6 * 30 - 29


def test_the_months_are_booked_in_order_and_when_they_are_over(ledger):
    ledger.book(JANUARY)
    for month in (MARCH, APRIL, date(2023, 12, 1)):
        with pytest.raises(InputError, match="i ordning"):
            ledger.book(month)


def test_only_the_coordinator_books(ledger):
    asked = MonthAsked(ledger.claiming.home.pk, FEBRUARY)
    for who in (ledger.party.worker, ledger.party.receiver, ledger.party.other_coordinator):
        with pytest.raises(NotAllowedError):
            book_days(who, ledger.body, asked, key=f"nej/{who.user}")
    assert AuditEvent.objects.filter(kind="persons.days_booked").count() == 0


def test_the_database_refuses_a_day_that_is_booked_already(ledger):
    ledger.all_take_part(5)
    ledger.book(FEBRUARY)
    one = ledger.entries()[0]
    again = {
        "controller_id": one.controller_id,
        "person_id": one.person_id,
        "delivery_id": one.delivery_id,
        "month": FEBRUARY,
        "line_id": one.line_id,
    }
    for number, more, why in (
        (2, {"added": 1}, "booked once"),
        (1, {"removed": 1}, "day_entry_numbered_once"),
        (2, {"removed": 2**29}, "cannot be taken back"),
    ):
        with pytest.raises(DatabaseError, match=why), transaction.atomic(), unread([ledger.body]):
            DayEntry.objects.create(number=number, **again, **more)
    for table in (DayEntry, DayLine, ClosedMonth):
        with pytest.raises(DatabaseError), transaction.atomic(), unread([ledger.body]):
            table.objects.update(recorded_at=None)


def test_booking_asks_as_many_questions_whatever_there_is(ledger):
    ledger.all_take_part(5)
    ledger.book(JANUARY)
    with CaptureQueriesContext(connection) as few:
        ledger.book(FEBRUARY)
    for nth in range(5, 12):
        ledger.takes_part(nth, date(2024, 3, 4))
    with CaptureQueriesContext(connection) as more:
        in_april(ledger)
    assert len(more) <= len(few)


def test_the_message_holds_sums_and_nothing_of_the_persons(ledger):
    rows = ledger.all_take_part(5)
    ledger.book(FEBRUARY)
    wire = Sent.objects.get(type="deltagardagar").wire
    told = json.loads(wire)["envelope"]["payload"]
    assert set(told) == {"month", "authority", "lines"}
    assert [line["days"] for line in told["lines"]] == [145]
    with unread([ledger.body]):
        for row in rows:
            for word in ("Påhitt", str(row.person_id), str(row.pk)):
                assert word not in wire


def test_the_same_message_twice_changes_nothing(ledger):
    ledger.all_take_part(5)
    made = ledger.book(FEBRUARY)
    take_days(next(one for one in came_of("deltagardagar", ledger.claiming.home.pk)))
    assert len(ledger.reports()) == 1
    assert made.pk == ledger.book(FEBRUARY).pk


def test_the_same_days_told_anew_with_other_codes_are_refused(ledger):
    ledger.all_take_part(5)
    ledger.book(FEBRUARY)
    came = next(one for one in came_of("deltagardagar", ledger.claiming.home.pk))
    lines = [{**line, "line": str(uuid4())} for line in came.payload["lines"]]
    again = replace(came, message=uuid4(), payload={**came.payload, "lines": lines})
    with pytest.raises(ConflictError, match="redan berättade"):
        take_days(again)
    changed = [{**line, "days": 1} for line in came.payload["lines"]]
    again = replace(came, message=uuid4(), payload={**came.payload, "lines": changed})
    with pytest.raises(ConflictError, match="andra uppgifter"):
        take_days(again)
