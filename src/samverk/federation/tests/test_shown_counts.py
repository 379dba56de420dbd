"""Counts as they are shown: tables of the same days do not tell what one of them hides."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.federation import shown_counts as module
from samverk.federation.shown_counts import Counted, Key, Split, shown_tables

YEAR = (date(2023, 12, 31), date(2023, 1, 1))
HALF = (date(2023, 6, 30), date(2023, 1, 1))
ALL, NORRVIK = None, 1


def key(measure="took_part", home=ALL, days=YEAR):
    return Key(*days, measure, home)


def shown(rows, **more):
    return shown_tables({key(): tuple(rows), **more})[key()].value


def numbers(counts):
    """Every number that is shown of a table."""
    rows = [*counts.rows, counts]
    found = [row.total for row in rows]
    found += [n for row in rows if row.split for n in (row.split.women, row.split.men)]
    return [n for n in found if n is not None]


def test_a_table_without_small_numbers_is_shown_as_it_is():
    found = shown([Counted("Gruppen", 30, 20, 0), Counted("Kursen", 8, 9, 0)])
    assert [(row.names, row.total, row.split) for row in found.rows] == [
        (("Gruppen",), 50, Split(30, 20)),
        (("Kursen",), 17, Split(8, 9)),
    ]
    assert (found.total, found.split) == (67, Split(38, 29))


def test_small_rows_are_told_together_and_the_sum_stands():
    rows = [Counted("Norra", 30, 20, 0), Counted("Kursen", 2, 1, 0), Counted("Caféet", 1, 2, 0)]
    found = shown(rows)
    assert ("Kursen", "Caféet") in [row.names for row in found.rows]
    assert found.total == 56
    assert not [n for n in numbers(found) if 0 < n < 5]


def test_nobody_is_told_as_nobody():
    found = shown([Counted("Gruppen", 0, 0, 0)])
    assert (found.total, found.rows[0].total) == (0, 0)


def test_too_few_in_all_are_not_shown():
    assert shown([Counted("Kursen", 2, 1, 0)]).rows == ()


def test_the_last_reason_for_returns_is_not_told_by_the_others():
    """Each return has one reason: without that tie eleven and fifteen of 29 would leave three."""
    by = {
        "returned_near": ((2, 1), (0, 0)),
        "returned_complex": ((0, 2), (3, 6)),
        "returned_other": ((3, 6), (0, 6)),
    }
    both = [tuple(map(sum, zip(*pairs, strict=True))) for pairs in zip(*by.values(), strict=True)]
    tables = {
        key(measure): [
            Counted(name, *pair, 0) for name, pair in zip(("Gruppen", "Kursen"), pairs, strict=True)
        ]
        for measure, pairs in {**by, "returned": both}.items()
    }
    found = {one.measure: ruling.value for one, ruling in shown_tables(tables).items()}
    told = [found[measure].total for measure in by]
    whole = found["returned"].total
    assert whole is None or told.count(None) != 1 or whole - sum(n or 0 for n in told) >= 5
    assert not [n for one in found.values() for n in numbers(one) if 0 < n < 5]


def test_what_a_party_withholds_is_not_filled_in():
    rows = [Counted("Gruppen", 30, 20, 0), Counted("Kursen", None, None, 0, 9)]
    ruling = shown_tables({key(): rows})[key()]
    found = ruling.value
    assert (found.rows[1].names, found.rows[1].total, found.rows[1].split) == (("Kursen",), 9, None)
    assert (found.total, found.split) == (None, None), "a sum without a part is no sum"
    assert "Kursen: parten visar inte antalet" in ruling.reasons[-1].text


def test_a_town_is_not_shown_beside_what_a_party_withholds():
    every = [Counted("Kursen", None, None, 0, 9), Counted("Gruppen", 30, 20, 0)]
    town = [Counted("Kursen", 8, 0, 0), Counted("Gruppen", 30, 20, 0)]
    found = shown_tables({key(): every, key(home=NORRVIK): town})
    assert found[key(home=NORRVIK)].value.rows == ()
    assert found[key()].value.rows[-1].total == 9


def test_only_withheld_counts_are_rows_without_numbers():
    found = shown([Counted("Kursen", None, None, None)])
    assert (found.rows[0].total, found.total) == (None, None)


def test_who_did_not_begin_this_year_is_not_told_by_two_tables():
    took, began = [Counted("Gruppen", 30, 20, 0)], [Counted("Gruppen", 29, 20, 0)]
    found = shown_tables({key(): took, key("started"): began})
    assert found[key()].value.total == 50
    assert found[key("started")].value.rows == (), "one woman went on from the year before"


def test_a_town_is_not_told_by_the_rest():
    every, town = [Counted("Gruppen", 40, 30, 0)], [Counted("Gruppen", 38, 30, 0)]
    found = shown_tables({key(): every, key(home=NORRVIK): town})
    assert found[key()].value.total == 70
    assert found[key(home=NORRVIK)].value.rows == ()


def test_days_that_only_overlap_show_no_town():
    every, town = [Counted("Gruppen", 90, 90, 0)], [Counted("Gruppen", 40, 40, 0)]
    found = shown_tables({key(): every, key(home=NORRVIK, days=HALF): town})
    assert found[key()].value.total == 180
    assert found[key(home=NORRVIK, days=HALF)].value.rows == ()


def test_numbers_that_do_not_add_up_are_shown_and_do_not_stop_the_page():
    every, town = [Counted("Gruppen", 10, 10, 0)], [Counted("Gruppen", 40, 40, 0)]
    found = shown_tables({key(): every, key(home=NORRVIK): town})
    assert [one.value.total for one in found.values()] == [20, 80]


def test_the_same_tables_are_tried_once():
    rows = {key(): [Counted("Gruppen", 31, 21, 0)]}
    shown_tables(rows)
    before = module._shown_together.cache_info().hits
    shown_tables(rows)
    assert module._shown_together.cache_info().hits == before + 1


count = st.integers(0, 12)
row = st.tuples(count, count)


@given(st.lists(st.tuples(row, row), min_size=1, max_size=4))
@settings(max_examples=40)
def test_no_small_number_is_shown_nor_left_when_a_town_is_taken_away(pairs):
    names = [f"Insats {n}" for n in range(len(pairs))]
    town = [Counted(name, *one, 0) for name, (one, _) in zip(names, pairs, strict=True)]
    every = [
        Counted(name, one[0] + two[0], one[1] + two[1], 0)
        for name, (one, two) in zip(names, pairs, strict=True)
    ]
    found = shown_tables({key(): every, key(home=NORRVIK): town})
    whole, part = (found[one].value for one in (key(), key(home=NORRVIK)))
    assert not [n for n in (*numbers(whole), *numbers(part)) if 0 < n < 5]
    left = [
        a - b
        for one in whole.rows
        for other in part.rows
        if one.names == other.names
        for a, b in told_twice(one, other)
    ]
    left += [a - b for a, b in told_twice(whole, part)]
    assert not [n for n in left if 0 < n < 5]


def told_twice(one, other):
    """Pair the numbers that both tell."""
    pairs = [(one.total, other.total)]
    if one.split and other.split:
        pairs += [(one.split.women, other.split.women), (one.split.men, other.split.men)]
    return [(a, b) for a, b in pairs if None not in (a, b)]
