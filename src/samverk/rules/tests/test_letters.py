"""No letter goes out twice by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.letters import (
    Happened,
    LetterState,
    Turn,
    letter_state,
    may_send_again,
    turn,
)

QUEUED, TRYING = Happened(LetterState.QUEUED), Happened(LetterState.TRYING)
FAILED, SENT = Happened(LetterState.FAILED), Happened(LetterState.SENT)


@pytest.mark.parametrize(
    ("events", "what"),
    [
        ([QUEUED], Turn.SEND),
        ([QUEUED, TRYING, FAILED], Turn.SEND),
        ([QUEUED, TRYING], Turn.DOUBT),
        ([QUEUED, TRYING, SENT], Turn.LEAVE),
        ([QUEUED, TRYING, Happened(LetterState.REFUSED)], Turn.LEAVE),
        ([QUEUED, TRYING, Happened(LetterState.UNSURE)], Turn.LEAVE),
    ],
)
def test_what_has_happened_tells_what_to_do(events, what):
    assert turn(events, 1) is what


def test_a_worker_of_an_old_round_leaves_the_letter_alone():
    events = [QUEUED, TRYING, FAILED, Happened(LetterState.QUEUED, 2)]
    assert turn(events, 1) is Turn.LEAVE
    assert turn(events, 2) is Turn.SEND


def test_a_letter_that_nothing_happened_to_waits():
    assert letter_state([]) is LetterState.QUEUED


@pytest.mark.parametrize("state", LetterState)
def test_a_person_sends_again_only_what_the_worker_has_let_go(state):
    waits = state in (LetterState.QUEUED, LetterState.TRYING)
    assert may_send_again(state, timedelta(minutes=9)) is not waits
    assert may_send_again(state, timedelta(minutes=10))


@given(st.lists(st.sampled_from([LetterState.FAILED, LetterState.SENT, LetterState.UNSURE, None])))
def test_however_often_a_worker_comes_back_it_sends_once_at_most(ends):
    """Play a worker that comes back; None is a fall in the middle of a try."""
    events, delivered = [QUEUED], 0
    for end in ends:
        match turn(events, 1):
            case Turn.SEND:
                events.append(TRYING)
                # The server may have taken it whenever no clear failure was seen
                delivered += end is not LetterState.FAILED
                events += [Happened(end)] if end else []
            case Turn.DOUBT:
                events.append(Happened(LetterState.UNSURE))
            case Turn.LEAVE:
                break
    assert delivered <= 1
