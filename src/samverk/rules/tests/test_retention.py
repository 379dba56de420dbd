"""When a person's file falls due: never early, never while something goes on, and always with a why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.retention import (
    COUNTED_FROM,
    DEFAULT_PLAN,
    EXAMPLES,
    HoldReason,
    PersonFacts,
    Record,
    RetentionRule,
    Standing,
    Trigger,
    draft_days,
    due_from,
    falls_due,
    finish_by,
)

DAY = date(2026, 11, 29)
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
maybe = st.none() | days
facts = st.builds(
    PersonFacts,
    st.booleans(),
    maybe,
    maybe,
    maybe,
    st.sampled_from([(), ("Personen står i kö.",)]),
    st.lists(st.sampled_from(HoldReason), max_size=2).map(tuple),
)


def rules_for(record):
    return st.builds(
        RetentionRule,
        st.just(record),
        st.sampled_from(COUNTED_FROM[record]),
        st.integers(1, 30),
        st.integers(0, 400),
        st.booleans(),
        st.just("eget beslut"),
        st.booleans(),
    )


plans = st.tuples(rules_for(Record.TOOK_PART), rules_for(Record.NEVER_TOOK_PART))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_worked_examples_hold(example):
    assert example.holds()


@given(facts, plans, days)
def test_nobody_is_due_before_the_whole_period_has_passed(told, plan, day):
    falling = falls_due(told, plan, day).value
    if falling.standing is not Standing.DUE:
        return
    rule = next(one for one in plan if one.record is told.record)
    start = told.counted_from(rule.trigger)
    assert start is not None
    assert (start.year + rule.years, start.month, start.day) <= (day.year, day.month, day.day)
    assert falling.due_on <= day
    assert falling.finish_by >= falling.due_on


@given(facts, plans, days)
def test_what_goes_on_or_is_held_is_never_due(told, plan, day):
    ruling = falls_due(replace(told, ongoing=("Personen står i kö.",)), plan, day)
    assert ruling.value.standing is Standing.ONGOING
    held = replace(told, ongoing=(), holds=(HoldReason.APPEAL,))
    assert falls_due(held, plan, day).value.standing is Standing.HELD


@given(facts, plans, days)
def test_every_answer_has_a_reason(told, plan, day):
    ruling = falls_due(told, plan, day)
    assert ruling.reasons
    assert all(one.text.endswith(".") for one in ruling.reasons)


@given(facts, plans, days, st.integers(0, 5000))
def test_whoever_is_due_stays_due(told, plan, day, more):
    if falls_due(told, plan, day).value.standing is Standing.DUE:
        later = day + timedelta(days=more)
        assert falls_due(told, plan, later).value.standing is Standing.DUE


@given(days, rules_for(Record.TOOK_PART))
def test_a_later_entry_never_falls_due_earlier(start, rule):
    assert due_from(rule, start) <= due_from(rule, start + timedelta(days=1))


def test_what_is_not_known_is_never_due():
    told = PersonFacts(True, None)
    ruling = falls_due(told, DEFAULT_PLAN, DAY)
    assert ruling.value.standing is Standing.UNKNOWN
    assert "inte känd" in ruling.reasons[0].text


def test_a_day_in_the_future_is_not_judged():
    told = PersonFacts(False, DAY + timedelta(days=1))
    assert falls_due(told, DEFAULT_PLAN, DAY).value.standing is Standing.UNKNOWN


def test_a_record_without_a_rule_is_not_judged():
    told = PersonFacts(False, date(2000, 1, 1))
    assert falls_due(told, DEFAULT_PLAN[:1], DAY).value.standing is Standing.UNKNOWN


def test_the_end_of_the_participation_may_be_what_counts():
    rule = replace(DEFAULT_PLAN[0], trigger=Trigger.LAST_END)
    told = PersonFacts(True, date(2025, 1, 1), date(2020, 6, 30))
    falling = falls_due(told, (rule,), DAY).value
    assert (falling.due_on, falling.finish_by) == (date(2025, 6, 30), date(2026, 12, 31))


def test_an_unconfirmed_ground_is_remarked_on():
    told = PersonFacts(True, date(2020, 3, 15))
    assert "inte bekräftad" in falls_due(told, DEFAULT_PLAN, DAY).remarks[0].text
    sure = (replace(DEFAULT_PLAN[0], is_confirmed=True),)
    assert falls_due(told, sure, DAY).remarks == ()


def test_without_a_following_year_it_is_finished_at_once():
    rule = RetentionRule(Record.NEVER_TOOK_PART, Trigger.CLOSED, years=2)
    assert finish_by(rule, date(2026, 5, 1)) == date(2026, 5, 1)


def test_a_draft_is_kept_for_the_plans_days_or_thirty():
    rule = RetentionRule(Record.DRAFT, Trigger.UNTOUCHED, days=60)
    assert (draft_days((rule,)), draft_days(())) == (60, 30)


@pytest.mark.parametrize(
    "given",
    [
        (Record.TOOK_PART, Trigger.LAST_ENTRY, 0, 0),
        (Record.TOOK_PART, Trigger.CLOSED, 5, 0),
        (Record.NEVER_TOOK_PART, Trigger.LAST_END, 5, 0),
        (Record.DRAFT, Trigger.UNTOUCHED, 1, 0),
        (Record.DRAFT, Trigger.UNTOUCHED, 0, 6),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(given):
    with pytest.raises(ValueError, match=r"period|counted|draft"):
        RetentionRule(*given)
