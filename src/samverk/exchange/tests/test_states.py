"""How far a message has come, told by its attempts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samverk.exchange.states import (
    GIVE_UP_AFTER,
    LONGEST_WAIT,
    Outcome,
    State,
    Try,
    standing,
    wait,
)

NOON = datetime(2024, 3, 15, 12, tzinfo=UTC)
OUTCOMES = st.lists(st.sampled_from(Outcome), max_size=8)


def tries(*outcomes):
    return [
        Try(NOON + timedelta(hours=n + 1), outcome, f"skäl {n}")
        for n, outcome in enumerate(outcomes)
    ]


def at(hours, *outcomes):
    return standing(NOON, tries(*outcomes), NOON + timedelta(hours=hours))


def test_a_new_message_waits_and_is_due_at_once():
    assert at(0).state is State.WAITING
    assert at(0).next_try == NOON


def test_a_receiver_that_is_down_for_a_day_is_tried_again_and_nothing_is_given_up():
    found = at(24, *[Outcome.FAILED] * 20)
    assert found.state is State.WAITING
    assert found.next_try == NOON + timedelta(hours=20) + LONGEST_WAIT


def test_a_message_is_given_up_after_five_days_with_the_last_reason():
    found = at(24 * 5, Outcome.FAILED, Outcome.FAILED)
    assert (found.state, found.reason) == (State.GIVEN_UP, "skäl 1")
    assert found.needs_somebody
    assert found.next_try is None


def test_asking_again_begins_anew():
    found = at(24 * 5, Outcome.FAILED, Outcome.ASKED)
    assert found.state is State.WAITING
    assert not found.needs_somebody


def test_a_refusal_is_not_tried_again_by_itself():
    assert at(3, Outcome.FAILED, Outcome.REFUSED).state is State.REFUSED
    assert at(3, Outcome.FAILED, Outcome.REFUSED).is_over


def test_what_was_delivered_without_a_receipt_is_tried_again():
    found = at(3, Outcome.DELIVERED)
    assert found.state is State.DELIVERED
    assert found.next_try is not None


def test_waits_double_up_to_six_hours():
    assert [wait(n) for n in (1, 2, 3)] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert wait(1000) == LONGEST_WAIT


@given(OUTCOMES, st.integers(0, 400))
def test_a_receipt_ends_it_whatever_else_happened(outcomes, hours):
    found = at(hours, *outcomes, Outcome.RECEIVED, *outcomes)
    assert found.state is State.RECEIVED
    assert found.is_over


@given(OUTCOMES, st.integers(0, 400))
def test_a_message_is_either_over_or_tried_again(outcomes, hours):
    found = at(hours, *outcomes)
    assert found.is_over == (found.next_try is None)
    assert found.is_over == (
        found.state
        in {
            State.RECEIVED,
            State.REFUSED,
            State.GIVEN_UP,
            State.SET_ASIDE,
        }
    )


@given(OUTCOMES)
def test_nothing_waits_for_ever(outcomes):
    late = (len(outcomes) + 1) + GIVE_UP_AFTER // timedelta(hours=1)
    assert at(late, *outcomes).is_over
