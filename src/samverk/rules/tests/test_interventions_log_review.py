"""What is drawn for the review of the log, and why."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.interventions.log_review import (
    DEFAULT_TERMS,
    SIGNS,
    Occasion,
    Sign,
    Span,
    Terms,
    by_lot,
    is_far_above,
    is_out_of_hours,
    may_be_signed,
    may_judge,
    signs_of,
)

WEDNESDAY = datetime(2024, 2, 14, 10, 0)  # noqa: DTZ001
IN_HAND = (Span(date(2024, 1, 1)),)


def signs(**known: object) -> tuple[Sign, ...]:
    read = Occasion(**{"at": WEDNESDAY, "in_hand": IN_HAND, **known})  # type: ignore[arg-type]
    ruling = signs_of(read, DEFAULT_TERMS)
    assert len(ruling.value) == len(ruling.reasons)
    return ruling.value


def test_an_ordinary_reading_has_no_sign():
    assert signs() == ()


@pytest.mark.parametrize(
    ("known", "sign"),
    [
        ({"is_protected": True}, Sign.PROTECTED),
        ({"by_emergency": True}, Sign.EMERGENCY),
        ({"in_hand": ()}, Sign.NO_RELATION),
        ({"shares_name": True}, Sign.SAME_NAME),
        ({"is_colleague": True}, Sign.COLLEAGUE),
        ({"at": WEDNESDAY.replace(hour=5)}, Sign.OUT_OF_HOURS),
    ],
)
def test_each_sign_by_itself(known, sign):
    assert signs(**known) == (sign,)


def test_all_that_is_wrong_is_told_at_once():
    assert len(signs(is_protected=True, by_emergency=True, in_hand=(), shares_name=True)) == 4


def test_of_whom_nothing_is_known_no_relation_is_asked_for():
    assert signs(in_hand=None) == ()


@pytest.mark.parametrize(
    ("last", "found"), [(date(2024, 1, 15), ()), (date(2024, 1, 14), (Sign.NO_RELATION,))]
)
def test_a_matter_that_ended_is_work_for_thirty_days(last, found):
    assert signs(in_hand=(Span(date(2023, 1, 1), last),)) == found


def test_a_matter_that_had_not_begun_is_no_ground():
    assert signs(in_hand=(Span(date(2024, 2, 15)),)) == (Sign.NO_RELATION,)


@pytest.mark.parametrize(
    ("at", "out"),
    [
        (datetime(2024, 2, 14, 6, 0), False),  # noqa: DTZ001
        (datetime(2024, 2, 14, 5, 59), True),  # noqa: DTZ001
        (datetime(2024, 2, 14, 18, 59), False),  # noqa: DTZ001
        (datetime(2024, 2, 14, 19, 0), True),  # noqa: DTZ001
        (datetime(2024, 2, 17, 12, 0), True),  # noqa: DTZ001
    ],
)
def test_the_hours_of_work(at, out):
    assert is_out_of_hours(at, DEFAULT_TERMS) is out


def test_far_above_needs_enough_days_to_know_what_is_usual():
    assert not is_far_above(100, [1] * 9, DEFAULT_TERMS).value
    assert is_far_above(100, [1] * 10, DEFAULT_TERMS).value


def test_a_little_more_than_usual_is_nothing_to_ask_about():
    assert not is_far_above(13, [10] * 20, DEFAULT_TERMS).value
    assert is_far_above(14, [10] * 20, DEFAULT_TERMS).value


@given(st.sets(st.text(min_size=1), max_size=200), st.integers(0, 2**62))
def test_the_draw_is_the_same_again_and_of_the_right_size(ids, seed):
    terms = Terms(share=100, least=5)
    chosen = by_lot(sorted(ids), seed, terms)
    assert chosen == by_lot(sorted(ids, reverse=True), seed, terms)
    assert chosen <= ids
    assert len(chosen) == max(-(-len(ids) // 10), min(5, len(ids)))


def test_another_seed_draws_others():
    ids = [str(one) for one in range(1000)]
    assert by_lot(ids, 1, DEFAULT_TERMS) != by_lot(ids, 2, DEFAULT_TERMS)


def test_nobody_judges_what_they_have_read():
    assert not may_judge([1, None], 1).value
    assert may_judge([2, None], 1).value


def test_a_round_is_signed_when_all_is_judged():
    assert not may_be_signed(3, 4).value
    assert may_be_signed(0, 0).value


def test_every_sign_has_a_name():
    assert set(SIGNS) == set(Sign)
