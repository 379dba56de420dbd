"""Days as bits, days grouped so that nobody is told of, and what days cost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.day_price import (
    DayTerms,
    ToldDays,
    cost_of_days,
    day_stretches,
    priced_days,
)
from samverk.rules.agreements.pricing import Asked, PriceModel, price
from samverk.rules.agreements.stretches import Span, Tariff
from samverk.rules.interventions.day_bits import bits_by_month, bits_in_words, span_bits
from samverk.rules.interventions.day_groups import DayShare, enough, grouped, may_correct
from samverk.rules.interventions.days import Away, Stay, days_of

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
MARCH = date(2024, 3, 1)
DAYS = st.dates(date(2023, 12, 1), date(2025, 1, 31))
LEAST = 5


@st.composite
def stays(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    away = tuple(Away(*sorted((draw(DAYS), draw(DAYS)))) for _ in range(draw(st.integers(0, 2))))
    return Stay(first, draw(st.sampled_from((last, None))), away)


@given(st.lists(stays(), max_size=3))
def test_the_bits_are_the_days_that_the_rule_counts_each_once(held):
    right = {day for one in held for day in days_of(one, YEAR)}
    found = {
        date(month.year, month.month, n + 1)
        for month, bits in bits_by_month(held, YEAR).items()
        for n in range(31)
        if bits >> n & 1
    }
    assert found == right


def test_a_leap_day_and_the_night_when_the_clock_changes_are_days():
    spring = bits_by_month([Stay(date(2024, 2, 28), date(2024, 3, 31))], YEAR)
    assert {month.month: bits.bit_count() for month, bits in spring.items()} == {2: 2, 3: 31}


def test_days_are_read_as_they_are_written():
    assert bits_in_words(0b1110100, MARCH) == "3, 5–7 mars 2024"
    assert bits_in_words(0, MARCH) == ""
    assert span_bits(Span(date(2024, 2, 20), date(2024, 3, 2)), MARCH) == 0b11


SHARES = st.lists(
    st.builds(
        DayShare,
        st.integers(0, 25),
        st.integers(1, 3),
        st.sampled_from((None, 7, 8, 9)),
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
    ),
    max_size=40,
    unique_by=lambda one: (one.who, one.delivery),
)


@given(SHARES)
def test_no_sum_is_of_fewer_than_five_and_every_day_is_in_one_place(shares):
    found = grouped(shares, LEAST)
    told = [one for ones in found.told.values() for one in ones]
    assert sorted(map(repr, [*told, *found.withheld])) == sorted(map(repr, shares))
    for ones in found.told.values():
        for n in (0, 1):
            assert len({one.who for one in ones if one.days[n]}) not in range(1, LEAST)


@given(SHARES)
def test_nothing_is_withheld_that_could_be_told_together(shares):
    found = grouped(shares, LEAST)
    assert not found.withheld or not enough(shares, LEAST)


@pytest.mark.parametrize(
    ("changed", "left", "may"), [(4, 0, False), (5, 0, True), (5, 4, False), (5, 5, True)]
)
def test_a_correction_stands_alone_when_it_and_the_rest_are_of_enough(changed, left, may):
    assert may_correct(changed, left, LEAST) is may


TERMS = DayTerms(
    Span(date(2024, 1, 1), date(2024, 3, 20)),
    has_day_price=True,
    tariffs=(Tariff(date(2024, 1, 1), 100_000), Tariff(date(2024, 3, 11), 200_000)),
    closed=(Span(date(2024, 3, 29), date(2024, 4, 1)), Span(date(2024, 3, 2), date(2024, 3, 3))),
)


def test_a_month_is_cut_where_the_price_changes_and_where_the_agreement_ends():
    first, second, after = day_stretches(MARCH, [TERMS])
    assert (first.span.to_date, first.rate) == (date(2024, 3, 10), 100_000)
    assert first.closed == (Span(date(2024, 3, 2), date(2024, 3, 3)),)
    assert (second.span.to_date, second.rate) == (date(2024, 3, 20), 200_000)
    assert (after.span.to_date, after.rate) == (date(2024, 3, 31), None)


def test_without_terms_a_month_is_whole_and_has_no_price():
    (only,) = day_stretches(MARCH, [])
    assert (only.span, only.rate) == (Span(MARCH, date(2024, 3, 31)), None)


@given(st.integers(-1000, 1000), st.integers(0, 10**7), st.integers(28, 31))
def test_a_correction_takes_back_what_the_days_cost(days, rate, month_days):
    assert (
        cost_of_days(-days, rate, month_days).value == -cost_of_days(days, rate, month_days).value
    )


def test_days_told_across_two_tariffs_are_priced_by_the_days_of_each():
    told = ToldDays("x", "Gruppen", Span(MARCH, date(2024, 3, 20)), 62)
    found = priced_days(told, TERMS.tariffs)
    # Ten days of each tariff: 31 days at 1 000 and 31 at 2 000 kronor for 31 days
    assert found is not None
    assert found.amount == 300_000
    early = ToldDays("y", "Gruppen", Span(date(2023, 12, 1), date(2023, 12, 31)), 5)
    assert priced_days(early, TERMS.tariffs) is None


def test_days_are_priced_only_where_used_places_are_paid_by_the_month():
    told = (ToldDays("x", "Gruppen", Span(MARCH, date(2024, 3, 10)), 31),)
    for model, total in ((PriceModel.PER_USED_PLACE_MONTH, 100_000), (PriceModel.FIXED_SUM, None)):
        found = price(Asked(model, YEAR, TERMS.tariffs, told=told)).value
        assert (found and found.total) == total
