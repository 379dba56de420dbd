"""The plan's rule: what is kept, what may go and when, and that nothing goes without a decision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.information_plan import (
    Counted,
    Disposal,
    DocumentFacts,
    Fate,
    PlanTerm,
    disposal_of,
    due_day,
)

DECIDED = {"ground": "Socialnämnden § 4", "decided_on": date(2020, 1, 20)}
TODAY = date(2024, 3, 15)
days = st.dates(date(1991, 1, 1), date(2090, 12, 31))
terms = st.builds(
    PlanTerm,
    years=st.none() | st.integers(0, 200),
    counted=st.sampled_from(Counted),
    by_year_end=st.booleans(),
    ground=st.sampled_from(["", "SN § 4"]),
    decided_on=st.none() | days,
)
facts = st.builds(DocumentFacts, st.none() | days, st.none() | days)


@pytest.mark.parametrize(
    ("start", "years", "by_year_end", "due"),
    [
        (date(2020, 2, 29), 1, False, date(2021, 3, 1)),
        (date(2020, 2, 29), 4, False, date(2024, 2, 29)),
        (date(2021, 12, 31), 2, True, date(2024, 1, 1)),
        (date(2022, 1, 1), 2, True, date(2025, 1, 1)),
        (date(2022, 5, 5), 0, False, date(2022, 5, 5)),
    ],
)
def test_the_first_day_is_counted_as_the_plan_says(start, years, by_year_end, due):
    assert due_day(start, PlanTerm(years, by_year_end=by_year_end)) == due


def test_an_ongoing_case_frees_nothing_that_is_counted_from_its_end():
    ruling = disposal_of(DocumentFacts(date(2000, 1, 1), None), PlanTerm(2, **DECIDED), TODAY)
    assert ruling.value == Disposal(Fate.ONGOING)


def test_a_document_without_a_day_is_not_guessed():
    term = PlanTerm(2, Counted.DATED, **DECIDED)
    assert disposal_of(DocumentFacts(None, TODAY), term, TODAY).value == Disposal(Fate.UNKNOWN)


def test_what_the_plan_keeps_says_when_nobody_has_confirmed_it():
    ruling = disposal_of(DocumentFacts(None, None), PlanTerm(), TODAY)
    assert ruling.value == Disposal(Fate.KEPT)
    assert "inte bekräftad" in ruling.remarks[0].text
    confirmed = disposal_of(DocumentFacts(None, None), PlanTerm(**DECIDED), TODAY)
    assert confirmed.remarks == ()


@given(facts, st.none() | terms, days)
def test_nothing_may_go_without_a_decision_or_before_its_day(found, term, day):
    value = disposal_of(found, term, day).value
    if value.fate is Fate.DUE:
        assert term is not None
        assert term.is_confirmed
        assert term.years is not None
        assert value.due is not None
        assert value.due <= day


@given(facts, terms, days)
def test_what_may_go_today_may_go_tomorrow(found, term, day):
    if disposal_of(found, term, day).value.fate is Fate.DUE:
        later = date(day.year + 1, 1, 1)
        assert disposal_of(found, term, later).value.fate is Fate.DUE


@given(facts, st.none() | terms, days)
def test_every_answer_has_a_reason(found, term, day):
    assert disposal_of(found, term, day).reasons


@pytest.mark.parametrize("years", [-1, 201])
def test_a_period_that_is_none_is_refused(years):
    with pytest.raises(ValueError):
        PlanTerm(years)
