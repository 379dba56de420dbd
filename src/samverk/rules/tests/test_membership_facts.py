"""The facts a membership hangs on: when they count, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.membership import Fact, FactKind, known_facts
from samverk.rules.membership.facts import (
    answer_to_withdrawal,
    is_before_entry,
    latest,
    this_membership,
)
from samverk.rules.tests.memberships import (
    ACCEPTED,
    DECIDED,
    ENDED,
    JOINED,
    RECEIVED,
    REFUSED,
    SENT,
    WITHDRAWN,
)
from samverk.rules.tests.strategies import DAYS

UNDATED = Fact(FactKind.REPEAL_PROPOSED, None, "Förslag")


@given(DAYS, DAYS)
def test_a_dated_fact_counts_from_its_day_on(day, chosen):
    fact = replace(SENT, day=day)

    assert fact.had_happened(chosen) == (day <= chosen)


@given(DAYS)
def test_an_undated_fact_without_a_bound_always_counts(chosen):
    assert UNDATED.had_happened(chosen)


@given(DAYS, DAYS)
def test_an_undated_fact_counts_from_its_bound_on(bound, chosen):
    assert replace(UNDATED, not_before=bound).had_happened(chosen) == (bound <= chosen)


@given(st.permutations([JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, UNDATED]))
def test_facts_are_put_in_time_order_with_the_undated_last(facts):
    ordered = known_facts(facts, date(2030, 1, 1))

    assert ordered == (JOINED, DECIDED, SENT, RECEIVED, WITHDRAWN, UNDATED)


def test_a_bound_places_an_undated_fact_among_the_others():
    bounded = replace(UNDATED, not_before=date(2021, 6, 1))

    assert known_facts((WITHDRAWN, bounded, DECIDED), date(2030, 1, 1)) == (
        DECIDED,
        bounded,
        WITHDRAWN,
    )


def test_on_one_day_a_proposal_comes_before_the_decision_that_answers_it():
    proposed = Fact(FactKind.EXIT_PROPOSED, DECIDED.day, "Kommunstyrelsen § 80")

    assert known_facts((DECIDED, proposed), date(2030, 1, 1)) == (proposed, DECIDED)


def test_decisions_of_one_day_stand_in_the_order_of_their_paragraphs():
    repealed = Fact(FactKind.COUNCIL_REPEALED_EXIT, DECIDED.day, "§ 93", paragraph=93)
    anew = replace(DECIDED, paragraph=94)

    assert known_facts((anew, repealed), date(2030, 1, 1)) == (repealed, anew)


def test_a_step_bounded_by_what_it_cites_comes_after_it():
    bounded = replace(UNDATED, not_before=DECIDED.day)

    assert known_facts((bounded, DECIDED), date(2030, 1, 1)) == (DECIDED, bounded)


def test_of_two_answers_on_one_day_the_no_is_last():
    assert known_facts((REFUSED, ACCEPTED), date(2030, 1, 1)) == (ACCEPTED, REFUSED)


def test_the_latest_of_several_kinds_is_found():
    facts = (JOINED, SENT, RECEIVED)

    assert latest(facts, FactKind.NOTICE_SENT, FactKind.NOTICE_RECEIVED) is RECEIVED
    assert latest(facts, FactKind.NOTICE_SENT) is SENT
    assert latest(facts, FactKind.ENDED) is None


def test_only_what_follows_a_new_entry_belongs_to_this_membership():
    back = replace(JOINED, day=date(2026, 1, 1))

    assert this_membership((JOINED, DECIDED, ENDED, back)) == (back,)
    assert this_membership((JOINED, DECIDED, ENDED)) == (JOINED, DECIDED, ENDED)


def test_an_end_without_any_entry_is_kept_as_it_is():
    assert this_membership((DECIDED, ENDED)) == (DECIDED, ENDED)


def test_the_last_yes_or_no_answers_the_withdrawal():
    confirms = replace(ACCEPTED, day=date(2024, 3, 1), accepts=None)

    assert answer_to_withdrawal((REFUSED, ACCEPTED, confirms)) is ACCEPTED
    assert answer_to_withdrawal((confirms,)) is None


def test_the_days_before_the_first_entry_are_told_from_it_alone():
    entered = replace(JOINED, day=date(2018, 1, 1))
    back = replace(JOINED, day=date(2030, 1, 1))
    after = replace(ENDED, day=date(2022, 12, 31))
    assert is_before_entry(date(2017, 12, 31), (entered, after, back))
    assert not is_before_entry(date(2018, 1, 1), (entered, after, back))
    assert not is_before_entry(date(2025, 1, 1), (entered, after, back))


def test_an_older_exit_or_an_undated_entry_leaves_the_days_before_open():
    entered = replace(JOINED, day=date(2018, 1, 1))
    left = replace(ENDED, day=date(2012, 12, 31))
    assert not is_before_entry(date(2015, 1, 1), (entered, left))
    assert not is_before_entry(date(2015, 1, 1), (entered, replace(JOINED, day=None)))
    assert not is_before_entry(date(2015, 1, 1), ())
