"""Lengths of time: counted in stretches, drawn with doubt, and lived to their end."""

from __future__ import annotations

from random import Random
from statistics import fmean

import numpy as np
import pytest

from samverk.analytics.waiting.hazards import Drawn, Length, Stretch, draw, stretches

NO_BELIEF = {"guess": 100.0, "weight": 0.0}


def ended(*days):
    return [Length(0, day, ended=True) for day in days]


def test_ends_and_days_at_risk_are_counted():
    (one,) = stretches([*ended(10, 30), Length(5, 25, ended=False)], **NO_BELIEF)
    assert one == Stretch(0.0, 2, 60)


def test_every_end_and_every_day_lies_in_one_stretch():
    lengths = [*ended(*range(1, 101)), Length(40, 200, ended=False)]
    cut = stretches(lengths, **NO_BELIEF)
    assert len(cut) == 8
    assert sum(one.ended for one in cut) == 100
    assert sum(one.at_risk for one in cut) == 5050 + 160
    assert {one.ended for one in cut} <= {12, 13}


def test_a_belief_decides_where_the_history_is_silent_and_drowns_where_it_is_not():
    (silent,) = stretches([], guess=180, weight=0.5)
    assert silent.at_risk / silent.ended == 180
    cut = stretches(ended(*[50] * 200), guess=180, weight=0.5)
    assert sum(s.at_risk for s in cut) / sum(s.ended for s in cut) == pytest.approx(50, abs=1)


def test_ends_on_the_first_day_are_counted():
    assert sum(one.ended for one in stretches(ended(*[0] * 30), **NO_BELIEF)) == 30


def test_drawn_lengths_have_the_mean_of_those_seen():
    rng = Random(2)
    seen = [rng.expovariate(1 / 300) for _ in range(60)]
    drawn = draw(stretches(ended(*seen), **NO_BELIEF), 4_000, Random(3))
    chances = np.random.default_rng(4).random((4_000, 1))
    assert drawn.remaining(np.zeros(1), chances).mean() == pytest.approx(fmean(seen), rel=0.05)


def test_a_programme_of_ten_weeks_stays_ten_weeks():
    seen = [*ended(*[70] * 30), *ended(20, 45)]
    drawn = draw(stretches(seen, **NO_BELIEF), 500, Random(1))
    lengths = drawn.remaining(np.zeros(4), np.random.default_rng(1).random((500, 4)))
    assert np.median(lengths) == pytest.approx(70, abs=2)
    left = drawn.remaining(np.array([60.0]), np.random.default_rng(2).random((500, 1)))
    assert np.median(left) == pytest.approx(10, abs=2)


def test_fewer_ends_leave_more_doubt():
    def doubt(many):
        drawn = draw([Stretch(0.0, many, many * 100.0)], 2_000, Random(1))
        return float(np.std(1 / drawn.rates))

    assert doubt(10) > 2 * doubt(100)


def test_the_chance_decides_the_days_left_by_the_rates_from_there_on():
    drawn = Drawn(np.array([0.0, 10.0]), np.array([[0.0, 0.1]]))
    half = np.array([[0.5]])
    assert drawn.remaining(np.array([0.0]), half)[0, 0] == pytest.approx(10 + np.log(2) / 0.1)
    assert drawn.remaining(np.array([4.0]), half)[0, 0] == pytest.approx(6 + np.log(2) / 0.1)
    assert drawn.remaining(np.array([15.0]), half)[0, 0] == pytest.approx(np.log(2) / 0.1)


def test_what_never_ends_lasts_for_ever():
    drawn = draw(stretches([], guess=100, weight=0.0), 3, Random(1))
    assert np.isinf(drawn.remaining(np.zeros(2), np.full((3, 2), 0.5))).all()
