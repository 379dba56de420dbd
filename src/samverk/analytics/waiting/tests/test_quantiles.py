"""Quantiles with intervals of the sample's own values, and shares with Wilson's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.waiting.proportions import share
from samverk.analytics.waiting.quantiles import Quantile, quantile, summary


@pytest.mark.parametrize(
    ("n", "ranks"),
    # Tables of the sign test, 95 %: Conover 1999, table A3 by hand
    [(5, None), (6, (1, 6)), (10, (2, 9)), (15, (4, 12)), (20, (6, 15)), (25, (8, 18))],
)
def test_the_medians_interval_is_that_of_the_tables(n, ranks):
    found = quantile(range(1, n + 1), 0.5)
    assert (found.low, found.high) == (ranks or (None, None))


@pytest.mark.parametrize(("n", "told"), [(35, False), (36, True)])
def test_the_upper_bound_of_the_ninetieth_needs_36(n, told):
    # 0.9 ** 35 = 0.0250, just too much
    assert (quantile(range(n), 0.9).high is not None) == told


@pytest.mark.parametrize(
    ("sample", "at", "value"),
    [([7], 0.5, 7), ([1, 4], 0.5, 2.5), ([1, 2, 9], 0.5, 2), (range(1, 11), 0.9, 9.5)],
)
def test_a_quantile_between_two_lies_midway(sample, at, value):
    assert quantile(sample, at).value == value


def test_a_large_sample_is_no_harder():
    found = quantile(range(20_000), 0.5)
    assert found == Quantile(9999.5, 9860, 10139)


def test_a_quantile_of_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="inga värden"):
        quantile([], 0.5)


@pytest.mark.parametrize("n", [1, 9])
def test_no_median_under_ten(n):
    found = summary(range(n))
    assert (found.n, found.median, found.ninetieth, found.longest) == (n, None, None, n - 1)


def test_from_ten_there_is_a_median():
    found = summary(range(1, 11))
    assert found.median == Quantile(5.5, 2, 9)
    assert found.ninetieth == Quantile(9.5, 7, None)


def test_nobody_has_no_longest_wait():
    assert summary([]).longest is None


@given(st.lists(st.integers(0, 900), min_size=10), st.randoms())
def test_the_order_of_people_does_not_matter(waits, rng):
    shuffled = rng.sample(waits, len(waits))
    assert summary(shuffled) == summary(waits)


@given(st.lists(st.integers(0, 900), min_size=1), st.sampled_from([0.5, 0.9]))
def test_the_value_lies_in_its_interval(waits, at):
    found = quantile(waits, at)
    assert found.low is None or found.low <= found.value
    assert found.high is None or found.value <= found.high


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Wilson (1927) as R's prop.test(correct = FALSE) gives it
    [
        (8, 10, 0.49016, 0.94332),
        (0, 10, 0.0, 0.27753),
        (10, 10, 0.72247, 1.0),
        (1, 2, 0.09453, 0.90547),
    ],
)
def test_wilsons_interval(count, of, low, high):
    found = share(count, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-5)


def test_a_share_of_nobody_is_untold_and_of_too_many_a_mistake():
    assert share(0, 0).value is None
    for count in (-1, 4):
        with pytest.raises(ValueError, match="ingen andel"):
            share(count, 3)
