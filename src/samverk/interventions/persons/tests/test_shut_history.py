"""The forecast reckons with what the provider has shut, from the day it was said, and knew nothing before."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.analytics.waiting.history import capacity
from samverk.interventions import actions
from samverk.interventions.persons.queries.histories import history
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.walls import unread

TODAY = date(2024, 3, 15)
WEEK, ONE = timedelta(days=7), timedelta(days=1)


def shut(party, number, day, last=None):
    new = actions.NewShutting(party.delivery.pk, day, number, "Golvet läggs om", last)
    return actions.shut_places(party.coordinator, new, key=f"{number}/{day}")


def open_on(party, day, known=None):
    with unread([party.receives]):
        queue = history(party.delivery)
    queue = queue.as_known(known) if known else queue
    return capacity(queue.places, day)[queue.name]


def test_the_ledger_has_what_is_shut_and_opens_again(party):
    shut(party, 2, TODAY + WEEK, TODAY + 2 * WEEK)
    days = [TODAY, TODAY + WEEK, TODAY + 2 * WEEK, TODAY + 2 * WEEK + ONE]
    assert [open_on(party, day) for day in days] == [2, 0, 0, 2]
    assert [open_on(party, day, known=TODAY) for day in days] == [2, 0, 0, 2]
    # Who played it before it was said knew of the catalogue alone
    assert open_on(party, TODAY + WEEK, known=TODAY - ONE) == 2


def test_a_change_in_the_catalogue_meanwhile_is_met_by_what_is_shut(party):
    shut(party, 1, TODAY)
    party.delivery.capacity.update(to_date=TODAY + WEEK - ONE)
    party.delivery.capacity.create(
        from_date=TODAY + WEEK, funded=5, maximum=6, out_of_service=0, recorded_on=TODAY
    )
    assert [open_on(party, day) for day in (TODAY - ONE, TODAY, TODAY + WEEK)] == [2, 1, 4]


def test_the_queue_has_so_many_places_less_at_once(party):
    def free():
        with unread([party.receives]):
            return free_on(party.delivery.pk, TODAY).value

    assert free() == 2
    shut(party, 2, TODAY)
    assert free() == 0
