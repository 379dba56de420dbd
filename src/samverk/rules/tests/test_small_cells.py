"""Counts by sex: what is shown tells of nobody, and what is shown is true."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.small_cells import THRESHOLD, Counted, Split, shown_counts

SMALL = st.integers(0, 12)
ROWS = st.lists(st.tuples(SMALL, SMALL), max_size=5).map(
    lambda pairs: [Counted(f"Rad {n}", women, men) for n, (women, men) in enumerate(pairs)]
)


def shown(*rows: tuple[int, int], threshold: int = THRESHOLD):
    named = [Counted(f"Rad {n}", *row) for n, row in enumerate(rows)]
    return shown_counts(named, threshold).value


def test_what_is_large_is_shown_as_it_is():
    found = shown((30, 20), (6, 7))
    assert [(row.total, row.split) for row in found.rows] == [
        (50, Split(30, 20)),
        (13, Split(6, 7)),
    ]
    assert (found.total, found.split, found.pooled) == (63, Split(36, 27), None)


def test_a_small_cell_takes_a_large_row_with_it():
    """Were only the small row's split hidden, the columns' sums would tell it."""
    found = shown((30, 20), (12, 12), (9, 2))
    assert [row.split for row in found.rows] == [Split(30, 20), None, None]
    assert found.pooled == Split(21, 14)
    assert found.split == Split(51, 34)


def test_small_rows_are_joined_and_one_alone_takes_the_next():
    found = shown((30, 20), (6, 6), (1, 1))
    assert [row.names for row in found.rows] == [("Rad 0",), ("Rad 1", "Rad 2")]
    assert [row.total for row in found.rows] == [50, 14]


def test_a_table_of_too_few_is_not_shown():
    found = shown_counts([Counted("Rad", 2, 2)])
    assert (found.value.rows, found.value.total) == ((), None)
    assert "Färre än 5" in found.reasons[0].text


def test_a_row_of_nobody_is_shown():
    found = shown((30, 20), (0, 0))
    assert [(row.names, row.total) for row in found.rows] == [(("Rad 0",), 50), (("Rad 1",), 0)]


def test_a_row_of_one_sex_is_not_told_as_such():
    found = shown((30, 20), (40, 0), (9, 30))
    assert all(row.split != Split(40, 0) for row in found.rows)


def test_those_whose_sex_is_not_told_hide_the_split():
    found = shown_counts([Counted("Rad", 30, 20, 1), Counted("Annan", 30, 20)]).value
    assert [row.total for row in found.rows] == [51, 50]
    assert found.pooled is None
    assert found.split is None


@pytest.mark.parametrize(
    ("rows", "threshold"),
    [([Counted("A", -1, 0)], 5), ([Counted("A", 1, 1), Counted("A", 1, 1)], 5), ([], 0)],
)
def test_what_cannot_be_counted_is_refused(rows, threshold):
    with pytest.raises(ValueError, match=r"\w"):
        shown_counts(rows, threshold)


@given(ROWS)
def test_totals_are_true_and_no_one_is_lost(rows):
    found = shown_counts(rows).value
    by_name = {row.name: row for row in rows}
    if found.total is None:
        assert 0 < sum(row.total for row in rows) < THRESHOLD
        return
    assert sorted(name for row in found.rows for name in row.names) == sorted(by_name)
    for row in found.rows:
        assert row.total == sum(by_name[name].total for name in row.names)
    assert found.total == sum(row.total for row in rows)
    if found.split:
        assert found.split == Split(sum(r.women for r in rows), sum(r.men for r in rows))


@given(ROWS)
def test_no_small_cell_is_shown(rows):
    found = shown_counts(rows).value
    for row in found.rows:
        assert row.total == 0 or row.total >= THRESHOLD
        if row.split and row.total:
            assert min(row.split.women, row.split.men) >= THRESHOLD


@given(ROWS)
def test_one_who_counts_backwards_learns_no_hidden_split(rows):
    """Every way to fill in the hidden splits that agrees with the sums is tried."""
    found = shown_counts(rows).value
    hidden = [row for row in found.rows if row.split is None]
    if found.split is None or not hidden:
        return
    assert found.pooled is not None
    by_name = {row.name: row for row in rows}
    ways = [
        way
        for way in product(*(range(row.total + 1) for row in hidden))
        if sum(way) == found.pooled.women
    ]
    for place, row in enumerate(hidden):
        women = sum(by_name[name].women for name in row.names)
        if min(women, row.total - women) < THRESHOLD:
            assert {way[place] for way in ways} == set(range(row.total + 1))


@pytest.fixture
def golden(shared):
    return json.loads((shared / "golden" / "federation.json").read_text())


def test_the_seeds_table_keeps_its_large_rows(golden):
    table = golden["participants_alingsas_2017_01_to_2020_03_14"][:-1]
    rows = [Counted(name, women, men) for name, women, men, _ in table]
    found = shown_counts(rows).value
    assert (found.total, found.split) == (255, Split(163, 92))
    assert [row.names for row in found.rows if len(row.names) > 1] == [
        ("Primus", "Grön rehab Gunnebo")
    ]
    assert sum(1 for row in found.rows if row.split) == 3
    assert found.pooled == Split(26, 13)
