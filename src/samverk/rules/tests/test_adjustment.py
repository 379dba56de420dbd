"""Adjusting minutes: the fourteen days, the signatures, and what a step may not do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.adjustment import (
    Adjustment,
    AdjustmentState,
    Move,
    Step,
    adjustment,
    adjustment_limit,
    immediate_adjustment,
    may_take,
)
from samverk.rules.assembly import Assembly
from samverk.rules.limits import Timing
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told

MEETING = date(2023, 11, 1)
DAY = date(2023, 11, 6)
SIGNERS = (1, 2, 3)
SENT = (Step(Move.SEND, DAY),)


def signed(*people, day=DAY):
    return (*SENT, *(Step(Move.SIGN, day, person) for person in people))


def state(steps):
    return adjustment(steps, SIGNERS).value.state


@pytest.mark.parametrize(
    ("adjusted", "timing"),
    [
        (MEETING, Timing.IN_TIME),
        (date(2023, 11, 15), Timing.IN_TIME),
        (date(2023, 11, 16), Timing.LATE),
        (None, Timing.UNKNOWN),
    ],
)
def test_minutes_are_adjusted_within_fourteen_days(adjusted, timing):
    ruling = adjustment_limit(MEETING, adjusted, assembly=Assembly.COUNCIL)
    assert ruling.value.timing is timing
    assert "5 kap. 69 §" in str(ruling.reasons[0].statute)


@pytest.mark.parametrize(
    ("adjusted", "timing"),
    [
        (date(2026, 6, 20), Timing.IN_TIME),
        (date(2026, 6, 22), Timing.DOUBTFUL),
        (date(2026, 6, 23), Timing.LATE),
    ],
)
def test_a_last_day_on_a_holiday_gives_doubt_and_not_a_later_day(adjusted, timing):
    ruling = adjustment_limit(date(2026, 6, 6), adjusted, assembly=Assembly.BOARD)
    assert (ruling.value.latest, ruling.value.timing) == (date(2026, 6, 20), timing)
    assert "håll den tidigare dagen" in told(ruling)


def test_a_late_adjustment_is_not_said_to_void_the_decision():
    ruling = adjustment_limit(MEETING, date(2023, 11, 20), assembly=Assembly.BOARD)
    assert "är inte bekräftat. Justera genast" in told(ruling)


def test_adjusting_before_the_meeting_is_refused():
    with pytest.raises(ValueError, match="före sammanträdet"):
        adjustment_limit(MEETING, date(2023, 10, 31), assembly=Assembly.BOARD)


@given(DAYS, st.integers(0, 40))
def test_the_fourteenth_day_is_never_late_and_never_moved(meeting, days):
    adjusted = meeting + timedelta(days=days)
    timing = adjustment_limit(meeting, adjusted, assembly=Assembly.BOARD).value.timing
    assert (timing is Timing.IN_TIME) == (days <= 14)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), AdjustmentState.DRAFT),
        (SENT, AdjustmentState.SENT),
        (signed(1), AdjustmentState.PARTLY),
        (signed(1, 2, 3), AdjustmentState.ADJUSTED),
        ((*signed(1), Step(Move.REMARK, DAY, 2)), AdjustmentState.RETURNED),
        ((*signed(1), Step(Move.REFUSE, DAY, 2)), AdjustmentState.REFUSED),
    ],
)
def test_the_steps_lead_from_draft_to_adjusted(steps, expected):
    assert state(steps) is expected
    assert adjustment(steps, SIGNERS).reasons


def test_minutes_are_adjusted_on_the_day_of_the_last_signature():
    steps = (*signed(1, 2), Step(Move.SIGN, date(2023, 11, 9), 3))
    assert adjustment(steps, SIGNERS).value == Adjustment(
        AdjustmentState.ADJUSTED, (1, 2, 3), (), date(2023, 11, 9)
    )


def test_what_is_recalled_is_a_draft_again_and_sent_anew():
    recalled = (*signed(1), Step(Move.RECALL, DAY))
    assert state(recalled) is AdjustmentState.DRAFT
    assert state((*recalled, Step(Move.SEND, DAY))) is AdjustmentState.SENT


@pytest.mark.parametrize("before", [(), signed(1, 2, 3), (*SENT, Step(Move.REMARK, DAY, 1))])
def test_nothing_but_what_is_out_is_recalled(before):
    found = may_take(Step(Move.RECALL, DAY), before, SIGNERS, is_complete=True)
    assert not found.value


@pytest.mark.parametrize("move", [Move.REMARK, Move.REFUSE])
def test_a_new_version_needs_every_signature_again(move):
    steps = (*signed(1, 2), Step(move, DAY, 3), *signed(3))
    value = adjustment(steps, SIGNERS).value
    assert (value.state, value.signed, value.awaited) == (AdjustmentState.PARTLY, (3,), (1, 2))


def test_a_refusal_shows_the_ways_out_and_whose_they_are():
    text = told(adjustment((*SENT, Step(Move.REFUSE, DAY, 2)), SIGNERS))
    assert "bådas uppfattning antecknas" in text
    assert text.count("lagen säger inget") == 2


@pytest.mark.parametrize(
    ("step", "before", "said"),
    [
        (Step(Move.SIGN, DAY, 1), (), "inte skickat"),
        (Step(Move.REMARK, DAY, 1), (), "inte skickat"),
        (Step(Move.SEND, DAY), SENT, "redan skickat"),
        (Step(Move.SIGN, DAY, 9), SENT, "Bara ordföranden"),
        (Step(Move.SIGN, DAY), SENT, "Bara ordföranden"),
        (Step(Move.SIGN, DAY, 1), signed(1), "redan signerat"),
        (Step(Move.SIGN, date(2023, 11, 5), 1), SENT, "före det förra steget"),
        (Step(Move.REMARK, DAY, 1), signed(1, 2, 3), "låst"),
        (Step(Move.SEND, DAY), signed(1, 2, 3), "rättelsepost"),
    ],
)
def test_a_step_out_of_order_is_refused_with_the_reason(step, before, said):
    ruling = may_take(step, before, SIGNERS, is_complete=True)
    assert ruling.value is False
    assert said in told(ruling)
    with pytest.raises(ValueError, match=said):
        adjustment((*before, step), SIGNERS)


@pytest.mark.parametrize(
    ("step", "before"), [(Step(Move.SEND, DAY), ()), (Step(Move.SIGN, DAY, 1), SENT)]
)
def test_incomplete_minutes_are_neither_sent_nor_signed(step, before):
    assert may_take(step, before, SIGNERS, is_complete=True).value
    refused = may_take(step, before, SIGNERS, is_complete=False)
    assert not refused.value
    assert "inte fullständigt" in told(refused)


def test_a_remark_may_be_left_on_incomplete_minutes():
    assert may_take(Step(Move.REMARK, DAY, 1), SENT, SIGNERS, is_complete=False).value


@pytest.mark.parametrize("signers", [(), (1, 1)])
def test_adjusters_are_named_once_each(signers):
    with pytest.raises(ValueError, match="var och en"):
        adjustment((), signers)


MOVES = st.builds(Step, st.sampled_from(Move), st.just(DAY), st.sampled_from([1, 2, 3, None, 9]))


@given(st.lists(MOVES, max_size=12))
def test_whatever_is_tried_only_what_may_be_taken_is_replayed(tries):
    taken = ()
    for step in tries:
        if may_take(step, taken, SIGNERS, is_complete=True).value:
            taken = (*taken, step)
    value = adjustment(taken, SIGNERS).value
    assert (value.adjusted_on is not None) == (set(value.signed) == set(SIGNERS))
    assert not set(value.signed) & set(value.awaited)


@pytest.mark.parametrize(
    ("is_written", "signed_on", "expected"),
    [
        (True, MEETING, True),
        (True, date(2023, 11, 2), False),
        (True, None, None),
        (False, MEETING, False),
    ],
)
def test_a_paragraph_is_adjusted_at_once_when_written_and_signed_there(
    is_written, signed_on, expected
):
    ruling = immediate_adjustment(MEETING, is_written=is_written, signed=signed_on)
    assert ruling.value is expected
    assert "ingen egen regel om omedelbar justering" in told(ruling)


def test_a_paragraph_signed_before_the_meeting_is_refused():
    with pytest.raises(ValueError, match="före sammanträdet"):
        immediate_adjustment(MEETING, is_written=True, signed=date(2023, 10, 31))
