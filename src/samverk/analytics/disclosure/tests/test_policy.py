"""The policy: what is small, what rounding hides, and which rows may be told together."""

from __future__ import annotations

import pytest

from samverk.analytics.disclosure.policy import MANY, Attacker, DisclosurePolicy, Mark, ZeroRule
from samverk.analytics.disclosure.pooling import next_smallest, pool_of, small_rows

from .tables import table

POLICY = DisclosurePolicy(5)
ONES = DisclosurePolicy(2)
ZEROS = DisclosurePolicy(5, ZeroRule.PROTECTED)


def pooled(policy: DisclosurePolicy, *totals: int):
    found = table(*((total,) for total in totals))
    return pool_of(found, small_rows(found, policy), policy)


@pytest.mark.parametrize(
    ("policy", "small"),
    [(POLICY, [1, 2, 3, 4]), (ZEROS, [0, 1, 2, 3, 4]), (ONES, [1])],
)
def test_small_is_under_the_threshold(policy, small):
    assert [count for count in range(9) if policy.is_small(count)] == small


@pytest.mark.parametrize("base", range(1, 11))
def test_behind_a_rounded_number_are_just_those_that_are_rounded_to_it(base):
    policy = DisclosurePolicy(5, rounding=base)
    told = [count for count in range(80) if not policy.is_small(count)]
    for published in {policy.rounded(count) for count in told if count < 60}:
        least, most = policy.range_behind(published)
        behind = [count for count in told if policy.rounded(count) == published]
        assert (behind[0], behind[-1]) == (least, most)


def test_an_attacker_who_only_subtracts_knows_that_no_count_is_negative():
    for mark in Mark:
        assert POLICY.range_of(mark, Attacker.SUBTRACTION, kinds=True) == (0, MANY)


@pytest.mark.parametrize(
    ("mark", "kinds", "least", "most"),
    [
        (Mark.SMALL, True, 1, 4),
        (Mark.SMALL_ROW, True, 1, 4),
        (Mark.GUARD, True, 5, MANY),
        (Mark.TAKEN_ROW, True, 5, MANY),
        (Mark.LARGE_ROW, True, 5, MANY),
        (Mark.POOLED, True, 0, MANY),
        (Mark.SMALL, False, 1, MANY),
        (Mark.GUARD, False, 1, MANY),
        (Mark.TAKEN_ROW, False, 1, MANY),
        (Mark.LARGE_ROW, False, 5, MANY),
    ],
)
def test_one_who_knows_the_rule_knows_what_it_says_of_each_mark(mark, kinds, least, most):
    assert POLICY.range_of(mark, Attacker.RULE, kinds=kinds) == (least, most)


def test_where_only_one_is_small_its_kind_is_not_taken_as_known():
    assert not ONES.kinds_are_known
    assert DisclosurePolicy(2, ZeroRule.PROTECTED).kinds_are_known


@pytest.mark.parametrize(
    ("policy", "totals", "pool"),
    [
        (POLICY, (30, 20), ()),
        (POLICY, (30, 2, 4), ("r1", "r2")),
        (POLICY, (30, 1, 1, 20), ("r1", "r2", "r3")),
        (POLICY, (4, 4, 30), ("r0", "r1", "r2")),
        (POLICY, (4, 4), None),
        (POLICY, (3,), None),
        (POLICY, (2, 0, 9), ("r0", "r2")),
        (POLICY, (1, 5, 9), ("r0", "r1", "r2")),
        (ZEROS, (2, 0, 9), ("r0", "r1", "r2")),
        (ZEROS, (3, 2, 9), ("r0", "r1")),
        (ONES, (1, 1, 9), ("r0", "r1", "r2")),
        (ONES, (1, 2), ("r0", "r1")),
    ],
)
def test_rows_are_pooled_until_their_sum_tells_none_of_them(policy, totals, pool):
    assert pooled(policy, *totals) == pool


def test_the_next_row_is_the_smallest_that_is_not_small():
    found = table((30,), (2,), (9,), (0,))
    assert next_smallest(found, {"r1"}, POLICY) == "r2"
    assert next_smallest(found, {"r0", "r1", "r2"}, POLICY) is None
