"""What a period costs: every model by hand, tariffs in mid-period, closed days, and sums to the öre."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.pricing import (
    BY_MONTH,
    BY_VOLUME,
    Asked,
    Cost,
    Counted,
    PriceModel,
    price,
    rounded,
    split_count,
)
from samverk.rules.agreements.stretches import Span, Tariff, months_of, open_days, stretches

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
APRIL = Span(date(2024, 4, 1), date(2024, 4, 30))
T1 = Tariff(date(2024, 1, 1), 100_000)
T2 = Tariff(date(2024, 4, 16), 130_000)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 500)).map(lambda t: Span(t[0], t[0] + timedelta(days=t[1])))
TARIFFS = st.dictionaries(DAYS, st.integers(0, 10_000_000), max_size=4).map(
    lambda rows: (
        Tariff(date(2022, 1, 1), 12_345),
        *(Tariff(day, amount) for day, amount in rows.items()),
    )
)
CLOSED = st.lists(SPANS, max_size=3).map(tuple)


def priced(model, span=APRIL, tariffs=(T1,), n=3, **more):
    return price(Asked(model, span, tariffs, (Counted(span, n),), **more)).value


@pytest.mark.parametrize(
    ("model", "total"),
    [
        (PriceModel.PER_FUNDED_PLACE_MONTH, 300_000),
        (PriceModel.PER_USED_PLACE_MONTH, 300_000),
        (PriceModel.PER_USED_WEEK, 300_000),
        (PriceModel.PER_HOUR, 300_000),
        (PriceModel.PER_COMPLETED_INTERVENTION, 300_000),
    ],
)
def test_a_whole_month_costs_its_tariff_times_the_number(model, total):
    assert priced(model).total == total


def test_a_tariff_that_changes_in_mid_month_splits_the_month_by_days():
    found = priced(PriceModel.PER_FUNDED_PLACE_MONTH, tariffs=(T1, T2))
    assert [line.amount for line in found.lines] == [150_000, 195_000]
    assert found.lines[0].text.endswith("× 15/30 dagar")


def test_what_was_used_is_split_in_whole_units_over_two_tariffs():
    found = priced(PriceModel.PER_HOUR, tariffs=(T1, T2), n=5)
    assert [line.count for line in found.lines] == [3, 2]
    assert found.total == 3 * 100_000 + 2 * 130_000


def test_closed_days_are_not_paid_for_and_are_counted_once():
    shut = (Span(date(2024, 4, 1), date(2024, 4, 6)), Span(date(2024, 4, 5), date(2024, 4, 10)))
    assert priced(PriceModel.PER_FUNDED_PLACE_MONTH, closed=shut).total == 200_000


def test_a_fixed_sum_is_spread_over_the_days_it_is_for():
    asked = Asked(PriceModel.FIXED_SUM, Span(date(2024, 1, 1), date(2024, 1, 31)), (T1,))
    over_the_year = Asked(asked.model, asked.span, asked.tariffs, last_day=YEAR.to_date)
    assert price(asked).value.total == 100_000
    assert price(over_the_year).value.total == 8_470


def test_costs_add_up():
    costs = (Cost("Personal", "mars", 1_050), Cost("Lokal", "mars", 2))
    found = price(Asked(PriceModel.ACTUAL_COST, APRIL, costs=costs)).value
    assert (found.total, [line.text for line in found.lines]) == (
        1_052,
        ["Personal: mars", "Lokal: mars"],
    )


def test_days_without_a_tariff_or_a_number_give_no_price_but_the_reason():
    late = Asked(PriceModel.PER_HOUR, APRIL, (T2,), (Counted(APRIL, 1),))
    assert "Taxa saknas" in price(late).reasons[0].text
    half = Counted(Span(date(2024, 4, 1), date(2024, 4, 29)), 1)
    lacking = price(Asked(PriceModel.PER_HOUR, APRIL, (T1,), (half,)))
    assert lacking.value is None
    assert "Antal saknas för 2024-04-01" in lacking.reasons[0].text


@pytest.mark.parametrize(
    "asked",
    [
        Asked(PriceModel.PER_HOUR, APRIL, (T1,), (Counted(APRIL, -1),)),
        Asked(PriceModel.PER_HOUR, APRIL, (Tariff(date(2024, 1, 1), -1),), (Counted(APRIL, 1),)),
        Asked(PriceModel.PER_HOUR, APRIL, (T1,), (Counted(YEAR, 1),)),
        Asked(PriceModel.PER_HOUR, APRIL, (T1,), (Counted(APRIL, 1), Counted(APRIL, 1))),
        Asked(PriceModel.PER_HOUR, APRIL, (T1, T1), (Counted(APRIL, 1),)),
    ],
)
def test_impossible_figures_are_the_callers_mistake(asked):
    with pytest.raises(ValueError, match=r"\w"):
        price(asked)


@given(SPANS, TARIFFS, CLOSED)
def test_the_stretches_tile_the_period(span, tariffs, closed):
    found = stretches(span, tariffs, closed)
    assert sum(one.span.days for one in found) == span.days
    assert sum(one.open_days for one in found) == open_days(span, closed)
    assert all(a.span.to_date < b.span.from_date for a, b in itertools.pairwise(found))


@given(st.sampled_from(sorted(BY_MONTH)), SPANS, TARIFFS, CLOSED, st.integers(0, 500))
def test_a_period_by_places_is_exact_to_the_ore_and_its_lines_add_up(
    model, span, tariffs, closed, n
):
    found = priced(model, span, tariffs, n, closed=closed)
    exact = sum(
        (
            Fraction(n * s.rate * s.open_days, s.month_days)
            for s in stretches(span, tariffs, closed)
        ),
        Fraction(0),
    )
    assert abs(found.total - exact) <= Fraction(1, 2)
    assert sum(line.amount for line in found.lines) == found.total


@given(st.sampled_from(sorted(BY_VOLUME)), SPANS, TARIFFS, CLOSED, st.integers(0, 500))
def test_no_unit_is_lost_or_made_when_a_period_is_cut(model, span, tariffs, closed, n):
    found = priced(model, span, tariffs, n, closed=closed)
    assert sum(line.count for line in found.lines) == n


@given(TARIFFS, SPANS, st.data())
def test_fixed_sums_add_up_however_the_time_is_cut_into_claims(tariffs, span, data):
    last = span.to_date + timedelta(days=data.draw(st.integers(0, 100)))
    cut = data.draw(st.integers(0, span.days - 1))
    middle = span.from_date + timedelta(days=cut)
    parts = [Span(span.from_date, middle)]
    if middle < span.to_date:
        parts.append(Span(middle + timedelta(days=1), span.to_date))

    def sums(one):
        return price(Asked(PriceModel.FIXED_SUM, one, tariffs, last_day=last)).value.total

    assert sum(map(sums, parts)) == sums(span)


@given(TARIFFS, st.integers(0, 900))
def test_the_whole_time_costs_every_fixed_sum_in_full(tariffs, more):
    starts = [one.from_date for one in tariffs]
    whole = Span(min(starts), max(starts) + timedelta(days=more))
    assert price(Asked(PriceModel.FIXED_SUM, whole, tariffs)).value.total == sum(
        one.amount for one in tariffs
    )


@given(st.integers(0, 10**9), st.lists(st.integers(0, 400), min_size=1, max_size=20))
def test_every_split_sums_exactly_and_is_fair_within_one(count, weights):
    parts = split_count(count, weights)
    assert sum(parts) == count
    if whole := sum(weights):
        fair = (abs(p - Fraction(count * w, whole)) for p, w in zip(parts, weights, strict=True))
        assert all(off < 1 for off in fair)


@given(st.lists(st.fractions(min_value=0, max_value=10**9), min_size=1, max_size=20))
def test_a_sum_is_rounded_once(exact):
    assert abs(sum(rounded(exact)) - sum(exact)) <= Fraction(1, 2)
    assert all(abs(a - b) < 1 for a, b in zip(rounded(exact), exact, strict=True))


@given(SPANS)
def test_months_tile_the_period(span):
    found = months_of(span)
    assert sum(one.days for one in found) == span.days
    assert all(one.from_date.month == one.to_date.month for one in found)


def test_a_period_that_is_turned_around_is_refused():
    with pytest.raises(ValueError, match="före sin början"):
        Span(date(2024, 2, 2), date(2024, 2, 1))
