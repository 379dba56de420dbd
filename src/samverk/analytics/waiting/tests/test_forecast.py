"""Aktuellt väntetidsläge: the same for the same input, right on the average, and honest where it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from samverk.analytics.waiting.estimation import Beliefs, Kind, estimate
from samverk.analytics.waiting.forecast import Outlook, outlook
from samverk.analytics.waiting.history import (
    Ending,
    EndKind,
    Entry,
    Origin,
    Pause,
    Places,
    Queue,
    Stay,
)
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made, truth
from samverk.analytics.waiting.tests.strategies import DAY, queues

FEW = Settings(worlds=50)
LONG_AGO = date(2020, 1, 1)


def waiting(*clocks, places=1, stays=(), **more):
    entries = tuple(Entry(f"{n}", c, c, **more) for n, c in enumerate(clocks))
    return Queue("A", LONG_AGO, entries, stays, (Places("A", LONG_AGO, places, places),))


def test_the_same_settings_give_the_same_forecast():
    queue = made(Made(), 1)
    assert outlook(queue, TODAY, FEW) == outlook(queue, TODAY, FEW)
    assert outlook(queue, TODAY, FEW) != outlook(queue, TODAY, replace(FEW, seed=2))


@hypothesis_settings(max_examples=15, deadline=None)
@given(queues())
def test_the_order_in_which_people_are_listed_does_not_matter(queue):
    turned = replace(queue, entries=queue.entries[::-1])
    assert outlook(turned, DAY, FEW) == outlook(queue, DAY, FEW)


@hypothesis_settings(max_examples=15, deadline=None)
@given(queues())
def test_what_came_later_does_not_matter(queue):
    assert outlook(queue.as_known(DAY), DAY, FEW) == outlook(queue, DAY, FEW)


@hypothesis_settings(max_examples=15, deadline=None)
@given(queues())
def test_everybody_who_waits_has_an_outlook_in_the_queues_order(queue):
    found = outlook(queue, DAY, FEW)
    assert [one.key for one in found.people] == [e.key for e in queue.waiting(DAY)]
    for one, entry in zip(found.people, queue.waiting(DAY), strict=True):
        assert one.wait.low is None or one.wait.low >= entry.total_wait(DAY)
        assert 0 <= one.starts <= 1


def test_a_free_place_is_had_at_once():
    found = outlook(waiting(TODAY - timedelta(days=40), places=2), TODAY, FEW)
    (first,) = found.people
    assert (first.wait.low, first.wait.high, first.first, first.last) == (40, 40, TODAY, TODAY)
    assert first.starts == 1
    assert found.today[0][1].high == 0


def test_an_empty_queue_with_places_has_no_wait():
    found = outlook(waiting(), TODAY, FEW)
    assert found.people == ()
    assert [one.middle for _, one in found.today] == [0]
    assert found.joiners is None


def test_without_places_no_start_is_promised():
    found = outlook(waiting(TODAY, places=0), TODAY, FEW)
    (only,) = found.people
    assert (only.wait.low, only.first, only.starts) == (None, None, 0)
    assert found.today[0][1].low is None


def test_the_next_in_line_waits_for_those_before():
    clocks = [TODAY - timedelta(days=30 - n) for n in range(4)]
    found = outlook(waiting(*clocks, stays=(Stay(TODAY, delivery="A"),)), TODAY)
    middles = [one.wait.middle for one in found.people]
    assert middles == sorted(middles)
    assert middles[0] > 30


def test_without_a_history_it_rests_on_what_is_believed_and_says_so():
    queue = waiting(TODAY, stays=(Stay(TODAY, delivery="A"),))
    short, long = (
        outlook(queue, TODAY, Settings(worlds=2000, beliefs=Beliefs(stay=days)))
        for days in (70, 700)
    )
    assert short.stays_ended == 0
    assert 5 * short.people[0].wait.middle < long.people[0].wait.middle


def test_a_pause_does_not_take_the_place_in_the_queue():
    clocks = TODAY - timedelta(days=9), TODAY - timedelta(days=5)
    queue = waiting(*clocks, stays=(Stay(TODAY, delivery="A"),))
    paused = replace(queue.entries[0], pauses=(Pause(TODAY - timedelta(days=3)),))
    assert outlook(replace(queue, entries=(paused, queue.entries[1])), TODAY, FEW) == outlook(
        queue, TODAY, FEW
    )


def test_a_cut_to_come_is_seen():
    queue = made(Made(), 4).as_known(TODAY)
    cut = replace(queue, places=(*queue.places, Places("Balder", TODAY + timedelta(days=30), 6, 6)))
    assert outlook(cut, TODAY).joiners.middle > 1.3 * outlook(queue, TODAY).joiners.middle


def test_places_cut_below_those_held_are_not_filled_until_enough_have_ended():
    stays = tuple(Stay(TODAY - timedelta(days=n), delivery="A") for n in range(3))
    of_three, of_one = (
        outlook(waiting(TODAY, places=places, stays=stays), TODAY, Settings(worlds=500)).people[0]
        for places in (3, 1)
    )
    # the first of three to end, and the last
    assert of_one.wait.middle > 3 * of_three.wait.middle


def test_moved_people_keep_their_clock_and_do_not_count_as_joiners():
    moved = replace(made(Made(), 1).entries[-1], origin=Origin.TRANSFERRED)
    queue = waiting(TODAY)
    both = replace(queue, entries=(*queue.entries, replace(moved, key="x", entered=TODAY,
        clock=TODAY - timedelta(days=400), ending=None)))  # fmt: skip
    assert outlook(both, TODAY, FEW).people[0].key == "x"
    assert estimate(both, TODAY, Beliefs()).joined == 1


def test_days_before_a_queue_was_imported_are_not_at_risk():
    start = TODAY - timedelta(days=100)
    imported = Entry("1", LONG_AGO, start, origin=Origin.IMPORTED)
    queue = Queue("A", start, (imported,))
    (leaving,) = estimate(queue, TODAY, Beliefs(weight=0)).leaving
    assert leaving.at_risk == 100


def test_moves_are_not_removals():
    ends = {
        kind: estimate(waiting(LONG_AGO, ending=Ending(kind, TODAY)), TODAY, Beliefs(weight=0))
        .leaving[0]
        .ended
        for kind in EndKind
    }
    assert ends == {EndKind.STARTED: 0, EndKind.REMOVED: 1, EndKind.TRANSFERRED: 0}


@pytest.mark.parametrize("wrong", [{"worlds": 0}, {"joining_days": 0}])
def test_a_forecast_of_nothing_is_a_mistake(wrong):
    with pytest.raises(ValueError, match="minst en"):
        Settings(**wrong)


@pytest.mark.parametrize("after_cut", [None, 8], ids=["steady", "after a cut"])
def test_it_is_right_on_the_average_and_its_range_holds_eight_of_ten(after_cut):
    """The short version of benchmarks/waiting.py, whose 1,000 runs bear tighter bounds."""
    pairs = [(made(Made(after_cut=after_cut), seed), seed) for seed in range(120)]
    told = [(outlook(q, TODAY, Settings(worlds=200)), truth(q)) for q, _ in pairs]
    kept = [(found.joiners, came) for found, came in told if came is not None and found.joiners]
    assert len(kept) > 110
    inside = fmean(r.low <= came <= r.high for r, came in kept)
    assert 0.68 <= inside <= 0.92
    assert abs(fmean(r.middle - came for r, came in kept)) < 40


def test_the_days_a_place_stands_empty_between_two_are_taken_from_the_history():
    queue = made(Made(after_cut=8, turnover=30), 3).as_known(TODAY)
    own = estimate(queue, TODAY, Beliefs()).turnover
    assert own == pytest.approx(30, abs=8)
    settings = [Settings(beliefs=Beliefs(turnover=days)) for days in (None, own, 0)]
    taken, same, none = (outlook(queue, TODAY, one).joiners.middle for one in settings)
    assert taken == same > none + 15


def test_places_for_some_homes_only_say_nothing_of_turnover():
    queue = made(Made(turnover=30), 3).as_known(TODAY)
    own = tuple(replace(row, serves=("Lerum",)) for row in queue.places)
    assert estimate(replace(queue, places=own), TODAY, Beliefs()).turnover == 0


def test_a_kind_that_never_came_can_be_asked_for():
    queue = waiting(*[TODAY] * 3, home="Lerum", priority=1)
    first = Kind("Partille", "", 0)
    found = dict(outlook(queue, TODAY, replace(FEW, asking=(first,))).today)
    assert found[first].middle < found[Kind("Lerum", "", 1)].middle
    assert Kind("Partille", "", 0) not in dict(outlook(queue, TODAY, FEW).today)


def test_those_who_join_later_in_a_class_before_are_waited_for():
    """One place, short stays, and somebody of the first class every third day."""
    days = [TODAY - timedelta(days=3 * n) for n in range(1, 100)]
    served = tuple(
        Entry(f"{n}", day, day, Ending(EndKind.STARTED, day)) for n, day in enumerate(days)
    )
    stays = tuple(Stay(day - timedelta(days=20), day, "A") for day in days)
    last = Entry("last", TODAY, TODAY, priority=1)
    queue = Queue(
        "A",
        days[-1],
        (*served, last),
        (*stays, Stay(TODAY, None, "A")),
        (Places("A", days[-1], 1, 1),),
    )
    (found,) = outlook(queue, TODAY, replace(FEW, joining_days=1)).people
    assert found.wait.middle is None or found.wait.middle > 300


def test_of_those_with_one_clock_the_key_decides():
    queue = waiting(*[TODAY] * 3, stays=(Stay(TODAY, delivery="A"),))
    middles = {one.key: one.wait.middle for one in outlook(queue, TODAY, FEW).people}
    assert middles["0"] < middles["1"] < middles["2"]


def test_an_outlook_is_of_its_day():
    found = outlook(made(Made(), 2), TODAY, FEW)
    assert isinstance(found, Outlook)
    assert (found.day, found.joining_days) == (TODAY, 120)
