"""Writes to one body by several people at the same time, each on a connection of its own."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from samverk.directory import actions
from samverk.directory.models import Body, BodyTerms, Person, Seat, SeatHolding
from samverk.foundation.errors import ConflictError, InputError, SamverkError
from samverk.foundation.models import AuditEvent, IdempotencyKey
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race

__all__ = ["committed"]


@pytest.fixture
def stage(committed, the_day):
    return set_stage()


@pytest.fixture
def holding(stage):
    start = date(2024, 1, 1)
    return actions.NewHolding(stage.board.pk, 1, False, "Siv Lundgård", "", "member", start)


def attempt(write, *words, **key):
    """Answer what was made, or the fault that a person would be told."""
    try:
        return write(SETUP, *words, **key)
    except (ConflictError, InputError) as fault:
        return fault


def told(results):
    return [fault.message for fault in results if isinstance(fault, Exception)]


def test_of_several_people_given_one_seat_at_once_one_gets_it(holding):
    def work(number):
        new = replace(holding, person=f"Person {number}")
        return attempt(actions.fill_seat, new, key=f"plats/{number}")

    faults = told(race(work))
    assert (len(faults), SeatHolding.objects.count(), Seat.objects.count()) == (7, 1, 1)
    assert all("Avsluta det uppdraget först" in fault for fault in faults)


def test_whoever_is_refused_a_seat_leaves_neither_person_event_nor_key(holding):
    def work(number):
        new = replace(holding, person=f"Person {number}")
        return attempt(actions.fill_seat, new, key=f"plats/{number}")

    race(work)
    assert Person.objects.count() == 1
    assert AuditEvent.objects.filter(kind="directory.seat_filled").count() == 1
    assert IdempotencyKey.objects.filter(key__startswith="plats/").count() == 1


def test_terms_of_office_that_only_touch_are_both_kept(holding):
    spans = [(date(2024, 1, 1), date(2024, 6, 30)), (date(2024, 7, 1), None)]

    def work(number):
        start, end = spans[number]
        new = replace(holding, person=f"Person {number}", from_date=start, to_date=end)
        return attempt(actions.fill_seat, new, key=f"plats/{number}")

    assert told(race(work, 2)) == []
    assert SeatHolding.objects.count() == 2


def test_a_holding_ended_twice_at_once_ends_once(stage, holding):
    held = actions.fill_seat(SETUP, holding, key="plats")

    def work(number):
        day = date(2024, 2, 1 + number)
        return attempt(actions.end_holding, held.pk, day, key=f"slut/{number}")

    faults = told(race(work, 4))
    ended = SeatHolding.objects.get().to_date
    assert faults == [f"Uppdraget är redan avslutat {ended}."] * 3
    assert AuditEvent.objects.get(kind="directory.holding_ended").effective_on == ended


def somebody_waits():
    """Answer whether a writer of this database stands in line for another's lock."""
    with connection.cursor() as cursor:
        # Within a transaction PostgreSQL shows the first picture it took, until told to forget it.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def while_the_first_is_open(first, second):
    """Do ``first``, let ``second`` begin on another connection, and commit when it waits."""

    def elsewhere():
        try:
            return second()
        except SamverkError as fault:
            return fault
        finally:
            connection.close()

    deadline = time.monotonic() + 30
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            later = pool.submit(elsewhere)
            while not later.done() and not somebody_waits():
                assert time.monotonic() < deadline
                time.sleep(0.01)
        return later.result(timeout=30)


def by_laws(stage, day, key):
    new = actions.NewTerms(stage.board.pk, day, f"KF § {day.month}")
    return lambda: actions.set_terms(SETUP, new, key=key)


def test_whoever_wants_a_seat_that_is_being_given_away_waits_and_is_told(holding):
    other = replace(holding, person="Moa Kvarnås", from_date=date(2025, 1, 1))
    fault = while_the_first_is_open(
        lambda: actions.fill_seat(SETUP, holding, key="a"),
        lambda: actions.fill_seat(SETUP, other, key="b"),
    )
    assert "Avsluta det uppdraget först" in fault.message
    assert SeatHolding.objects.get().person.name == "Siv Lundgård"


def test_a_term_of_office_after_the_one_being_given_away_is_kept(holding):
    first = replace(holding, to_date=date(2024, 6, 30))
    other = replace(holding, person="Moa Kvarnås", from_date=date(2024, 7, 1))
    kept = while_the_first_is_open(
        lambda: actions.fill_seat(SETUP, first, key="a"),
        lambda: actions.fill_seat(SETUP, other, key="b"),
    )
    assert kept.from_date == date(2024, 7, 1)
    assert SeatHolding.objects.count() == 2


def test_by_laws_registered_while_others_are_never_overlap(stage):
    later = while_the_first_is_open(
        by_laws(stage, date(2024, 1, 1), "a"), by_laws(stage, date(2024, 3, 1), "b")
    )
    assert isinstance(later, ConflictError | BodyTerms)
    rows = list(BodyTerms.objects.order_by("from_date"))
    assert rows[0].from_date == date(2024, 1, 1)
    assert [row.to_date is None for row in rows] == [False] * (len(rows) - 1) + [True]


def test_one_name_given_to_bodies_at_once_is_given_once(stage):
    def work(number):
        new = actions.NewBody(stage.town.pk, "board", "Kulturnämnden")
        return attempt(actions.add_body, new, key=f"organ/{number}")

    faults = told(race(work))
    assert len(faults) == 7
    assert Body.objects.filter(name="Kulturnämnden").count() == 1
