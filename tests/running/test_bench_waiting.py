"""The benchmark of forecasts, with few runs: it measures what it says, and the forecast is ahead."""

from __future__ import annotations

import pytest
from benchmarks import waiting


@pytest.fixture(scope="module")
def said():
    return dict(waiting.run(40))


def test_both_cases_and_all_methods_are_measured(said):
    for case in waiting.CASES:
        assert {f"{case}: {method}" for method in waiting.LOOKING_BACK} <= set(said)
        assert f"{case}: in the 80 % range (aim 75-85 %)" in said


def test_looking_back_cannot_see_a_cut_and_the_forecast_can():
    _, held, bias, _ = waiting.measure(waiting.CASES["after a cut"], 40)
    errors = [sum(one.errors) / len(one.errors) for one in held.values() if one.errors]
    assert abs(bias) <= min(abs(error) for error in errors) + 1e-9
    assert sum(error < -100 for error in errors) >= 4


def test_the_long_queue_is_of_500():
    assert len(waiting.long_queue().waiting(waiting.TODAY)) == 500


def test_a_method_without_an_answer_is_counted(said):
    held = waiting.Held()
    held.add(None, 5.0)
    assert str(held) == "no answer"
    held.add(7.0, 5.0)
    assert str(held) == "+2 d, size 2 d, no answer 1"
