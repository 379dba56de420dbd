"""Tables that share numbers, and later periods: what each alone hides is not told by both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure.linking import later_period, parts_of, row_is_table
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import examined, protect, protect_together
from samverk.analytics.disclosure.system import Link
from samverk.analytics.disclosure.table import Cell, Table

from .tables import policies, table, tables

POLICY = DisclosurePolicy(5)
SPRING = table((20, 31), (14, 9), (8, 12), name="vår")
# One more woman in the second row, and three more men in the third
SUMMER = table((20, 31), (15, 9), (8, 15), name="sommar")


def later(found: Table, added: tuple[tuple[int, ...], ...]) -> Table:
    """Give the table after more people have come."""
    counts = tuple(
        tuple(map(sum, zip(line, more, strict=True)))
        for line, more in zip(found.counts, added, strict=True)
    )
    return replace(found, name="senare", counts=counts)


@st.composite
def periods(draw: st.DrawFn) -> tuple[Table, Table]:
    found = draw(tables(4, 3, 20))
    more = st.integers(0, 6)
    added = draw(st.tuples(*[st.tuples(*[more] * len(found.columns))] * len(found.rows)))
    return found, later(found, added)


def test_two_tables_that_are_safe_alone_tell_who_came_between():
    alone = [protect(each, POLICY) for each in (SPRING, SUMMER)]
    assert [one.leaks for one in alone] == [(), ()]
    both = examined([*alone[0].editions, *alone[1].editions], POLICY, later_period(SPRING, SUMMER))
    told = {(cell.row, cell.column) for cell in both.leaks}
    assert {(("r1",), "c0"), (("r2",), "c1"), (None, None)} <= told


def test_protected_with_the_earlier_table_in_mind_they_do_not():
    before = protect(SPRING, POLICY)
    links = later_period(SPRING, SUMMER)
    both = protect_together([SUMMER], POLICY, links, before.editions)
    assert both.leaks == ()
    assert both.editions[0].shown(POLICY) == before.editions[0].shown(POLICY)


def test_a_later_table_with_no_small_change_is_published_whole():
    grown = table((30, 31), (14, 29), (8, 12), name="sommar")
    before = protect(SPRING, POLICY)
    both = protect_together([grown], POLICY, later_period(SPRING, grown), before.editions)
    assert not both.editions[1].hidden


@given(periods(), policies(6))
@settings(max_examples=80)
def test_a_later_period_never_tells_what_came_between(pair, policy):
    earlier, now = pair
    before = protect(earlier, policy)
    both = protect_together([now], policy, later_period(earlier, now), before.editions)
    assert both.leaks == ()


@given(tables(3, 3, 20), st.data(), policies(6))
@settings(max_examples=60)
def test_municipalities_do_not_tell_each_others_numbers(found, data, policy):
    count = st.integers(0, 8)
    same = st.tuples(*[st.tuples(*[count] * len(found.columns))] * len(found.rows))
    one, other = replace(found, name="A"), replace(found, name="B", counts=data.draw(same))
    whole = replace(later(one, other.counts), name="alla")
    links = parts_of(whole, [one, other])
    assert protect_together([whole, one, other], policy, links).leaks == ()


def test_a_municipality_hidden_alone_is_told_by_the_whole():
    one = table((20, 31), (14, 3), (8, 12), name="A")
    other = table((20, 31), (14, 9), (8, 12), name="B")
    whole = replace(later(one, other.counts), name="alla")
    links = parts_of(whole, [one, other])
    alone = [edition for each in (whole, one, other) for edition in protect(each, POLICY).editions]
    assert Cell("A", ("r1",), "c1") in examined(alone, POLICY, links).leaks
    assert protect_together([whole, one, other], POLICY, links).leaks == ()


def test_a_row_that_another_table_divides_is_tied_to_its_totals():
    ages = Table("åldrar", ("unga", "gamla"), ("c0", "c1"), ((9, 6), (11, 25)), "Summa", "Summa")
    links = row_is_table(SPRING, "r0", ages)
    assert [link.whole.column for link in links] == ["c0", "c1", None]
    assert protect_together([SPRING, ages], POLICY, links).leaks == ()


def test_a_link_that_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="Sambandet stämmer inte: vår, r1, c0"):
        protect_together([SPRING, SUMMER], POLICY, later_period(SUMMER, SPRING))


def test_a_sum_that_does_not_hold_is_refused():
    link = Link(Cell("vår", ("r0",), "c0"), (Cell("vår", ("r1",), "c0"),))
    with pytest.raises(ValueError, match="Sambandet"):
        protect_together([SPRING], POLICY, [link])


def test_tables_of_one_name_are_refused():
    with pytest.raises(ValueError, match="samma namn"):
        protect_together([SPRING, SPRING], POLICY)


def test_parts_of_another_form_are_refused():
    with pytest.raises(ValueError, match="samma rader"):
        parts_of(SPRING, [table((1, 2), name="A")])
