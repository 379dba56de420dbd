"""What is told again and again of a growing period: no edition tells what another hides."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.analytics.disclosure import editions
from samverk.analytics.disclosure.attack import leaks_in
from samverk.analytics.disclosure.editions import Part, Telling, silent, told_after
from samverk.analytics.disclosure.linking import between
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.proof import faults_of, proof_of
from samverk.analytics.disclosure.protect import examined, protect
from samverk.analytics.disclosure.table import Table

from .tables import table

POLICY = DisclosurePolicy(5)
PARTS = (Part("deltog", ("började",)), Part("deltog", ("slutade",)))
MARCH = table((20, 31), (14, 9), (8, 12), name="deltog")
# One more woman in the second row, and three more men in the third
JUNE = table((20, 31), (15, 9), (8, 15), name="deltog")


def told_in_turn(times: list[dict[str, Table]], parts=PARTS, policy=POLICY) -> list[Telling]:
    """Tell the tables of one time after another, each knowing of those before."""
    found: list[Telling] = []
    for now in times:
        found.append(told_after(now, [one.told for one in found], policy, parts))
    return found


def printed(telling: Telling, policy=POLICY) -> set[int]:
    """All numbers that are told."""
    shown = [one.shown(policy).counts for one in telling.told.values()]
    return {count for lines in shown for line in lines for count in line if count is not None}


def kept_small(before: Table, now: Table) -> Table:
    """Give what came between two times, as a table."""
    pairs = zip(before.counts, now.counts, strict=True)
    counts = tuple(tuple(b - a for a, b in zip(one, two, strict=True)) for one, two in pairs)
    return replace(now, name="mellan", counts=counts)


def test_told_alone_two_editions_tell_who_came_between():
    alone = [*protect(MARCH, POLICY).editions, *protect(replace(JUNE, name="2"), POLICY).editions]
    links = between(alone[0].table, alone[1].table)
    assert examined(alone, POLICY, links).leaks


def test_told_in_turn_they_do_not():
    first, second = told_in_turn([{"deltog": MARCH}, {"deltog": JUNE}])
    assert first.protection.leaks == second.protection.leaks == ()
    shown = [one.told["deltog"].shown(POLICY).counts for one in (first, second)]
    assert None in (shown[0][1][0], shown[1][1][0])
    assert shown[1][3][2] is None or shown[0][3][2] is None, "four more in all"


def test_what_has_not_changed_is_told_in_the_same_way():
    first, second = told_in_turn([{"deltog": MARCH}, {"deltog": MARCH}])
    assert second.told["deltog"].shown(POLICY) == first.told["deltog"].shown(POLICY)


def test_a_number_that_was_taken_away_again_is_hidden_too():
    fewer = table((20, 31), (13, 9), (8, 12), name="deltog")
    telling = told_in_turn([{"deltog": MARCH}, {"deltog": fewer}])[-1]
    assert telling.protection.leaks == ()
    assert telling.told["deltog"].shown(POLICY).counts[1][0] is None


def test_a_part_does_not_tell_of_the_rest():
    began = table((19, 31), (14, 9), (8, 12), name="började")
    telling = told_after({"deltog": MARCH, "började": began}, (), POLICY, PARTS)
    rows = [telling.told[name].shown(POLICY).counts[0][0] for name in ("deltog", "började")]
    assert None in rows, "one who took part had begun before"


def test_rows_told_together_twice_do_not_tell_who_came_to_them():
    now = table((20, 31), (2, 1), (3, 1), name="deltog")
    later = table((30, 41), (2, 1), (3, 2), name="deltog")
    first, second = told_in_turn([{"deltog": now}, {"deltog": later}])
    assert first.told["deltog"].pool == ("r1", "r2")
    pools = [one.told["deltog"].shown(POLICY).counts[1][2] for one in (first, second)]
    assert second.told["deltog"].pool != ("r1", "r2") or None in pools


def test_rows_are_told_together_twice_though_one_time_has_a_column_more():
    before = table((20, 31), (2, 1), (1, 2), name="deltog")
    now = Table("deltog", before.rows, ("c0", "c1", "c2"), ((20, 31, 6), (2, 1, 0), (1, 2, 0)))
    now = replace(now, totals_row="Summa", totals_column="Summa")
    first, second = told_in_turn([{"deltog": before}, {"deltog": now}])
    assert first.told["deltog"].pool == second.told["deltog"].pool == ("r1", "r2")
    assert second.protection.leaks == ()


def test_nobody_at_all_is_told_without_an_attack():
    none = table((0, 0), (0, 0), name="deltog")
    telling = told_after({"deltog": none}, (), POLICY)
    assert telling.protection is None
    assert printed(telling) == {0}


def test_where_nothing_can_be_told_nothing_is(monkeypatch):
    class Careless(editions.Choice):
        def made_for(self, tables):
            return (*self.published, *(editions.Edition(one) for one in tables))

    monkeypatch.setattr(editions, "Choice", Careless)
    first = told_after({"deltog": table((40, 31), (14, 9), name="deltog")}, (), POLICY)
    assert not first.silent
    more = {"deltog": table((41, 31), (14, 9), name="deltog")}
    second = told_after(more, [first.told], POLICY)
    assert second.silent
    assert printed(second) == set()


def test_a_leak_that_is_out_already_is_said(monkeypatch):
    a, b = (
        editions.Edition(replace(one, name=f"deltog {n}")) for n, one in enumerate((MARCH, JUNE))
    )
    now = {"deltog": table((60, 61), (70, 71), (80, 81), name="deltog")}
    with pytest.raises(ValueError, match="redan är skickat"):
        told_after(now, [{"deltog": a}, {"deltog": b}], POLICY)


def test_silence_tells_nothing():
    assert silent(MARCH).shown(POLICY).counts == ((None, None, None),) * 4


@st.composite
def years(draw: st.DrawFn) -> list[dict[str, Table]]:
    """Draw three times of a year: who took part, who of them began and who ended; few at a time."""
    rows = draw(st.integers(1, 3))
    count, more = st.integers(0, 9), st.integers(0, 4)
    grid = st.lists(st.tuples(count, count), min_size=rows, max_size=rows)
    added = st.lists(st.tuples(more, more), min_size=rows, max_size=rows)

    def plus(one, other):
        return [tuple(map(sum, zip(a, b, strict=True))) for a, b in zip(one, other, strict=True)]

    before, began, ended = draw(grid), draw(grid), [(0, 0)] * rows
    times = []
    for _ in range(3):
        took = plus(before, began)
        leaving = draw(added)
        ended = [
            tuple(min(most, one + two) for most, one, two in zip(m, a, b, strict=True))
            for m, a, b in zip(took, ended, leaving, strict=True)
        ]
        of = {"deltog": took, "började": began, "slutade": ended}
        times.append({name: table(*counts, name=name) for name, counts in of.items()})
        began = plus(began, draw(added))
    return times


@given(years())
@settings(max_examples=25)
def test_no_edition_of_a_year_tells_of_anybody(times):
    told = told_in_turn(times)
    for one in told:
        if one.protection is None:
            continue
        view, attacks = one.protection.view, one.protection.attacks
        assert not [leaks_in(view, each) for each in attacks if leaks_in(view, each)]
        shown = [each.shown(POLICY) for each in one.protection.editions]
        assert faults_of(proof_of(one.protection), shown) == []
    assert not {n for one in told for n in printed(one) if 0 < n < 5}
    # By hand: what is told twice differs by nobody or by as many as may be told
    for name in ("deltog", "började", "slutade"):
        for first, second in pairwise(told):
            one, two = (each.told[name].shown(POLICY) for each in (first, second))
            if one.labels == two.labels:
                pairs = zip(sum(one.counts, ()), sum(two.counts, ()), strict=True)
                assert not [(a, b) for a, b in pairs if None not in (a, b) and 0 < abs(b - a) < 5]
