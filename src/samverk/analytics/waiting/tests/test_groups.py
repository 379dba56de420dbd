"""A delivery that begins in groups: people begin on the days of its starts, as many as have places."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from samverk.analytics.waiting.estimation import Beliefs
from samverk.analytics.waiting.flows import use
from samverk.analytics.waiting.forecast import outlook
from samverk.analytics.waiting.history import Entry, Places, Queue, Start, Stay
from samverk.analytics.waiting.playing import play_forward
from samverk.analytics.waiting.scenario import Scenario
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.stored import Question, question_json, read_question
from samverk.analytics.waiting.whatif import compare

TODAY = date(2024, 3, 15)
SPRING, AUTUMN = date(2024, 4, 8), date(2024, 9, 2)
FEW = Settings(worlds=100)
NAME = "Gruppen"


def grouped(waiting: int = 5, **more) -> Queue:
    """People who have waited a month each, for a group of two in spring and of two in autumn."""
    entries = tuple(
        Entry(f"{n:03}", TODAY - timedelta(days=400 - n), TODAY - timedelta(days=400 - n))
        for n in range(waiting)
    )
    starts = (Start(NAME, SPRING, 2), Start(NAME, AUTUMN, 2))
    given = {"starts": starts, "in_groups": (NAME,)} | more
    return Queue(NAME, TODAY - timedelta(days=800), entries, **given)


def days_of(queue: Queue) -> list[set[int]]:
    """Tell of each who waits on which days a place may come, in days from today; no day is -1."""
    offered = play_forward(queue, TODAY, FEW).offered[:, : len(queue.entries)]
    return [{int(day) if day < 1e9 else -1 for day in column} for column in offered.T]


def test_places_come_on_the_days_of_the_starts_and_the_first_in_order_have_them():
    spring, autumn = (SPRING - TODAY).days, (AUTUMN - TODAY).days
    first, second, third, fourth, fifth = days_of(grouped())
    assert first == second == {spring}
    # Who stands third has a place in spring where one before them leaves the queue, else in autumn
    assert {autumn} <= third <= {spring, autumn}
    assert {autumn} <= fourth <= {spring, autumn, -1}
    assert -1 in fifth


def test_no_place_comes_where_no_start_is_known():
    assert days_of(grouped(starts=())) == [{-1}] * 5
    assert outlook(grouped(starts=()), TODAY, FEW).people[0].first is None


def test_a_place_that_nobody_takes_at_the_start_is_no_place_later():
    """One waits, for two places: who joins in the months between waits for the autumn."""
    queue = grouped(0)
    joined = tuple(
        Entry(f"{n:03}", day, day) for n, day in enumerate([TODAY - timedelta(days=1)] * 30)
    )
    played = play_forward(replace(queue, entries=joined), TODAY, FEW)
    came = {int(day) for day in played.offered[played.offered < 1e9].ravel()}
    assert came == {(SPRING - TODAY).days, (AUTUMN - TODAY).days}


def test_those_who_take_part_free_no_place_for_others():
    """A group under way ends on any day, and nobody begins on that day."""
    stays = tuple(Stay(TODAY - timedelta(days=100), None, NAME) for _ in range(4))
    places = (Places(NAME, TODAY - timedelta(days=800), 4, 4),)
    assert days_of(grouped(stays=stays, places=places))[0] == {(SPRING - TODAY).days}


def test_a_start_has_at_most_what_the_ledger_has_that_day_and_that_where_it_says_nothing():
    queue = grouped(places=(Places(NAME, TODAY, 1, 3), Places(NAME, AUTUMN, 7, 7)))
    unsaid = Start(NAME, AUTUMN)
    assert [queue.places_of(one) for one in (*queue.starts, unsaid)] == [1, 2, 7]
    assert grouped().places_of(unsaid) == 0


def test_a_start_is_not_known_before_it_is_decided():
    later = Start(NAME, SPRING, 2, decided=TODAY + timedelta(days=1))
    assert grouped(starts=(later,)).as_known(TODAY).starts == ()
    assert days_of(grouped(starts=(later,))) == [{-1}] * 5


def test_what_if_the_groups_were_larger():
    larger = Scenario("Fler", places=(Places(NAME, TODAY, 4, 4),))
    now, then = compare(grouped(), TODAY, (Scenario("Nu"), larger), FEW)
    assert (now.starts.high, then.starts.high) == (4, 8)
    assert now.idle.high == then.idle.high == 0


def test_a_place_is_idle_that_a_group_went_on_without_while_somebody_waited():
    begun = date(2024, 1, 8)
    ended = begun + timedelta(days=20)
    waits = (Entry("1", date(2024, 1, 1), date(2024, 1, 1)),)
    stays = (Stay(begun, ended, NAME), Stay(begun + timedelta(days=2), ended, NAME))
    queue = Queue(NAME, begun, waits, stays, starts=(Start(NAME, begun, 3),), in_groups=(NAME,))
    assert use(queue, date(2024, 1, 1), date(2024, 1, 31)).idle_while_waiting == 20
    # Only the days of the period count, and none when nobody waited as the group began
    assert use(queue, begun + timedelta(days=5), date(2024, 1, 31)).idle_while_waiting == 15
    nobody = replace(queue, entries=())
    assert use(nobody, date(2024, 1, 1), date(2024, 1, 31)).idle_while_waiting == 0


def test_a_question_of_groups_is_read_back_and_one_of_others_is_written_as_before():
    asked = Question(grouped(), TODAY, (Scenario("Nu"),), FEW)
    assert read_question(question_json(asked)).queue == asked.queue
    rolling = Question(grouped(starts=(), in_groups=()), TODAY, (Scenario("Nu"),), FEW)
    assert not {"starts", "in_groups"} & set(json.loads(question_json(rolling))["queue"])


def test_those_in_a_group_hold_no_place_of_a_new_delivery_beside_it():
    """By hand: one waits the whole year, whom the new delivery is not for; two are in a group under way.

    The new delivery's three places are empty on each of the 365 days while somebody waits.
    """
    queue = grouped(
        1,
        starts=(),
        stays=tuple(Stay(TODAY - timedelta(days=10), None, NAME) for _ in range(2)),
        places=(Places(NAME, TODAY - timedelta(days=800), 2, 2),),
    )
    # Nobody ends, leaves or joins in the year
    beliefs = Beliefs(stay=1e9, patience=1e9, weight=1e-6)
    new = Scenario("ny", (Places("Ny", TODAY, 3, 3, serves=("Lerum",)),))
    (found,) = compare(queue, TODAY, (new,), Settings(worlds=20, beliefs=beliefs))
    assert (found.idle.low, found.idle.middle, found.idle.high) == (3 * 365,) * 3
    assert found.held.middle == 2 * 365


def test_who_begins_in_a_group_holds_no_place_of_the_rolling_either():
    """By hand: two of three begin in spring; the third waits on, and three places are empty all year."""
    queue = grouped(3, starts=(Start(NAME, SPRING, 2),))
    beliefs = Beliefs(stay=1e9, patience=1e9, weight=1e-6)
    new = Scenario("ny", (Places("Ny", TODAY, 3, 3, serves=("Lerum",)),))
    (found,) = compare(queue, TODAY, (new,), Settings(worlds=20, beliefs=beliefs))
    assert found.idle.middle == 3 * 365
    assert found.held.middle == 2 * (365 - (SPRING - TODAY).days + 1)
