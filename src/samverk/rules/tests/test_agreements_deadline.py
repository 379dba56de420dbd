"""By when a claim is handed in, its two warnings, and what happens when no worker has run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.agreements.claim import ClaimEvent
from samverk.rules.agreements.deadline import (
    Handing,
    deadline,
    refused_as_late,
    refused_as_past,
    warning_due,
)

END = date(2024, 1, 31)
LAST = date(2024, 3, 31)
IN_TIME = (LAST - timedelta(days=30), LAST - timedelta(days=7))
PLAIN = Handing(END, 60, END + timedelta(days=1))
WARNED = replace(PLAIN, warned=IN_TIME)


@pytest.mark.parametrize(
    ("left", "warning", "past"),
    [
        (31, "", False),
        (30, "Varning 1", False),
        (8, "Varning 1", False),
        (7, "Varning 2", False),
        (0, "Varning 2", False),
        (-1, "", True),
    ],
)
def test_two_warnings_come_before_the_last_day(left, warning, past):
    due = deadline(WARNED, LAST - timedelta(days=left)).value
    assert (due.last_day, due.is_past) == (LAST, past)
    assert due.warning.startswith(warning)
    assert bool(due.warning) is bool(warning)
    assert (refused_as_past(ClaimEvent.SUBMIT, due) is not None) is past


@pytest.mark.parametrize("warned", [(), IN_TIME[:1]])
def test_nothing_is_past_before_both_warnings(warned):
    due = deadline(replace(PLAIN, warned=warned), LAST + timedelta(days=100)).value
    assert not due.is_past
    assert "två varningar har inte givits" in due.warning


@pytest.mark.parametrize(("second", "last"), [(7, 0), (8, 0), (6, 1), (0, 7), (-10, 17)], ids=str)
def test_a_late_second_warning_leaves_a_week(second, last):
    given_on = LAST - timedelta(days=second)
    moved = replace(PLAIN, warned=(IN_TIME[0], given_on))
    day = LAST + timedelta(days=last)
    assert deadline(moved, day).value.last_day == day
    assert not deadline(moved, day).value.is_past
    assert deadline(moved, day + timedelta(days=1)).value.is_past


@pytest.mark.parametrize(
    ("made_on", "last"),
    [
        (LAST, LAST),
        (LAST + timedelta(days=1), LAST + timedelta(days=61)),
        (date(2025, 1, 1), date(2025, 3, 2)),
    ],
)
def test_one_made_anew_after_the_last_day_counts_from_that_day(made_on, last):
    assert deadline(replace(PLAIN, made_on=made_on), made_on).value.last_day == last


@pytest.mark.parametrize(
    ("warned", "day", "level"),
    [
        ((), LAST - timedelta(days=31), 0),
        ((), LAST - timedelta(days=30), 1),
        (IN_TIME[:1], IN_TIME[0], 0),
        (IN_TIME[:1], LAST - timedelta(days=8), 0),
        (IN_TIME[:1], LAST - timedelta(days=7), 2),
        (IN_TIME, LAST, 0),
        ((), LAST + timedelta(days=9), 1),
        ((LAST + timedelta(days=9),), LAST + timedelta(days=9), 0),
        ((LAST + timedelta(days=9),), LAST + timedelta(days=10), 2),
        ((), END, 0),
    ],
)
def test_each_warning_is_due_once_in_order_and_never_two_on_a_day(warned, day, level):
    assert warning_due(replace(PLAIN, warned=warned), day).value == level


def test_a_short_time_does_not_warn_before_the_period_is_over():
    short = replace(PLAIN, days=5)
    assert warning_due(short, END).value == 0
    assert warning_due(short, END + timedelta(days=1)).value == 1


@pytest.mark.parametrize(("day", "is_late"), [(LAST, False), (LAST + timedelta(days=1), True)])
def test_after_the_last_day_the_payee_asks_the_federation(day, is_late):
    assert (refused_as_late(END, 60, day) is not None) is is_late


@given(st.sets(st.integers(1, 200)), st.integers(1, 120), st.integers(0, 150))
def test_whenever_the_worker_runs_two_warnings_come_first_each_on_a_day_of_its_own(
    runs, days, made
):
    row = Handing(END, days, END + timedelta(days=made))
    for run in sorted(runs):
        day = END + timedelta(days=run)
        if day < row.made_on:
            continue
        if warning_due(row, day).value:
            row = replace(row, warned=(*row.warned, day))
        elif deadline(row, day).value.is_past:
            break
    assert len(row.warned) <= 2
    assert len(set(row.warned)) == len(row.warned)
    if len(row.warned) == 2:
        assert deadline(row, END).value.last_day >= row.warned[1] + timedelta(days=7)
