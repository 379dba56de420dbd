"""Motions and medborgarförslag within a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from samverk.rules.one_year import Raised, YearState, one_year
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told

RAISED = date(2025, 3, 10)
LAST = date(2026, 3, 10)
AFTER = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("day", "facts", "state"),
    [
        (LAST, {}, YearState.PENDING),
        (AFTER, {}, YearState.OVERDUE),
        (AFTER, {"decided": LAST}, YearState.DECIDED),
        (AFTER, {"decided": AFTER}, YearState.DECIDED_LATE),
        (AFTER, {"decided": AFTER, "reported": LAST}, YearState.DECIDED),
        (AFTER, {"reported": LAST}, YearState.REPORTED),
        (AFTER, {"reported": AFTER}, YearState.OVERDUE),
        (LAST, {"decided": AFTER}, YearState.PENDING),
    ],
)
@pytest.mark.parametrize("what", Raised)
def test_the_year_is_kept_by_a_decision_or_a_report_within_it(what, day, facts, state):
    value = one_year(RAISED, what, day, **facts).value
    assert (value.state, value.last_day) == (state, LAST)


@pytest.mark.parametrize(
    ("what", "section"),
    [
        (Raised.MOTION, "5 kap. 35 §"),
        (Raised.CITIZEN, "5 kap. 35 §"),
        (Raised.CITIZEN_HANDED_OVER, "6 kap. 34 §"),
    ],
)
def test_the_rule_stands_where_the_one_who_decides_has_it(what, section):
    assert one_year(RAISED, what, LAST).reasons[0].statute.section == section


@pytest.mark.parametrize(
    ("what", "way"),
    [(Raised.MOTION, "får då skriva av"), (Raised.CITIZEN_HANDED_OVER, "nästa information")],
)
def test_an_overdue_matter_has_a_way_out(what, way):
    assert way in told(one_year(RAISED, what, AFTER))
    assert way not in told(one_year(RAISED, what, LAST))


def test_a_decision_before_the_motion_is_refused():
    with pytest.raises(ValueError, match="innan det väcktes"):
        one_year(RAISED, Raised.MOTION, LAST, decided=date(2025, 3, 9))


@given(DAYS)
def test_the_last_day_is_never_moved_by_a_holiday(raised):
    last = one_year(raised, Raised.MOTION, raised).value.last_day
    assert (last.month, last.day) == (raised.month, raised.day) or last.day == 28
    assert timedelta(days=364) < last - raised < timedelta(days=367)
