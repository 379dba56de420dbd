"""How often a wait is confirmed: who does not answer leaves sooner or later, and nothing else is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from samverk.analytics.waiting.hazards import Drawn
from samverk.analytics.waiting.history import EndKind, Queue
from samverk.analytics.waiting.playing import play_forward
from samverk.analytics.waiting.scenario import Confirming, Scenario
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.stored import Question, question_json, read_question
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made
from samverk.analytics.waiting.whatif import compare

FEW = Settings(worlds=200)
NOW = 90


def history(share: float = 1.0) -> Queue:
    """A queue from which people leave, so large a share of them as they were not reached."""
    queue = made(Made(after_cut=4), 3).as_known(TODAY)
    gone = [e for e in queue.entries if e.ending and e.ending.kind is EndKind.REMOVED]
    assert len(gone) > 20
    lost = {one.key for one in gone[: round(len(gone) * share)]}
    entries = tuple(
        replace(e, ending=replace(e.ending, reason="unreachable" if e.key in lost else "moved"))
        if e.ending and e.ending.kind is EndKind.REMOVED
        else e
        for e in queue.entries
    )
    return replace(queue, entries=entries)


def every(days, *, day=TODAY):
    return Scenario(f"var {days}", confirming=(Confirming(day, days, NOW),))


def leaves(queue, scenario):
    return play_forward(queue, TODAY, FEW, scenario).people.leave


def test_the_same_interval_changes_nothing():
    now, same = compare(history(), TODAY, (Scenario("a"), every(NOW)), FEW)
    assert replace(same, scenario="a") == now


def test_more_often_lets_more_leave_and_less_often_fewer():
    often, now, seldom = compare(history(), TODAY, (every(30), every(NOW), every(365)), FEW)
    assert often.removed.middle > now.removed.middle > seldom.removed.middle
    assert often.waiting.middle < now.waiting.middle < seldom.waiting.middle


def test_where_all_were_reached_it_changes_next_to_nothing():
    now, often = compare(history(0), TODAY, (every(NOW), every(45)), FEW)
    assert often.removed.middle == pytest.approx(now.removed.middle, rel=0.1)


def test_half_the_interval_is_twice_the_rate_of_those_who_do_not_answer():
    """By hand: a rate of 0.01 a day, all of it unanswered, is 0.02 from day 10 on."""
    rates = Drawn(np.array([0.0, 50.0]), np.array([[0.01, 0.01]]))
    ends = np.array([[5.0, 30.0, 110.0, np.inf]])
    found = rates.quickened(np.full((1, 4), 10.0), ends, np.array([2.0]))
    assert found.tolist() == [[5.0, 20.0, 60.0, np.inf]]


def test_a_rate_that_changes_is_quickened_stretch_by_stretch():
    """By hand: 0.01 until 50 days, then 0.03. To 70 they sum to 1.1; halved it is 0.55, at 51.67."""
    rates = Drawn(np.array([0.0, 50.0]), np.array([[0.01, 0.03]]))
    found = rates.quickened(np.zeros((1, 1)), np.array([[70.0]]), np.array([2.0]))
    assert found[0, 0] == pytest.approx(50 + 0.05 / 0.03)


def test_nobody_who_leaves_before_it_begins_is_moved():
    queue, begins = history(), TODAY + timedelta(days=100)
    before, after = leaves(queue, Scenario("")), leaves(queue, every(30, day=begins))
    early = before <= 100
    assert early.any()
    assert np.allclose(before[early], after[early])
    later = np.isfinite(before) & ~early
    assert (after[later] <= before[later] + 1e-6).all()
    assert (after[later] > 99.99).all()


def test_a_question_is_kept_and_gives_the_same_answer():
    question = Question(history(0.5), TODAY, (Scenario("a"), every(30)), FEW)
    read = read_question(question_json(question))
    assert read.scenarios == question.scenarios
    assert read.answer() == question.answer()


def test_an_interval_is_a_day_or_more():
    with pytest.raises(ValueError, match="minst en dag"):
        Confirming(TODAY, 0, NOW)
