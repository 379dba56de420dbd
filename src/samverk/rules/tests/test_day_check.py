"""So many days are at least so many participants."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.day_check import EXAMPLES, DaysOfMonth, PeopleTold, days_fit
from samverk.rules.agreements.stretches import Span

FEBRUARY = Span(date(2024, 2, 1), date(2024, 2, 29))
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_by_hand(example):
    assert example.holds()


@given(st.integers(0, 500), st.lists(st.integers(0, 29), max_size=40))
def test_days_that_people_can_have_always_fit(more, days):
    """However many days each of them has, and however many others took part another month."""
    people = PeopleTold(YEAR, len(days) + more)
    assert days_fit(DaysOfMonth(FEBRUARY, sum(days)), people).value


def test_it_says_both_numbers_and_how_it_was_counted():
    found = days_fit(DaysOfMonth(FEBRUARY, 300), PeopleTold(YEAR, 10))
    assert not found.value
    text = found.reasons[0].text.replace("\N{NO-BREAK SPACE}", " ")
    assert "300 deltagardagar är berättade för februari 2024" in text
    assert "högst 290 dagar den månaden (10 × 29)" in text


def test_a_count_of_another_period_says_nothing_of_the_month():
    with pytest.raises(ValueError, match="not in the period"):
        days_fit(DaysOfMonth(FEBRUARY, 1), PeopleTold(Span(date(2024, 2, 2), date(2024, 3, 1)), 1))
