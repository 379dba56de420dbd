"""What is published is true, keeps what it can, and lets no small number be computed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark, ZeroRule
from samverk.analytics.disclosure.protect import examined, protect, unguarded
from samverk.analytics.disclosure.system import Edition
from samverk.analytics.disclosure.table import Table

from .tables import BOTH, policies, same_telling, table, tables

POLICY = DisclosurePolicy(5)
ZEROS = DisclosurePolicy(5, ZeroRule.PROTECTED)
UNTOLD = (None, None)


def shown(found: Table, policy: DisclosurePolicy = POLICY):
    return protect(found, policy).editions[0].shown(policy)


def counts(found: Table, policy: DisclosurePolicy = POLICY):
    return shown(found, policy).counts


@given(tables(), policies())
@settings(max_examples=150)
def test_no_small_number_can_be_computed(found, policy):
    protection = protect(found, policy)
    assert protection.leaks == ()
    assert [one.attacker for one in protection.attacks] == [Attacker.RULE, Attacker.SUBTRACTION]


@given(tables(3, 2, 7), policies(5))
@settings(max_examples=80)
def test_the_oracle_too_finds_two_values_of_every_protected_number(found, policy):
    protection = protect(found, policy)
    true = {cell: found.of_label(cell.row, cell.column) for cell in protection.protected}
    left = set(true)
    for other in same_telling(protection.editions[0], policy, 8):
        left -= {cell for cell in left if other.of_label(cell.row, cell.column) != true[cell]}
        if not left:
            break
    assert not left


@given(tables(), policies())
@settings(max_examples=100)
def test_what_is_published_is_true_and_not_small(found, policy):
    told = shown(found, policy)
    for line, numbers in zip(told.cells(), told.counts, strict=True):
        for cell, count in zip(line, numbers, strict=True):
            assert count is None or count == found.of_label(cell.row, cell.column)
            assert count is None or not policy.is_small(count)


@given(tables(totals=(True,)), policies())
@settings(max_examples=100)
def test_the_grand_total_is_kept_unless_it_is_small(found, policy):
    whole = found.count(None, None)
    assert counts(found, policy)[-1][-1] == (None if policy.is_small(whole) else whole)


@given(tables(most=60), policies(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_rows_does_not_decide_what_is_safe(found, policy, random):
    order = list(range(len(found.rows)))
    random.shuffle(order)
    moved = replace(
        found,
        rows=tuple(found.rows[place] for place in order),
        counts=tuple(found.counts[place] for place in order),
    )
    assert protect(moved, policy).leaks == ()


def test_a_table_without_small_numbers_is_published_as_it_is():
    assert counts(table((9, 7), (12, 0))) == ((9, 7, 16), (12, 0, 12), (21, 7, 28))


def test_a_small_number_takes_the_cheapest_others_with_it():
    told = counts(table((90, 43), (7, 2), (10, 6), (60, 50)))
    assert told == (
        (90, 43, 133),
        (None, None, 9),
        (None, None, 16),
        (60, 50, 110),
        (167, 101, 268),
    )


def test_of_a_step_up_and_a_step_down_the_cheaper_is_taken():
    """Down would hide the 50 and more; up, the 9 can give one to its column."""
    told = counts(table((2, 9, 50), (30, 5, 60), (40, 5, 70)))
    assert told[0] == (None, None, 50, 61)
    assert sum(line.count(None) for line in told) == 4


def test_where_only_one_is_small_others_are_hidden_and_the_table_is_still_told():
    told = counts(table((9, 1), (12, 8), (30, 40)), DisclosurePolicy(2))
    assert told[2:] == ((30, 40, 70), (51, 49, 100))
    assert sum(line.count(None) for line in told) == 4


def test_small_numbers_that_guard_each_other_take_no_others():
    told = counts(table((3, 40, 2), (2, 50, 3), (30, 20, 10)))
    assert sum(line.count(None) for line in told) == 4


def test_small_rows_are_pooled_and_one_alone_takes_the_next():
    assert shown(table((30, 20), (2, 1), (1, 2))).labels == (("r0",), ("r1", "r2"))
    assert shown(table((30, 20), (9, 9), (1, 2))).labels == (("r0",), ("r1", "r2"))


def test_rows_of_which_the_sum_tells_each_are_pooled_with_one_more():
    """Two rows under 5 that are 8 together are 4 each; five that are 5 are 1 each."""
    assert shown(table((4,), (4,), (9,), (30,))).labels == (("r3",), ("r0", "r1", "r2"))
    assert shown(table((1,), (1,), (1,), (1,), (1,), (9,), (30,))).row_headings == (
        "r6",
        "6 rader tillsammans",
        "Summa",
    )


def test_a_row_taken_along_may_not_tell_the_small_one():
    """5 and 1 are 6 together: one is at least 5 and the other at least 1."""
    assert shown(table((1,), (5,), (8,), (30,))).labels == (("r3",), ("r0", "r1", "r2"))


def test_a_row_that_can_have_no_other_split_is_pooled_before_totals_are_hidden():
    """A row of 6 with one small and one large number is 1 and 5."""
    told = shown(table((1, 5), (9, 8), (30, 20)))
    assert told.labels == (("r2",), ("r0", "r1"))
    assert told.counts[-1] == (40, 33, 73)


def test_a_small_total_hides_another_total():
    told = counts(table((30, 2, 9), (20, 1, 8), (50, 0, 40)))
    assert told[-1][1] is None
    assert told[-1].count(None) == 2
    assert told[-1][-1] == 160


def test_where_nothing_else_is_enough_only_the_grand_total_is_told():
    assert counts(table((1, 5))) == ((None, None, None), (None, None, 6))


def test_of_too_few_nothing_is_told():
    assert counts(table((1, 2), (0, 1))) == ((None, None, None),) * 3
    assert counts(table((3,), totals=UNTOLD)) == ((None,),)


def test_one_number_that_is_not_small_is_told():
    assert counts(table((7,), totals=UNTOLD)) == ((7,),)


def test_where_no_totals_are_known_only_small_numbers_are_hidden():
    assert counts(table((9, 2), (12, 8), totals=UNTOLD)) == ((9, None), (12, 8))


def test_one_kind_of_totals_guards_across_it_only():
    down = table((9, 2), (12, 8), (30, 40), totals=("Summa", None))
    assert counts(down) == ((9, None), (12, None), (30, 40), (51, 50))


def test_zeros_are_shown_or_protected_as_the_policy_says():
    found = table((9, 0), (12, 8), (30, 40))
    assert not any(None in line for line in counts(found))
    assert counts(found, ZEROS)[0] == (None, None, 9)
    assert protect(found, ZEROS).leaks == ()


def test_a_row_of_nobody_is_pooled_where_zeros_are_protected():
    found = table((9, 8), (0, 0), (30, 40))
    assert shown(found).labels == (("r0",), ("r1",), ("r2",))
    assert shown(found, ZEROS).labels == (("r2",), ("r0", "r1"))


@pytest.mark.parametrize(
    ("base", "told"), [(5, (90, 45, 135)), (10, (90, 40, 130)), (1, (90, 43, 133))]
)
def test_open_data_is_rounded(base, told):
    found = table((90, 43), (29, 28), (7, 2), (8, 1))
    policy = replace(POLICY, rounding=base)
    assert counts(found, policy)[0] == told
    assert protect(found, policy).leaks == ()


@given(tables(), st.integers(2, 8), st.integers(2, 4))
@settings(max_examples=60)
def test_rounded_numbers_are_near_and_tell_nothing(found, threshold, base):
    policy = DisclosurePolicy(threshold, rounding=base)
    protection = protect(found, policy)
    assert protection.leaks == ()
    for place, published in protection.view.published.items():
        cell = protection.view.system.cells[place]
        least, most = policy.range_behind(published)
        assert least <= found.of_label(cell.row, cell.column) <= most


@pytest.mark.parametrize(("threshold", "rounding"), [(1, 1), (0, 1), (5, 0), (5, 11)])
def test_a_policy_that_protects_nobody_is_refused(threshold, rounding):
    with pytest.raises(ValueError, match="ska vara"):
        DisclosurePolicy(threshold, rounding=rounding)


@pytest.mark.parametrize(
    ("rows", "columns", "numbers", "totals"),
    [
        ((), ("x",), (), BOTH),
        (("a",), (), ((),), BOTH),
        (("a",), ("x",), ((-1,),), BOTH),
        (("a", "a"), ("x",), ((1,), (2,)), BOTH),
        (("a",), ("x",), ((1,),), ("a", None)),
        (("a",), ("x", "y"), ((1,),), BOTH),
    ],
)
def test_what_is_no_table_is_refused(rows, columns, numbers, totals):
    with pytest.raises(ValueError, match=r"\w"):
        Table("T", rows, columns, numbers, *totals)


def test_large_numbers_are_as_exact_as_small_ones():
    found = table((999_999_999, 3), (900_000_000, 999_999_998), (7, 999_999_997))
    protection = protect(found, POLICY)
    assert protection.leaks == ()
    assert protection.editions[0].shown(POLICY).counts[-1][-1] == found.count(None, None)


def test_hiding_small_numbers_alone_is_seen_to_leak():
    plain = unguarded(table((90, 43), (7, 2), (30, 20)), POLICY)
    assert (plain.hidden, plain.by_rule, plain.by_subtraction) == (1, 1, 1)


def test_what_the_rule_adds_to_subtraction_is_seen():
    """Two rows and columns of hidden numbers: 1 and 4 are at the rule's ends, and tell the others."""
    plain = unguarded(table((1, 2), (2, 1), (30, 20)), POLICY)
    assert (plain.hidden, plain.by_rule, plain.by_subtraction) == (4, 0, 0)
    plain = unguarded(table((1, 1), (1, 3), (30, 20)), POLICY)
    assert (plain.hidden, plain.by_rule, plain.by_subtraction) == (4, 4, 0)


@given(tables(3, 2, 7, totals=(True,)), policies(5))
@settings(max_examples=60)
def test_the_attacker_finds_just_what_the_oracle_finds(found, policy):
    """On tables that nobody guarded: every number that has one value in all tables, and no other."""
    hidden = {
        cell: Mark.SMALL
        for line in Edition(found).printed()
        for cell in line
        if policy.is_small(found.of_label(cell.row, cell.column))
    }
    edition = Edition(found, hidden=hidden)
    # Rows that are small and yet told by themselves: the oracle's rule has no such
    if any(policy.is_small(found.count(row, None)) for row in found.rows):
        return
    attack = examined([edition], policy).attacks[0]
    cells = examined([edition], policy).view.system.cells
    others = list(same_telling(edition, policy, 20 if policy.kinds_are_known else 8))
    for place, (low, high) in attack.intervals.items():
        values = {one.of_label(cells[place].row, cells[place].column) for one in others}
        assert (low == high) == (len(values) == 1), cells[place]
        assert {low, high} <= values or not policy.kinds_are_known
