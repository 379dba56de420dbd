"""Scenarios side by side: what is changed is what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from samverk.analytics.waiting.history import Entry, Places, Queue, Stay
from samverk.analytics.waiting.scenario import Leaving, Priority, Scenario, Stop, Whose
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.tests.simulated import TODAY, Made, made
from samverk.analytics.waiting.tests.strategies import DAY, queues
from samverk.analytics.waiting.whatif import Prices, compare

AS_NOW = Scenario("Som nu")
FEW = Settings(worlds=100)
SOON = TODAY + timedelta(days=30)


def mixed(seed=3):
    """A queue where every third is from Lerum, by the region, and so are those under way."""
    queue = made(Made(after_cut=8), seed).as_known(TODAY)

    def whose(n):
        third = n % 3 == 0
        return {"home": "Lerum" if third else "Alingsås", "party": "Regionen" if third else "FK"}

    entries = tuple(replace(e, **whose(n)) for n, e in enumerate(queue.entries))
    stays = tuple(replace(s, **whose(n)) for n, s in enumerate(queue.stays))
    return replace(queue, entries=entries, stays=stays)


def both(scenario, **more):
    return compare(mixed(), TODAY, (AS_NOW, scenario), FEW, **more)


def by_home(outcome):
    return {one.name: one.wait.middle for one in outcome.homes}


def test_a_scenario_that_changes_nothing_changes_nothing():
    now, same = both(Scenario("Samma", places=(Places("Balder", TODAY, 8, 8),)))
    assert replace(same, scenario="Som nu") == now


@pytest.mark.parametrize(("places", "way"), [(12, -1), (6, 1)])
def test_more_places_shorten_and_fewer_lengthen(places, way):
    now, then = both(Scenario("Platser", places=(Places("Balder", SOON, places, places),)))
    assert way * (then.joiners.middle - now.joiners.middle) > 30
    assert way * (then.starts.middle - now.starts.middle) < 0
    assert way * (then.today[0][1].middle - now.today[0][1].middle) > 30


def test_a_new_delivery_for_one_home_helps_that_home():
    new = Places("Ny", SOON, 3, 3, serves=("Lerum",))
    now, then = both(Scenario("Ny", places=(new,)))
    assert by_home(then)["Lerum"] < by_home(now)["Lerum"] - 30
    today = {kind.home: found.middle for kind, found in then.today}
    assert today["Lerum"] < today["Alingsås"]


def test_shares_over_months_follow_the_waits():
    now, then = both(Scenario("Fler", places=(Places("Balder", SOON, 16, 16),)))
    for before, after in zip(now.homes, then.homes, strict=True):
        assert [months for months, _ in before.over] == [3, 6, 12]
        assert all(1 >= a >= b >= 0 for (_, a), (_, b) in zip(before.over, after.over, strict=True))
        shares = [share for _, share in before.over]
        assert shares == sorted(shares, reverse=True)


def test_places_that_others_may_not_have_stand_idle_while_they_wait():
    new = Places("Ny", SOON, 6, 6, serves=("Partille",))
    now, then = both(Scenario("Ny", places=(new,)))
    assert now.idle.middle == 0
    assert then.idle.middle == pytest.approx(6 * (365 - 29), rel=0.02)


def test_a_class_goes_first_and_the_others_pay():
    now, then = both(Scenario("Förtur", priorities=(Priority(Whose(home="Lerum"), -1),)))
    assert by_home(then)["Lerum"] < by_home(now)["Lerum"] - 30
    assert by_home(then)["Alingsås"] > by_home(now)["Alingsås"]


def test_the_first_rule_that_fits_gives_the_class():
    rules = (Priority(Whose(home="Lerum", party="FK"), 5), Priority(Whose(party="FK"), 2))
    scenario = Scenario("x", priorities=rules)
    day = date(2025, 1, 1)
    people = [Entry("1", day, day, home="Lerum", party="FK"), Entry("2", day, day, party="FK")]
    people.append(Entry("3", day, day, priority=9, party="AF"))
    changed = scenario.changed(Queue("A", day, tuple(people)))
    assert [entry.priority for entry in changed.entries] == [5, 2, 9]


def test_a_stop_of_intake_lets_the_queue_run_out():
    now, then = both(Scenario("Stopp", stops=(Stop(TODAY),)), days=900)
    assert then.waiting.high < now.waiting.low
    assert then.joiners is None


def test_a_stop_that_ends_takes_only_its_own_days():
    one_week = Scenario("Stopp", stops=(Stop(SOON, SOON + timedelta(days=6)),))
    now, then = both(one_week, days=200)
    assert then.joiners is not None
    assert then.starts.middle <= now.starts.middle
    past = Scenario("Förr", stops=(Stop(date(2020, 1, 1), TODAY),))
    assert replace(both(past)[1], scenario="Som nu") == both(past)[0]


def test_when_a_member_leaves_its_people_are_no_longer_referred():
    lerum = Whose(home="Lerum")
    now, kept = both(Scenario("Kvar", leaving=(Leaving(lerum, TODAY, keeps_place=True),)))
    _, gone = both(Scenario("Ut", leaving=(Leaving(lerum, TODAY),)))
    before, *people = (
        {one.name: one.people for one in outcome.homes} for outcome in (now, kept, gone)
    )
    # those of the window who would have joined from there: one in three of six
    assert before["Lerum"] > people[0]["Lerum"] + 0.5
    waits_today = sum(e.home == "Lerum" for e in mixed().waiting(TODAY))
    assert 0 < people[0]["Lerum"] <= waits_today
    assert "Lerum" not in people[1]
    assert by_home(gone)["Alingsås"] < by_home(kept)["Alingsås"]
    assert gone.removed.middle > kept.removed.middle


def test_those_under_way_finish_or_end_by_the_rule():
    lerum = Whose(home="Lerum")
    finish, end = (
        compare(mixed(), TODAY, (Scenario("Ut", leaving=(rule,)),), FEW, days=60)[0]
        for rule in (Leaving(lerum, SOON), Leaving(lerum, SOON, finishes=False))
    )
    assert end.starts.middle > finish.starts.middle
    assert end.joiners.middle < finish.joiners.middle


def test_a_member_is_told_by_home_or_party_or_both():
    assert Whose(home="Lerum").covers("Lerum", "FK")
    assert not Whose(home="Lerum", party="AF").covers("Lerum", "FK")
    assert Whose().covers("", "")


def test_cost_is_funded_days_and_held_days():
    queue = Queue("A", TODAY, (), (Stay(TODAY, delivery="A"),), (Places("A", TODAY, 3, 3),))
    prices = Prices(funded_day=500_00, held_day=100_00)
    (found,) = compare(queue, TODAY, (AS_NOW,), FEW, days=10, prices=prices)
    assert found.held.high == 10
    assert found.cost.high == 10 * 3 * 500_00 + 10 * 100_00


def test_when_hardly_any_world_lets_a_joiner_start_no_wait_is_told():
    closing = Scenario("Stänger", places=(Places("Balder", date(2026, 6, 1), 0, 0),))
    (found,) = compare(made(Made(), 1), TODAY, (closing,), Settings())
    assert found.joiners is None
    assert found.today[0][1].middle is None


def test_the_days_waited_before_today_belong_to_the_wait():
    day = TODAY - timedelta(days=200)
    queue = Queue("A", day, (Entry("1", day, day, home="Lerum"),), (), (Places("A", day, 1, 1),))
    (found,) = compare(queue, TODAY, (Scenario("x", stops=(Stop(TODAY),)),), FEW)
    assert (found.homes[0].wait.low, found.homes[0].wait.high) == (200, 200)


def test_an_empty_place_is_idle_only_while_somebody_waits():
    queue = Queue("A", TODAY, (), (), (Places("A", TODAY, 3, 3),))
    assert compare(queue, TODAY, (AS_NOW,), FEW)[0].idle.high == 0


def test_a_place_held_after_its_funding_ended_still_costs():
    stays = (Stay(TODAY, delivery="A"),)
    rows = (Places("A", TODAY, 1, 1), Places("A", TODAY + timedelta(days=6), 0, 0))
    queue = Queue("A", TODAY, (), stays, rows)
    (found,) = compare(queue, TODAY, (AS_NOW,), FEW, days=10, prices=Prices(funded_day=100))
    assert found.cost.high == 1000


def test_a_day_of_funding_begins_on_the_rows_first_day():
    rows = (Places("A", TODAY + timedelta(days=4), 1, 1),)
    queue = Queue("A", TODAY, (), (), rows)
    (found,) = compare(queue, TODAY, (AS_NOW,), FEW, days=10, prices=Prices(funded_day=100))
    # days 4 to 10 from today
    assert found.cost.middle == 700


def test_time_ahead_is_at_least_a_day():
    with pytest.raises(ValueError, match="minst en dag"):
        compare(mixed(), TODAY, (AS_NOW,), FEW, days=0)


@settings(max_examples=20, deadline=None)
@given(queues())
def test_any_queue_can_be_asked_and_nobody_is_lost(queue):
    (found,) = compare(queue, DAY, (AS_NOW,), Settings(worlds=1), days=30_000)
    assert found.waiting.middle >= 0
    gone = found.starts.middle + found.removed.middle + found.waiting.middle
    assert gone >= len(queue.waiting(DAY))
    (again,) = compare(queue, DAY, (AS_NOW,), Settings(worlds=1), days=30_000)
    assert again == found


def test_those_who_would_have_come_after_a_member_left_are_never_counted_as_gone():
    entries = tuple(
        Entry(str(n), TODAY - timedelta(days=n), TODAY - timedelta(days=n), party="Lerum")
        for n in range(1, 30)
    )
    queue = Queue("A", TODAY - timedelta(days=60), entries, (), (Places("A", TODAY, 1, 1),))
    leaving = Leaving(Whose(party="Lerum"), TODAY, keeps_place=False)
    (found,) = compare(queue, TODAY, (Scenario("x", leaving=(leaving,)),), FEW)
    assert (found.waiting.low, found.waiting.high) == (0, 0)
    assert found.removed.high <= len(entries)


def test_whoever_may_not_be_told_of_is_in_the_sums_and_in_no_group():
    queue = mixed()
    some = tuple(replace(e, told=n % 2 == 0) for n, e in enumerate(queue.entries))
    (every,) = compare(queue, TODAY, (AS_NOW,), FEW)
    (found,) = compare(replace(queue, entries=some), TODAY, (AS_NOW,), FEW)
    assert [one.name for one in found.homes] == [one.name for one in every.homes]
    told, all_of_them = (sum(one.people for one in outcome.homes) for outcome in (found, every))
    assert told < all_of_them * 0.7
    assert found.waiting == every.waiting
    assert {kind.told for kind, _ in found.today} == {True}
    none = tuple(replace(e, told=False) for e in queue.entries)
    (nobody,) = compare(replace(queue, entries=none), TODAY, (AS_NOW,), FEW)
    assert (nobody.homes, nobody.parties, nobody.today) == ((), (), ())
    assert nobody.starts == every.starts


def test_a_new_delivery_for_one_home_does_not_make_the_others_places_turn_over_faster():
    """Places for nobody's home change nothing: the history's turnover is that of the places there are."""
    nowhere = Places("Ny", TODAY, 3, 3, serves=("Ingenstans",))
    now, then = both(Scenario("Ny", places=(nowhere,)))
    assert (then.starts, then.joiners) == (now.starts, now.joiners)
