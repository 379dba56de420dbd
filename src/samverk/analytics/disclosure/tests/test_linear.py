"""The solver behind: whole numbers where the linear program's answer is in between."""

from __future__ import annotations

import numpy as np

from samverk.analytics.disclosure.linear import Program, sums_hold

# a + b = c, b + d = c, a + d = c: when c moves by 1, each of the others would move by a half
TRIANGLE = ((2, (0, 1)), (2, (1, 3)), (2, (0, 3)))


def program() -> Program:
    made = Program(TRIANGLE, 4)
    made.set_room(np.full(4, 3), np.full(4, 3))
    return made


def test_sums_are_checked_exactly():
    assert sums_hold(TRIANGLE, np.array([1, 1, 2, 1]))
    assert not sums_hold(TRIANGLE, np.array([1, 1, 2, 0]))


def test_halves_of_people_are_no_answer():
    made = program()
    made.set_costs(np.zeros(4), np.zeros(4))
    made.force(2, 1)
    assert made.moves() is None
    assert made.solves == 2


def test_the_next_whole_answer_is_found():
    made = program()
    made.set_room(np.full(4, 3), np.zeros(4), np.array([0, 0, 1, 0]))
    made.set_costs(np.ones(4), np.ones(4))
    assert made.moves().tolist() == [1, 1, 2, 1]


def test_after_whole_numbers_were_required_they_are_so_no_more():
    made = program()
    made.set_costs(np.zeros(4), np.zeros(4))
    made.force(2, 1)
    made.moves()
    made.force(2, 2)
    assert made.moves().tolist() == [1, 1, 2, 1]
    assert made.solves == 3
