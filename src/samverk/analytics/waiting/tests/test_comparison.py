"""The log-rank test against lifelines, the permutation test by its laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.waiting.comparison import chi_square_tail, log_rank, permutation_p
from samverk.analytics.waiting.spells import Exit, Spell
from samverk.analytics.waiting.tests.strategies import spells

ORACLE = json.loads(Path(__file__).with_name("survival_vectors.json").read_text(encoding="utf-8"))


def waits(*days, how=Exit.STARTED):
    return [Spell(0, day, how) for day in days]


QUICK, SLOW = waits(*range(10, 30)), waits(*range(200, 220))


@pytest.mark.parametrize("sample", [s for s in ORACLE["samples"] if "log_rank" in s])
def test_the_log_rank_test_is_that_of_lifelines(sample):
    seen = [Spell(first, until, Exit(how)) for first, until, how in sample["spells"]]
    found = log_rank({str(n): seen[n::3] for n in range(3)})
    assert (found.chi_square, found.p) == pytest.approx(tuple(sample["log_rank"]), abs=1e-9)
    assert found.freedom == 2


def test_starts_expected_are_as_many_as_there_were():
    found = log_rank({"a": QUICK, "b": SLOW, "c": waits(50, how=Exit.REMOVED)})
    assert sum(found.expected.values()) == pytest.approx(sum(found.started.values()))


@pytest.mark.parametrize(
    ("value", "freedom", "tail"),
    # The usual tables of chi-square
    [
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (9.210340, 2, 0.01),
        (18.307038, 10, 0.05),
        (0, 3, 1),
    ],
)
def test_the_tail_of_chi_square_is_that_of_the_tables(value, freedom, tail):
    assert chi_square_tail(value, freedom) == pytest.approx(tail, abs=1e-6)


def test_groups_that_differ_are_told_apart():
    groups = {"a": QUICK, "b": SLOW}
    assert log_rank(groups).p < 0.001
    assert permutation_p(groups, seed=1, shuffles=500) == pytest.approx(1 / 501)


def test_groups_that_are_alike_are_not():
    groups = {"a": QUICK, "b": QUICK}
    assert log_rank(groups).p == pytest.approx(1.0)
    assert permutation_p(groups, seed=1, shuffles=200) == 1.0


def test_late_entries_are_not_held_to_have_waited_unseen():
    """Those seen from day 100 only tell nothing of the days before."""
    late = [Spell(100, day, Exit.STARTED) for day in range(150, 170)]
    from_start = [*waits(*range(10, 30)), *waits(*range(150, 170))]
    unseen = [Spell(0, s.until, s.exit) for s in late]
    assert log_rank({"a": late, "b": from_start}).p > 0.1
    assert log_rank({"a": unseen, "b": from_start}).p < 0.05


@pytest.mark.parametrize(
    "groups",
    [
        {},
        {"a": QUICK},
        {"a": QUICK, "b": []},
        {"a": waits(4, how=Exit.REMOVED), "b": waits(7, how=Exit.UNSEEN)},
    ],
)
def test_nothing_to_compare_gives_no_answer(groups):
    assert log_rank(groups) is None
    assert permutation_p(groups, seed=1, shuffles=10) is None


def test_groups_never_at_risk_together_cannot_be_compared():
    assert log_rank({"a": waits(5), "b": [Spell(6, 9, Exit.STARTED)]}) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(spells(), max_size=12), st.lists(spells(), max_size=12), st.randoms())
def test_neither_the_order_of_people_nor_of_groups_matters(one, other, rng):
    groups = {"a": one, "b": other}
    mixed = {"b": rng.sample(other, len(other)), "a": rng.sample(one, len(one))}
    assert log_rank(mixed) == log_rank(groups)
    assert permutation_p(mixed, seed=3, shuffles=50) == permutation_p(groups, seed=3, shuffles=50)


@settings(max_examples=30, deadline=None)
@given(st.lists(spells(), max_size=12), st.lists(spells(), max_size=12))
def test_p_is_a_chance_and_never_nothing(one, other):
    p = permutation_p({"a": one, "b": other}, seed=1, shuffles=50)
    assert p is None or 0 < p <= 1
    found = log_rank({"a": one, "b": other})
    assert found is None or 0 <= found.p <= 1
