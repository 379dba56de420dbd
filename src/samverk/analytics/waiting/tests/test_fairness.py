"""Groups side by side, none of them so small that it tells of somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from samverk.analytics.waiting.fairness import Group, fairness, told
from samverk.analytics.waiting.spells import Exit, Spell
from samverk.analytics.waiting.tests.strategies import spells


def group(name, n, first=10, **more):
    return Group(name, tuple(Spell(0, first + k, Exit.STARTED) for k in range(n)), **more)


def names(found):
    return [one.names for one in found.groups]


def test_groups_are_shown_by_name_with_n_and_shares():
    found = fairness([group("Män", 12, returned=3, assessed=15), group("Kvinnor", 10)], seed=1)
    women, men = found.groups
    assert (women.names, women.n, men.n) == (("Kvinnor",), 10, 12)
    assert men.returned.value == 0.2
    assert (women.returned.value, women.removed.count, women.out_of_order.of) == (None, 0, 10)
    assert women.median.value == 14


def test_a_group_of_nine_is_shown_without_a_median():
    assert [
        one.median is None for one in fairness([group("a", 9), group("b", 10)], seed=1).groups
    ] == [
        True,
        False,
    ]


def test_small_groups_are_pooled():
    found = fairness([group("a", 20), group("b", 3), group("c", 2)], seed=1)
    assert names(found) == [("a",), ("b", "c")]
    assert found.left_out == 0


def test_one_small_group_takes_the_smallest_large_with_it():
    """Shown beside a known total it would be had by subtraction."""
    found = fairness([group("a", 20), group("b", 8), group("c", 2)], seed=1)
    assert names(found) == [("a",), ("b", "c")]
    assert found.groups[1].n == 10


def test_when_all_together_are_too_few_they_are_left_out_with_a_word():
    found = fairness([group("a", 2), group("b", 1)], seed=1)
    assert (found.groups, found.left_out, found.permutation_p) == ((), 3, None)
    assert "för små" in told(found)[0]


def test_an_empty_group_is_not_shown_and_hides_nobody():
    found = fairness([group("a", 20), group("b", 0)], seed=1)
    assert names(found) == [("a",)]
    assert found.left_out == 0


def test_the_words_say_what_may_be_said():
    differ = fairness([group("a", 20), group("b", 20, first=300)], seed=1)
    alike = fairness([group("a", 20), group("b", 20)], seed=1)
    assert "större än slumpen" in told(differ)[0]
    assert "visar inte att grupperna väntar lika" in told(alike)[0]
    assert "inte två grupper" in told(fairness([group("a", 20)], seed=1))[0]


def test_a_group_named_twice_is_a_mistake():
    with pytest.raises(ValueError, match="två gånger"):
        fairness([group("a", 5), group("a", 6)], seed=1)


@hypothesis_settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(spells(), max_size=12), max_size=4), st.integers(1, 6))
def test_nobody_is_lost_and_no_small_group_is_shown(lists, threshold):
    groups = [Group(str(n), tuple(found)) for n, found in enumerate(lists)]
    found = fairness(groups, seed=1, threshold=threshold)
    assert sum(one.n for one in found.groups) + found.left_out == sum(map(len, lists))
    assert all(one.n >= threshold for one in found.groups)
    assert found == fairness(groups[::-1], seed=1, threshold=threshold)


def test_the_median_counts_those_removed_among_all_who_waited():
    """Six start on days 10 to 60 and six are removed on day 5: half of all have started on day 60."""
    begun = tuple(Spell(0, 10 * k, Exit.STARTED) for k in range(1, 7))
    removed = (Spell(0, 5, Exit.REMOVED),) * 6
    (found,) = fairness([Group("a", begun + removed)], seed=1).groups
    assert found.median.value == 60
    (most,) = fairness([Group("a", begun + removed * 2)], seed=1).groups
    assert most.median.value is None
