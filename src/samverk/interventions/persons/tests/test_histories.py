"""A queue as the estimators read it: since when it is seen, which places were known, and days held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.analytics.waiting.estimation import Beliefs, estimate
from samverk.analytics.waiting.flows import use
from samverk.interventions.models import CapacityRow
from samverk.interventions.persons.models import Participation, Person, Protection
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.tests.test_waiting import TODAY, fill
from samverk.interventions.persons.walls import unread

YESTERDAY = TODAY - timedelta(days=1)


def read(party, delivery=None):
    with unread([party.receives]):
        return history(delivery or party.delivery)


def test_who_joins_is_counted_over_the_time_that_the_queue_was_seen(party):
    """The delivery is from 2020, and the system has seen the queue for a hundred and twenty days."""
    fill(party, [], waiting=20)
    queue = read(party)
    assert queue.observed == TODAY - timedelta(days=120)
    found = estimate(queue, TODAY, Beliefs())
    # Those of the very first day may have waited long before
    assert (found.joined, found.joining_days) == (19, 120)
    assert found.joiners_a_year == pytest.approx(57.8, abs=0.1)


def test_without_any_step_the_deliverys_first_day_is_the_first(party):
    assert read(party).observed == date(2020, 1, 1)


def test_places_are_known_from_the_day_they_were_recorded(party):
    row = CapacityRow.objects.get(delivery=party.delivery)
    row.funded, row.recorded_on = 1, TODAY
    row.save()
    row.reason = "Rättad stavning"
    row.save()
    queue = read(party)
    assert [one.funded for one in queue.as_known(YESTERDAY).places] == [2]
    assert [one.funded for one in queue.as_known(TODAY).places] == [1]


def test_a_cut_that_is_decided_later_is_not_known_before(party):
    CapacityRow.objects.filter(delivery=party.delivery).update(to_date=date(2023, 12, 31))
    CapacityRow.objects.create(
        delivery=party.delivery,
        from_date=date(2024, 1, 1),
        funded=1,
        maximum=1,
        recorded_on=date(2023, 11, 1),
    )
    known = read(party).as_known(date(2023, 10, 31)).places
    assert [one.funded for one in known] == [2]


def test_the_last_day_is_held_as_in_the_ledger(party):
    fill(party, [30])
    with unread([party.receives]):
        row = Participation.objects.get()
    queue = read(party)
    # It began on day 0 and ended on day 10: eleven days, each with one place held
    assert use(queue, row.starts_on, row.ended_on).held == 11
    assert use(queue, row.ended_on, row.ended_on).held == 1
    assert use(queue, row.ended_on + timedelta(days=1), TODAY).held == 0


def test_of_one_who_is_protected_neither_home_nor_party_is_read(party):
    fill(party, [30], waiting=1)
    with unread([party.receives]):
        for person in Person.objects.all():
            Protection.objects.create(controller_id=party.receives, person=person)
    queue = read(party)
    assert {(one.home, one.party, one.told) for one in queue.entries} == {("", "", False)}
    assert {(one.home, one.party) for one in queue.stays} == {("", "")}
