"""Kaplan-Meier and Aalen-Johansen: against lifelines' answers, by hand, and as laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.waiting.history import Ending, EndKind, Entry
from samverk.analytics.waiting.spells import Exit, Spell, spell, spells
from samverk.analytics.waiting.survival import aalen_johansen, kaplan_meier, waits_until
from samverk.analytics.waiting.tests.strategies import DAY, FIRST, after, queues
from samverk.analytics.waiting.tests.strategies import spells as any_spell

ORACLE = json.loads(Path(__file__).with_name("survival_vectors.json").read_text(encoding="utf-8"))


def read(sample):
    return [Spell(first, until, Exit(how)) for first, until, how in sample["spells"]]


def rows(curve):
    return [(s.day, s.share, s.low, s.high) for s in curve.steps]


def waits(*days, how=Exit.STARTED):
    return [Spell(0, day, how) for day in days]


@pytest.mark.parametrize("sample", ORACLE["samples"], ids=lambda s: f"{len(s['spells'])} spells")
def test_kaplan_meier_is_that_of_lifelines(sample):
    curve = kaplan_meier(read(sample))
    expected = [pytest.approx(row, abs=1e-9) for row in sample["kaplan_meier"]]
    assert [list(row) for row in rows(curve)] == expected
    assert waits_until(curve, 0.5).value == sample["median"]
    assert waits_until(curve, 0.9).value == sample["ninetieth"]


@pytest.mark.parametrize("sample", [s for s in ORACLE["samples"] if "aalen_johansen" in s])
def test_aalen_johansen_is_that_of_lifelines(sample):
    found = rows(aalen_johansen(read(sample)))
    for own, (day, share, *bounds, _) in zip(found, sample["aalen_johansen"], strict=True):
        assert own[:2] == (day, pytest.approx(share, abs=1e-9))
        assert bounds == [None, None] or own[2:] == pytest.approx(tuple(bounds), abs=1e-9)


def test_the_oracle_holds_late_entries_ties_and_removals():
    found = [read(sample) for sample in ORACLE["samples"]]
    assert sum(any(s.seen_from for s in one) for one in found) >= 2
    assert any(len({s.until for s in one}) < len(one) for one in found)
    assert any(s.exit is Exit.REMOVED for one in found for s in one)


def test_by_hand():
    seen = [*waits(10, 30), *waits(20, how=Exit.REMOVED), *waits(40, how=Exit.UNSEEN)]
    assert [s.share for s in kaplan_meier(seen).steps] == [0.75, 0.375]
    assert [s.share for s in aalen_johansen(seen).steps] == [0.25, 0.5]
    assert [s.share for s in aalen_johansen(seen, Exit.REMOVED).steps] == [0.25]


def test_ties_in_aalen_johansen_share_the_day():
    seen = [*waits(10, 10, 30), *waits(10, how=Exit.REMOVED)]
    assert [s.share for s in aalen_johansen(seen).steps] == [0.5, 0.75]
    assert aalen_johansen(seen, Exit.REMOVED).steps[-1].share == 0.25


def test_a_late_entry_is_not_at_risk_before_it_was_seen():
    seen = [*waits(10, 50), Spell(30, 50, Exit.UNSEEN)]
    first, last = kaplan_meier(seen).steps
    assert (first.at_risk, first.share) == (2, 0.5)
    assert (last.at_risk, last.share) == (2, 0.25)


def test_when_all_who_were_seen_early_are_gone_the_curve_begins_anew():
    seen = [*waits(5), Spell(30, 50, Exit.STARTED), Spell(30, 60, Exit.UNSEEN)]
    curve = kaplan_meier(seen)
    assert curve.given == 5
    assert [(s.day, s.share) for s in curve.steps] == [(50, 0.5)]
    assert curve.at(4) is None


def test_a_start_on_the_first_day_is_a_wait_of_none():
    assert kaplan_meier(waits(0, 5)).steps[0].share == 0.5


def test_nobody_has_no_curve():
    curve = kaplan_meier([])
    assert (curve.n, curve.steps, curve.at(0)) == (0, (), None)
    assert waits_until(curve, 0.5).value is None


def test_one_person_tells_of_one_day():
    curve = aalen_johansen(waits(7))
    assert (curve.at(6).share, curve.at(7).share, curve.at(8)) == (0.0, 1.0, None)


def test_all_removed_never_start():
    seen = waits(3, 9, how=Exit.REMOVED)
    assert kaplan_meier(seen).at(9).share == 1.0
    assert aalen_johansen(seen).steps == ()
    assert aalen_johansen(seen, Exit.REMOVED).at(9).share == 1.0
    assert waits_until(aalen_johansen(seen), 0.5).value is None


@pytest.mark.parametrize("many", [6, 49, 98, 103])
def test_all_started_is_all_also_where_the_sum_is_not_exact(many):
    last = aalen_johansen(waits(*range(1, many + 1))).steps[-1]
    assert last.share == pytest.approx(1)
    assert (last.low, last.high) == (1, 1)


def test_the_median_of_a_curve_has_the_interval_of_its_days():
    found = waits_until(kaplan_meier(waits(*range(1, 41))), 0.5)
    assert (found.value, found.low, found.high) == (20, 14, 26)


@given(st.lists(any_spell(), max_size=30), st.randoms())
def test_the_order_of_people_does_not_matter(seen, rng):
    shuffled = rng.sample(seen, len(seen))
    assert kaplan_meier(shuffled) == kaplan_meier(seen)
    assert aalen_johansen(shuffled) == aalen_johansen(seen)


@given(st.lists(any_spell(), min_size=1, max_size=30))
def test_started_removed_and_still_waiting_are_all(seen):
    started, removed = aalen_johansen(seen), aalen_johansen(seen, Exit.REMOVED)
    both = kaplan_meier(
        [Spell(s.seen_from, s.until, _either(s.exit)) for s in seen],
    )
    for day in range(started.given, started.seen_to + 1, 7):
        total = started.at(day).share + removed.at(day).share + both.at(day).share
        assert total == pytest.approx(1.0)


@given(st.lists(any_spell(), max_size=30))
def test_intervals_hold_their_share_and_curves_go_one_way(seen):
    for curve, way in ((kaplan_meier(seen), -1), (aalen_johansen(seen), 1)):
        shares = [step.share for step in curve.steps]
        assert shares == sorted(shares, key=lambda share: way * share)
        assert all(0 <= s.low <= s.share + 1e-12 for s in curve.steps)
        assert all(s.share - 1e-12 <= s.high <= 1 + 1e-12 for s in curve.steps)


@given(queues())
def test_a_removal_never_makes_a_start_likelier_than_kaplan_meier_says(queue):
    seen = spells(queue, FIRST, DAY)
    waiting, started = kaplan_meier(seen), aalen_johansen(seen)
    for step in started.steps:
        told = waiting.at(step.day)
        assert told is None or step.share <= 1 - told.share + 1e-9


@pytest.mark.parametrize(
    ("clock", "entered", "observed", "seen_from"),
    [(0, 0, 0, 0), (0, 30, 0, 30), (0, 0, 40, 40), (0, 30, 40, 40), (0, 30, 20, 30)],
)
def test_waits_before_an_entry_or_the_first_day_seen_are_unseen(
    clock, entered, observed, seen_from
):
    entry = Entry("1", after(clock), after(entered), Ending(EndKind.STARTED, after(90)))
    assert spell(entry, after(observed), DAY) == Spell(seen_from, 90, Exit.STARTED)


def test_what_ended_before_the_first_day_seen_is_no_spell():
    entry = Entry("1", FIRST, FIRST, Ending(EndKind.STARTED, after(9)))
    assert spell(entry, after(10), DAY) is None
    assert spell(entry, after(9), DAY) == Spell(9, 9, Exit.STARTED)


def test_what_had_not_ended_by_the_day_and_what_was_moved_are_unseen():
    def seen(kind, day):
        entry = Entry("1", FIRST, FIRST, Ending(kind, after(90)))
        return spell(entry, FIRST, after(day))

    assert seen(EndKind.REMOVED, 89) == Spell(0, 89, Exit.UNSEEN)
    assert seen(EndKind.REMOVED, 90) == Spell(0, 90, Exit.REMOVED)
    assert seen(EndKind.TRANSFERRED, 95) == Spell(0, 90, Exit.UNSEEN)


def test_a_spell_is_seen_from_before_its_end():
    with pytest.raises(ValueError, match="inte ses"):
        Spell(5, 4, Exit.UNSEEN)


def _either(how):
    return Exit.UNSEEN if how is Exit.UNSEEN else Exit.STARTED
