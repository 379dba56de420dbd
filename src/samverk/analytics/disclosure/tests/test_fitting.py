"""Tables that fit: whole people, and the bounds that the sums alone set."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.analytics.disclosure.fitting import Fitting
from samverk.analytics.disclosure.linear import sums_hold
from samverk.analytics.disclosure.narrowing import narrowed

# a + b = c, b + d = c, a + d = c: when c is odd, each of the others would be a half
TRIANGLE = ((2, (0, 1)), (2, (1, 3)), (2, (0, 3)))
MOST = 3
terms = st.permutations(range(5)).flatmap(
    lambda order: st.integers(2, 4).map(lambda many: (order[0], tuple(order[1:many])))
)
rooms = st.lists(
    st.tuples(st.integers(0, MOST), st.integers(0, MOST)).map(sorted), min_size=5, max_size=5
)


def fitting_tables(sums, low, high):
    """List every table within bounds that keeps the sums: the oracle."""
    choices = [range(one, other + 1) for one, other in zip(low, high, strict=True)]
    return [np.array(one) for one in product(*choices) if sums_hold(sums, np.array(one))]


@given(st.lists(terms, max_size=3), rooms)
def test_narrower_bounds_leave_no_table_out(sums, room):
    low, high = np.array(room).T
    least, most = narrowed(sums, low, high)
    for found in fitting_tables(sums, low, high):
        assert ((least <= found) & (found <= most)).all()


def test_the_sums_alone_settle_what_is_left_of_a_whole():
    least, most = narrowed(((0, (1, 2)),), np.array([7, 3, 0]), np.array([7, 3, 9]))
    assert (least[2], most[2]) == (4, 4)


@given(st.lists(terms, max_size=3), rooms)
def test_a_number_is_said_to_have_one_value_only_when_every_table_has_it(sums, room):
    low, high = np.array(room).T
    every = fitting_tables(sums, low, high)
    try:
        fitting = Fitting(sums, low, high)
        start = fitting.first()
    except ValueError:
        assert not every
        return
    assert any((start == one).all() for one in every)
    for cell in range(5):
        pulls = [sign * np.eye(5)[cell] for sign in (1.0, -1.0)]
        moved = [fitting.pulled(pull, start, np.array([cell])) for pull in pulls]
        assert any(one is not None for one in moved) == (len({one[cell] for one in every}) > 1)
        for one in moved:
            assert one is None or any((one == each).all() for each in every)


def test_halves_of_people_are_no_table():
    fitting = Fitting(TRIANGLE, np.zeros(4, np.int64), np.full(4, 3))
    start = np.array([1, 1, 2, 1])
    up = fitting.pulled(np.array([0.0, 0.0, -1.0, 0.0]), start, np.array([2]))
    # c is 3 only with halves, and 2 already
    assert up is None
    down = fitting.pulled(np.array([0.0, 0.0, 1.0, 0.0]), start, np.array([2]))
    assert down.tolist() == [0, 0, 0, 0]


def test_what_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="Ingen tabell passar"):
        Fitting(((0, (1, 2)),), np.array([7, 9, 0]), np.array([7, 9, 9]))
