"""The demo's crowd lives by the rules: steps, places, order and balance, asked from outside."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from samverk.project.demo.crowd_days import live
from samverk.project.demo.crowd_people import SPAN
from samverk.project.demo.party_people import EXAMPLES
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.queue import QueueEvent, QueueState, may_offer
from samverk.rules.personal_number import read_number
from samverk.rules.stock_flow import Flow, stock_flow

FIRST = date(2023, 9, 6)
CROWDS = tuple(live(FIRST))
LIVES = [life for crowd in CROWDS for life in crowd.lives]
HOLDS = {ParticipationState.PLANNED, ParticipationState.ACTIVE, ParticipationState.INTERRUPTED}


def waits(life):
    """Give the days from and to that somebody waits and is not paused or offered a place."""
    for step, after in pairwise([*life.place.steps, None]):
        if step.after is QueueState.WAITING:
            yield step.day, after.day if after else SPAN + 1


def holds(life):
    """Give the days that somebody holds a place: an offer until its answer, and the stay."""
    for one in life.offers:
        yield one.made, SPAN + 1 if one.answered is None else one.answered
    for step, after in pairwise([*life.stay.steps, None]):
        if step.after in HOLDS:
            yield step.day, after.day if after else SPAN + 1


def test_it_is_the_same_every_time():
    assert tuple(live(FIRST)) == CROWDS


def test_every_step_is_one_that_its_table_has():
    for life in LIVES:
        for course in (life.referral, life.place, life.stay):
            state = None
            for step in course.steps:
                assert step.before is state
                assert course.machine.take(state, step.event, step.hand).value is step.after
                state = step.after


def test_no_step_goes_back_in_time_or_lies_ahead():
    for life in LIVES:
        for course in (life.referral, life.place, life.stay):
            days = [life.who.day, *(step.day for step in course.steps)]
            assert days == sorted(days)
            assert days[-1] <= SPAN


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.town.delivery)
def test_no_more_hold_places_than_there_are(crowd):
    spans = [span for life in crowd.lives for span in holds(life)]
    for day in range(SPAN + 1):
        assert sum(first <= day < end for first, end in spans) <= crowd.town.places


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.town.delivery)
def test_places_are_offered_in_order_or_with_a_reason(crowd):
    passed = 0
    for life in crowd.lives:
        for offer in life.offers:
            others = [
                one.in_line
                for one in crowd.lives
                if any(first < offer.made < end for first, end in waits(one))
            ]
            assert may_offer(life.in_line, [life.in_line, *others], offer.out_of_order).value
            passed += bool(offer.out_of_order)
    assert 0 < passed < len(crowd.lives) / 10


@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.town.delivery)
def test_the_queue_balances_each_quarter(crowd):
    flows = [flow_of(crowd, day, day + 90) for day in range(0, SPAN - 90, 91)]
    assert stock_flow(flows).value == ()
    assert flows[-1].closing >= 10


def flow_of(crowd, first, last):
    """Count a queue's flow from the steps, in a period."""
    joined = [life.place.steps[0].day for life in crowd.lives if life.place.steps]
    ended = [
        (life.place.steps[-1].day, life.place.state)
        for life in crowd.lives
        if life.place.state in (QueueState.STARTED, QueueState.REMOVED)
    ]
    within = [state for day, state in ended if first <= day <= last]
    return Flow(
        crowd.town.delivery,
        FIRST + timedelta(first),
        FIRST + timedelta(last),
        sum(day < first for day in joined) - sum(day < first for day, _ in ended),
        sum(first <= day <= last for day in joined),
        0,
        within.count(QueueState.STARTED),
        within.count(QueueState.REMOVED),
        0,
        sum(day <= last for day in joined) - sum(day <= last for day, _ in ended),
    )


def test_there_is_some_of_everything():
    events = {step.event for life in LIVES for step in life.place.steps}
    assert {QueueEvent.PAUSE, QueueEvent.DECLINE, QueueEvent.NO_ANSWER, QueueEvent.REMOVE} <= events
    assert {life.stay.state for life in LIVES} >= {*HOLDS, ParticipationState.ENDED_EARLY}


def test_numbers_are_of_the_test_range_and_each_person_has_one():
    people = [*(life.who for life in LIVES), *EXAMPLES]
    assert len({(one.born, one.number) for one in people}) == len(people)
    for life in LIVES:
        found = read_number(life.who.personal_number, FIRST + timedelta(SPAN))
        assert found.born == life.who.born
        assert 980 <= int(found.digits[8:11]) <= 999
        assert life.who.name.startswith("Exempel ")


def test_those_who_wait_are_many_in_one_and_fewer_in_the_other():
    many, few = (
        sum(one.place.state is QueueState.WAITING for one in crowd.lives) for crowd in CROWDS
    )
    assert 30 <= many <= 50
    assert 10 <= few <= 25
