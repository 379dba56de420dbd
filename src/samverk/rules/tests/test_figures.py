"""Figures keep how they are known through sums, and own regi is held against the fee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.fees import Interval
from samverk.rules.figures import Figure, Known, added, missing
from samverk.rules.own_work import own_work

SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**6)).map(
    lambda pair: Interval(pair[0], pair[0] + pair[1])
)
FIGURES = st.builds(Figure, SPANS, st.sampled_from([Known.KNOWN, Known.MODELLED]), st.just("x"))


def figure(low, high=None, known=Known.KNOWN):
    return Figure(Interval(low, low if high is None else high), known, "x")


@given(st.lists(FIGURES, min_size=1))
def test_a_sum_spans_the_sums_and_is_known_only_when_all_are(figures):
    total = added(figures, "summan")
    assert total.span == Interval(
        sum(f.span.low for f in figures), sum(f.span.high for f in figures)
    )
    assert (total.known is Known.KNOWN) == all(f.known is Known.KNOWN for f in figures)


@given(st.lists(FIGURES))
def test_a_sum_with_something_missing_is_missing(figures):
    total = added([*figures, missing("inget")], "summan")
    assert (total.span, total.known) == (None, Known.MISSING)
    assert f"1 av {len(figures) + 1} tal saknas" in total.basis


def test_nothing_adds_up_to_nothing():
    with pytest.raises(ValueError):
        added([], "summan")


@pytest.mark.parametrize(("span", "known"), [(None, Known.KNOWN), (Interval(1, 1), Known.MISSING)])
def test_a_figure_is_missing_or_has_a_span(span, known):
    with pytest.raises(ValueError):
        Figure(span, known, "x")


@pytest.mark.parametrize(
    ("fee", "more", "is_dearer"),
    [
        (figure(99), (1, 1), True),
        (figure(100), (0, 0), False),
        (figure(101), (-1, -1), False),
        (figure(99, 101), (-1, 1), None),
        (figure(100, 101), (-1, 0), False),
        (figure(98, 99), (1, 2), True),
        (missing("okänd"), None, None),
    ],
)
def test_own_regi_is_dearer_only_when_it_is_whatever_the_fee(fee, more, is_dearer):
    value = own_work(50, 2, fee).value
    assert (value.cost, value.more, value.is_dearer) == (100, more, is_dearer)


def test_a_negative_cost_or_number_is_a_callers_mistake():
    for given_numbers in ((-1, 2), (1, -2)):
        with pytest.raises(ValueError):
            own_work(*given_numbers, figure(1))


def test_the_answer_says_whose_numbers_they_are():
    assert "den frågandes egna uppgifter" in own_work(1, 1, figure(1)).remarks[0].text
