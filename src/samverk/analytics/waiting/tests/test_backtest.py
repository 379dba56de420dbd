"""Forecasts of the past held against what came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from samverk.analytics.waiting.backtest import Trial, backtest, joiners_median
from samverk.analytics.waiting.forecast import Range, outlook
from samverk.analytics.waiting.history import Queue
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made, truth

FEW = Settings(worlds=100)


@pytest.fixture(scope="module")
def found():
    return backtest(made(Made(after_cut=8), 3), TODAY, FEW)


def test_each_trial_is_the_forecast_that_would_have_been_made(found):
    queue = made(Made(after_cut=8), 3)
    for trial in found.trials[:2]:
        assert trial.forecast == outlook(queue, trial.day, FEW).joiners
        assert trial.outcome == joiners_median(queue.as_known(TODAY), trial.day, 120)


def test_no_trial_was_made_before_a_year_was_known_or_while_its_people_wait(found):
    queue = made(Made(after_cut=8), 3)
    assert found.trials[0].day == queue.observed + timedelta(days=365)
    last = found.trials[-1].day + timedelta(days=120)
    joined = [e for e in queue.entries if queue.observed < e.entered <= last]
    assert not any(e.is_waiting(TODAY) for e in joined)
    assert any(e.is_waiting(TODAY) for e in queue.entries if e.entered <= last + timedelta(days=90))


def test_coverage_and_bias_are_those_of_the_trials(found):
    errors = [t.forecast.middle - t.outcome for t in found.trials]
    assert found.bias == pytest.approx(sum(errors) / len(errors))
    assert found.error == pytest.approx(sum(map(abs, errors)) / len(errors))
    assert found.inside.count == sum(t.inside for t in found.trials)
    assert found.inside.of == len(found.trials)


@pytest.mark.parametrize(
    ("low", "high", "outcome", "inside"),
    [(10, 20, 10, True), (10, 20, 20, True), (10, 20, 9, False), (10, 20, 21, False),
     (10, None, 900, True), (None, None, 900, True)],
)  # fmt: skip
def test_the_bounds_belong_to_the_range(low, high, outcome, inside):
    assert Trial(TODAY, Range(low, low, high), outcome).inside == inside


def test_a_new_queue_has_no_trials():
    queue = Queue("A", TODAY, ())
    found = backtest(queue, TODAY, FEW)
    assert (found.trials, found.bias, found.inside.value) == ((), None, None)


def test_what_came_after_the_day_does_not_count():
    queue = made(Made(), 5)
    assert backtest(queue, TODAY, FEW) == backtest(queue.as_known(TODAY), TODAY, FEW)


def test_the_outcome_is_the_truth_that_simulated_queues_tell():
    queue = made(Made(), 5)
    assert joiners_median(queue, TODAY, 120) == truth(queue)
    assert joiners_median(replace(queue, entries=()), TODAY, 120) is None
