"""The simulation against a plain one that walks through time, and by what must always be true."""

from __future__ import annotations

import heapq
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.waiting.simulation import People, Rooms, play

INF = float("inf")
TIME = st.floats(0.1, 500, allow_nan=False)


def people(*rows, lanes=None):
    """Make one world of people from (arrive, leave, stay)."""
    arrive, leave, stay = (np.array([column], dtype=float) for column in zip(*rows, strict=True))
    lane = np.array([lanes or [0] * len(rows)], dtype=np.int64)
    return People(arrive, leave, stay, np.full(arrive.shape, INF), lane)


def rooms(*free, delivery=None, closing=((),), serves=((True,),), rank=(0,), turnover=0.0):
    most = max(map(len, closing))
    return Rooms(
        free=np.array([free], dtype=float),
        delivery=np.array(delivery or [0] * len(free), dtype=np.int64),
        closing=np.array([[*sorted(c), *[INF] * (most - len(c))] for c in closing], dtype=float),
        serves=np.array(serves, dtype=bool),
        rank=np.array(rank, dtype=np.int64),
        turnover=turnover,
    )


def offered(*args):
    return list(play(*args)[0])


def test_the_first_in_the_queue_has_the_first_place():
    three = people((0, INF, 10), (0, INF, 10), (0, INF, 10))
    assert offered(three, rooms(5, 7)) == [5, 7, 15]


def test_whoever_has_left_takes_no_place_but_is_told_when():
    assert offered(people((0, 4, 10), (0, INF, 10)), rooms(5)) == [5, 5]
    assert offered(people((0, 5, 10), (0, INF, 10)), rooms(5)) == [5, 15]


def test_a_place_waits_for_who_comes_next():
    assert offered(people((3, INF, 4), (20, INF, 1)), rooms(0)) == [3, 20]


def test_a_place_stands_empty_between_two():
    assert offered(people((0, INF, 10), (0, INF, 1)), rooms(0, turnover=3)) == [0, 13]


def test_a_stay_ends_on_its_latest_day():
    two = people((0, INF, 100), (0, INF, 1))
    cut = replace(two, latest=np.array([[30.0, INF]]))
    assert offered(cut, rooms(0)) == [0, 30]


def test_who_starts_before_a_place_closes_stays_to_the_end():
    three = people((0, INF, 10), (0, INF, 10), (0, INF, 10))
    assert offered(three, rooms(0, closing=([5],))) == [0, INF, INF]
    assert offered(three, rooms(0, 1, closing=([5],))) == [0, 1, 11]


def test_places_that_open_while_too_many_are_held_do_not_add_to_them():
    """Two places are cut to one at day 5 and back to two at day 8, while both are held."""
    many = people(*[(0, INF, 20)] * 4)
    assert offered(many, rooms(0, 0, 8, closing=([5],))) == [0, 0, 20, 20]


def test_a_class_goes_first_whenever_it_comes():
    late_but_first = people((0, INF, 10), (0, INF, 10), (6, INF, 10), lanes=[1, 1, 0])
    assert offered(late_but_first, rooms(5, serves=((True, True),), rank=(0, 1))) == [5, 25, 15]


def test_places_of_one_home_are_not_for_others():
    two = people((0, INF, 10), (9, INF, 10), lanes=[0, 1])
    only_other = rooms(
        0, 30, delivery=[0, 1], closing=((), ()), serves=((False, True), (True, True))
    )
    assert offered(two, replace(only_other, rank=np.array([0, 0]))) == [30, 9]


def test_without_places_nobody_is_served():
    assert offered(people((0, INF, 1)), rooms()) == [INF]


def test_without_people_it_ends():
    nobody = People(*[np.zeros((1, 0))] * 4, np.zeros((1, 0), dtype=np.int64))
    assert play(nobody, rooms(0, 3)).shape == (1, 0)


@st.composite
def cases(draw, *, lanes: int = 2, leaving: bool = True):
    many = draw(st.integers(1, 12))
    arrive = sorted(draw(st.lists(TIME, min_size=many, max_size=many, unique=True)))
    stays = draw(st.lists(TIME, min_size=many, max_size=many))
    patience = draw(st.lists(TIME if leaving else st.just(INF), min_size=many, max_size=many))
    lane = draw(st.lists(st.integers(0, lanes - 1), min_size=many, max_size=many))
    found = people(
        *((a, a + p, s) for a, p, s in zip(arrive, patience, stays, strict=True)), lanes=lane
    )
    one, other = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    free = draw(st.lists(TIME, min_size=one + other, max_size=one + other))
    closing = [draw(st.lists(TIME, max_size=n)) for n in (one, other)]
    mine = draw(st.lists(st.booleans(), min_size=lanes, max_size=lanes))
    floor = rooms(
        *free,
        delivery=[0] * one + [1] * other,
        closing=closing,
        serves=([True] * lanes, mine),
        rank=draw(st.lists(st.integers(0, 1), min_size=lanes, max_size=lanes)),
    )
    return found, floor


def walked(found: People, floor: Rooms) -> list[float]:
    """Walk from event to event, with all who wait in one list: who starts, and when."""
    arrive, leave, stay, lane = (
        list(column[0]) for column in (found.arrive, found.leave, found.stay, found.lane)
    )
    times = [*arrive, *floor.free[0], *(t for t in floor.closing.ravel() if t < INF)]
    heapq.heapify(times)
    free_at, starts = list(floor.free[0]), [INF] * len(arrive)
    due = [sorted(row) for row in floor.closing]
    while times:
        now = heapq.heappop(times)
        for place, delivery in enumerate(floor.delivery):
            if free_at[place] > now:
                continue
            if due[delivery] and due[delivery][0] <= now:
                due[delivery].pop(0)
                free_at[place] = INF
                continue
            here = [
                (floor.rank[lane[p]], p)
                for p in range(len(arrive))
                if arrive[p] <= now <= leave[p]
                and starts[p] == INF
                and floor.serves[delivery, lane[p]]
            ]
            if here:
                person = min(here)[1]
                starts[person] = now
                free_at[place] = now + stay[person]
                heapq.heappush(times, free_at[place])
    return starts


@settings(max_examples=200, deadline=None)
@given(cases())
def test_it_is_what_a_plain_walk_through_time_gives(case):
    found, floor = case
    times = play(found, floor)
    starts = np.where(times <= found.leave, times, INF)
    assert list(starts[0]) == walked(found, floor)


@settings(deadline=None)
@given(cases(lanes=1, leaving=False), st.integers(1, 3))
def test_more_places_make_nobody_wait_longer_where_nobody_leaves(case, more):
    found, floor = case
    floor = replace(floor, serves=np.ones_like(floor.serves))
    wider = replace(
        floor,
        free=np.hstack([floor.free, np.full((1, more), 50.0)]),
        delivery=np.append(floor.delivery, [1] * more),
    )
    assert (play(found, wider) <= play(found, floor)).all()


@settings(deadline=None)
@given(cases())
def test_worlds_do_not_touch_each_other(case):
    found, floor = case
    twice = People(*(np.repeat(part, 2, axis=0) for part in _parts(found)))
    twice.leave[1] = twice.arrive[1] - 1
    double = replace(floor, free=np.repeat(floor.free, 2, axis=0))
    assert (play(twice, double)[0] == play(found, floor)[0]).all()


@settings(deadline=None)
@given(cases(lanes=1))
def test_one_who_only_asks_stands_in_nobodys_way(case):
    found, floor = case
    asking = people(
        *zip(*(list(part[0]) for part in (found.arrive, found.leave, found.stay)), strict=True),
        (600.0, -1.0, 400.0),
        (700.0, INF, 1.0),
    )
    without = people(
        *zip(*(list(part[0]) for part in (found.arrive, found.leave, found.stay)), strict=True),
        (700.0, INF, 1.0),
    )
    with_one = list(play(asking, floor)[0])
    assert with_one[:-2] + with_one[-1:] == list(play(without, floor)[0])


def test_the_plain_walk_itself_serves_in_order():
    assert walked(people((0, INF, 10), (0, 4, 10), (0, INF, 10)), rooms(5)) == [5, INF, 15]


@pytest.mark.parametrize("held", [1, 2, 5])
def test_never_more_are_served_at_once_than_there_are_places(held):
    rng = np.random.default_rng(held)
    came = np.sort(rng.uniform(0, 300, 40))
    rows = [(a, a + rng.uniform(0, 200), rng.uniform(1, 90)) for a in came]
    found = people(*rows)
    times = play(found, rooms(*[0.0] * held))[0]
    served = [(t, t + row[2]) for t, row in zip(times, rows, strict=True) if t <= row[1]]
    assert len(served) > held
    for start, _ in served:
        assert sum(first <= start < last for first, last in served) <= held


def _parts(found: People):
    return found.arrive, found.leave, found.stay, found.latest, found.lane
