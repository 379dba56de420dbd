"""Quarters told one after another: what two of them together tell is protected as well as what each tells."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark
from samverk.analytics.disclosure.proof import faults_of, proof_of
from samverk.analytics.disclosure.protect import examined
from samverk.analytics.disclosure.stock import (
    WAITING,
    QuarterCounts,
    ToldQuarter,
    links_of,
    revealed_by,
    told_exactly,
    told_quarter,
)

POLICY = DisclosurePolicy()
FEW = DisclosurePolicy(3)
KINDS = ("a", "b")
# Far enough above what is drawn for every hidden number to have another value below it
MOST = 7

Main = tuple[tuple[int, int, int], ...]


def quarter(index: int, counts: Main, ages: tuple[int, int, int] | None = None) -> QuarterCounts:
    kinds = {k: row for k, row in zip(("a", "b", "c"), counts, strict=False) if any(row)}
    wait = sum(a + b for a, b, _ in counts)
    return QuarterCounts(index, f"kvartal {index}", kinds, ages or (wait, 0, 0))


def in_turn(*quarters: QuarterCounts, policy=POLICY) -> list[ToldQuarter]:
    told: list[ToldQuarter] = []
    for one in quarters:
        found = told_quarter(one, told, policy)
        if found:
            told.append(found.told)
    return told


def printed(told, policy=POLICY):
    shown = [one.shown(policy).counts for one in told.editions]
    return [count for lines in shown for line in lines for count in line if count is not None]


FIRST = quarter(0, ((20, 10, 8), (30, 15, 9)))
# Of the 30 who waited with a, 8 ended and 2 are new
NEXT = quarter(1, ((18, 6, 8), (35, 12, 10)))


def test_told_alone_two_quarters_tell_how_few_are_new():
    alone = [told_quarter(one, [], POLICY).told for one in (FIRST, NEXT)]
    assert all(None not in line for t in alone for line in t.main.shown(POLICY).counts)
    editions = [edition for one in alone for edition in one.editions]
    assert examined(editions, POLICY, links_of(alone)).leaks


def test_told_in_turn_they_do_not():
    first, second = in_turn(FIRST, NEXT)
    assert None not in sum(first.main.shown(POLICY).counts, ())
    assert None in second.main.shown(POLICY).counts[0]
    assert revealed_by(second, [first], POLICY) == ()


def test_a_quarter_told_between_two_others_tells_of_neither():
    last = quarter(2, ((18, 7, 9), (36, 12, 10)))
    told = in_turn(FIRST, last, NEXT)
    assert [one.index for one in told] == [0, 2, 1]
    assert revealed_by(told[2], told[:2], POLICY) == ()


def test_who_waited_a_year_ago_does_not_tell_how_few_have_ended_since():
    before = quarter(0, ((40, 0, 6),), (20, 15, 5))
    after = quarter(3, ((60, 0, 7),), (22, 31, 7))
    alone = [told_quarter(one, [], POLICY).told for one in (before, after)]
    assert revealed_by(alone[1], alone[:1], POLICY)
    told = in_turn(before, after)
    assert revealed_by(told[1], told[:1], POLICY) == ()
    assert None in sum(told[1].ages.shown(POLICY).counts, ())


def test_what_has_not_changed_is_told_in_the_same_way():
    first, again = in_turn(FIRST, FIRST)
    assert again == first


def test_what_was_put_right_between_two_editions_is_not_told():
    right = quarter(0, ((21, 10, 8), (30, 15, 9)))
    first, second = in_turn(FIRST, right)
    assert second.main.table.name != first.main.table.name
    assert second.main.shown(POLICY).counts[0][0] is None
    assert revealed_by(second, [first], POLICY) == ()


def test_a_type_that_is_not_listed_is_known_to_have_nobody():
    first = quarter(0, ((20, 10, 8),))
    second = quarter(1, ((20, 10, 8), (7, 0, 0), (2, 1, 0)))
    told = in_turn(first, second)
    assert told[0].main.table.rows == ("a",)
    assert told[1].main.table.rows == ("a", "b", "c")
    assert revealed_by(told[1], told[:1], POLICY) == ()


def test_nobody_at_all_is_told_as_none():
    (none,) = in_turn(QuarterCounts(0, "kvartal 0", {}, (0, 0, 0)))
    assert set(printed(none)) == {0}


def test_a_quarter_of_few_is_not_told():
    assert told_quarter(quarter(0, ((1, 1, 0), (1, 0, 0))), [], POLICY) is None


def test_an_exact_quarter_tells_its_small_numbers_and_what_it_reveals_is_listed():
    first = in_turn(quarter(0, ((20, 9, 8), (30, 2, 9))))[0]
    now = quarter(1, ((20, 9, 3), (30, 2, 1)))
    exact = told_exactly(now, [first])
    assert {1, 2, 3} <= set(printed(exact))
    # Beside the quarter before it tells how few are new
    assert revealed_by(exact, [first], POLICY)
    assert not revealed_by(exact, [], POLICY)


def test_after_an_exact_quarter_the_next_is_told_with_its_own_small_numbers_hidden():
    exact = told_exactly(quarter(0, ((20, 9, 3), (30, 2, 1))), [])
    then = told_quarter(quarter(1, ((26, 12, 8), (30, 2, 9))), [exact], POLICY)
    assert then is not None
    assert not {n for n in printed(then.told) if 0 < n < 5}
    assert then.told.main.shown(POLICY).counts[1][1] is None


# What a reader can think of, counted one by one


def worlds(one, policy, most=MOST):
    """List every table with counts of at most ``most`` that is told just so: [world, row, column]."""
    rows, wide = one.table.rows, len(one.table.columns)
    line = np.array(list(product(range(most + 1), repeat=wide)))
    each = [line[_is_told_so(one, policy, (row,), line[:, None, :])] for row in rows]
    places = np.indices([len(choices) for choices in each]).reshape(len(rows), -1)
    found = np.stack([choices[at] for choices, at in zip(each, places, strict=True)], axis=1)
    return found[_is_told_so(one, policy, rows, found)]


def _is_told_so(one, policy, rows, found):
    """Answer which tables of some rows a reader who knows the rule can think of, by those rows alone."""
    of, fits = one.table, np.ones(len(found), bool)

    def counts(cell):
        down = [rows.index(row) for row in cell.row or rows]
        across = [of.columns.index(cell.column)] if cell.column else list(range(len(of.columns)))
        return found[:, down][:, :, across].sum((1, 2))

    def concerns(cell):
        return set(cell.row or of.rows) <= set(rows)

    for line, told in zip(one.printed(), one.shown(policy).counts, strict=True):
        for cell, count in zip(line, told, strict=True):
            if count is not None and concerns(cell):
                fits &= counts(cell) == count
    for cell, mark in one.marks(policy).items():
        if concerns(cell) and mark is not Mark.POOLED:
            small = (counts(cell) > 0) & (counts(cell) < policy.threshold)
            is_small = mark in (Mark.SMALL, Mark.SMALL_ROW)
            fits &= small if is_small else counts(cell) >= policy.threshold
    return fits


def age_worlds(one, policy):
    """List every table by age that is told just so, by how many it is of; None is of any."""
    most = len(KINDS) * 2 * MOST
    if one is None:
        return {many: {()} for many in range(most + 1)}
    found = defaultdict(set)
    for counts in worlds(one, policy, most)[:, :, 0].tolist():
        found[sum(counts)].add(tuple(counts))
    return found


def waited(counts):
    return tuple(a + b for a, b, _ in counts)


def seen(counts):
    return tuple(map(sum, counts))


def thoughts(first, second, policy):
    """Give the values that each number may have: of both quarters, and who is new in the second."""
    ages = [age_worlds(one.ages, policy) for one in (first, second)]
    early: dict[tuple[int, ...], list[Main]] = defaultdict(list)
    late: dict[tuple[int, ...], list[Main]] = defaultdict(list)
    for counts in worlds(first.main, policy).tolist():
        if sum(waited(counts)) in ages[0]:
            early[waited(counts)].append(counts)
    for counts in worlds(second.main, policy).tolist():
        if sum(waited(counts)) in ages[1]:
            late[seen(counts)].append(counts)
    found: list[set[object]] = [set() for _ in range(len(KINDS) * 6 + 6 + len(KINDS) + 1)]
    done_early, done_late = set(), set()
    for waits, all_seen in product(early, late):
        new = [now - before for now, before in zip(all_seen, waits, strict=True)]
        if min(new) < 0:
            continue
        for place, count in enumerate((*new, sum(new)), len(KINDS) * 6 + 6):
            found[place].add(count)
        done_early.add(waits)
        done_late.add(all_seen)
    for half, (done, by, aged) in enumerate(
        ((done_early, early, ages[0]), (done_late, late, ages[1]))
    ):
        for each in done:
            for counts in by[each]:
                for place, count in enumerate(np.ravel(counts).tolist(), half * len(KINDS) * 3):
                    found[place].add(count)
                for told in aged[sum(waited(counts))]:
                    for place, count in enumerate(told, len(KINDS) * 6 + half * 3):
                        found[place].add(count)
    return found


def pinned(first, second, told, policy):
    """List the small numbers, hidden or derived, that a reader can only think have one value."""
    (counts, more), (one, two) = (first, second), told
    both = [[q.kinds.get(kind, (0, 0, 0)) for kind in KINDS] for q in (counts, more)]
    new = [now - was for now, was in zip(seen(both[1]), waited(both[0]), strict=True)]
    true = [*sum(both[0], ()), *sum(both[1], ()), *counts.ages, *more.ages, *new, sum(new)]
    values = thoughts(one, two, policy)
    assert all(not may or count in may for may, count in zip(values, true, strict=True))
    return [
        place
        for place, (may, count) in enumerate(zip(values, true, strict=True))
        if policy.is_small(count) and len(may) == 1
    ]


@st.composite
def two_quarters(draw: st.DrawFn) -> tuple[QuarterCounts, QuarterCounts]:
    """Draw a quarter and the next: two types, few people, each of whom stays, ends or is new."""
    few = st.integers(0, 3)
    before = [draw(st.tuples(few, st.integers(0, 2), few)) for _ in KINDS]
    after = []
    for first, again, _ in before:
        ended = draw(st.integers(0, first + again))
        left = first + again - ended
        came = draw(st.integers(0, max(0, 4 - left)))
        broken = draw(st.integers(0, min(3, left + came)))
        after.append((left + came - broken, broken, ended))
    made = []
    for index, counts in enumerate((before, after)):
        wait = sum(a + b for a, b, _ in counts)
        old = draw(st.integers(0, wait))
        oldest = draw(st.integers(0, old))
        made.append(
            QuarterCounts(
                index,
                f"kvartal {index}",
                dict(zip(KINDS, counts, strict=True)),
                (wait - old, old - oldest, oldest),
            )
        )
    return made[0], made[1]


@given(two_quarters())
@settings(max_examples=20, deadline=None)
def test_no_small_number_has_one_value_alone_to_a_reader_who_tries_them_all(pair):
    told = in_turn(*pair, policy=FEW)
    assert not {n for one in told for n in printed(one, FEW) if 0 < n < FEW.threshold}
    if len(told) == 2 and all(one.is_by_kind for one in told):
        assert pinned(*pair, told, FEW) == []


def register(seed, quarters):
    """Make quarters of a register where people come, are interrupted and end."""
    draw, people, made = Random(seed), [], []
    likely = [draw.random() ** 2 for _ in range(6)]
    for now in range(-8, quarters):
        for one in people:
            if one[3] is None and draw.random() < 0.25:
                one[3] = now
        for kind, share in enumerate(likely):
            came = sum(draw.random() < share for _ in range(1 + seed % 3 * 4))
            people += [[kind, now, draw.random() < 0.1, None] for _ in range(came)]
        kinds, ages = defaultdict(lambda: [0, 0, 0]), [0, 0, 0]
        for kind, since, broken, ended in people:
            if ended is None:
                kinds[f"insats {kind}"][broken] += 1
                ages[(now - since >= 3) + (now - since >= 7)] += 1
            elif ended == now and since < now:
                kinds[f"insats {kind}"][2] += 1
        if now >= 0:
            made.append(
                QuarterCounts(now, f"Q{now}", {k: tuple(v) for k, v in kinds.items()}, tuple(ages))
            )
    return made


@pytest.mark.parametrize("seed", range(6))
def test_a_long_row_of_quarters_is_proven_one_by_one(seed):
    told: list[ToldQuarter] = []
    for now in register(seed, 9):
        found = told_quarter(now, told, POLICY)
        if found is None:
            continue
        shown = [each.shown(POLICY) for each in found.protection.editions]
        assert faults_of(proof_of(found.protection), shown) == []
        told.append(found.told)
    assert not {n for one in told for n in printed(one) if 0 < n < 5}
    # By hand: where everything is printed, as many are new as may be told
    for one, two in pairwise(told):
        if two.index - one.index == 1:
            before, after = (each.main.shown(POLICY).counts[-1] for each in (one, two))
            if None not in (*before[: len(WAITING)], *after):
                assert not 0 < sum(after) - sum(before[: len(WAITING)]) < 5
