"""A notice of other law is certified when it was up every day of the time that law gives it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.law_notice import AskedTime, LawNoticeState, law_notice
from samverk.rules.postings import Interruption, Posting

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 25)
ASKED = AskedTime(FIRST, LAST)


def state(posting: Posting, day: date) -> LawNoticeState:
    return law_notice(ASKED, posting, day).value.state


def test_it_may_come_down_the_day_after_the_last():
    assert law_notice(ASKED, Posting("A", FIRST), FIRST).value.may_come_down == date(2026, 5, 26)


@pytest.mark.parametrize(
    ("day", "is_now"),
    [
        (date(2026, 5, 3), LawNoticeState.COMING),
        (FIRST, LawNoticeState.RUNNING),
        (LAST, LawNoticeState.RUNNING),
        (date(2026, 5, 26), LawNoticeState.RUN_OUT),
    ],
)
def test_it_runs_from_its_first_day_to_its_last(day, is_now):
    assert state(Posting("A", FIRST), day) == is_now


def test_one_that_went_up_late_was_not_up_the_whole_time():
    found = law_notice(ASKED, Posting("A", date(2026, 5, 6)), date(2026, 5, 26))
    assert (found.value.state, found.value.is_certified) == (LawNoticeState.NOT_WHOLE, False)
    assert "4\N{NO-BREAK SPACE}maj 2026" in found.remarks[0].text


def test_one_that_was_never_up_is_missing_and_then_not_whole():
    assert state(Posting("A"), FIRST) == LawNoticeState.MISSING
    assert state(Posting("A"), date(2026, 6, 1)) == LawNoticeState.NOT_WHOLE


def test_taking_it_down_when_the_time_is_out_breaks_nothing():
    down = Interruption(date(2026, 5, 26))
    assert state(Posting("A", FIRST, (down,)), date(2026, 6, 1)) == LawNoticeState.RUN_OUT


@given(st.integers(0, 21), st.integers(1, 20))
def test_a_day_gone_within_the_time_leaves_no_certificate(start, length):
    gone = FIRST + timedelta(days=start)
    one = Interruption(gone, gone + timedelta(days=length))
    assert state(Posting("A", FIRST, (one,)), date(2026, 7, 1)) == LawNoticeState.NOT_WHOLE


def test_days_that_end_before_they_begin_are_the_callers_mistake():
    with pytest.raises(ValueError, match="Anslagstiden"):
        AskedTime(LAST, FIRST)
