"""How a decision is handled, against the table written out once more, and the waits that come of it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.unexecuted.handling import (
    EXECUTION,
    ExecutionEvent,
    ExecutionState,
    Handler,
    execution_step,
)
from samverk.rules.unexecuted.histories import Granted, Happened, waits_of
from samverk.rules.unexecuted.waits import Cause, End, Wait

S, E, H = ExecutionState, ExecutionEvent, Handler
ALL, REPORTER = frozenset(Handler), frozenset({H.REPORTER})
TABLE = {
    (None, "decide"): ("waiting", ALL),
    ("waiting", "offer"): ("waiting", ALL),
    ("waiting", "answer"): ("waiting", ALL),
    ("waiting", "support"): ("waiting", ALL),
    ("waiting", "explain"): ("waiting", ALL),
    ("waiting", "follow_up"): ("waiting", ALL),
    ("waiting", "consequence"): ("waiting", ALL),
    ("waiting", "specify"): ("waiting", ALL),
    ("waiting", "amend"): ("waiting", ALL),
    ("waiting", "execute_partly"): ("partly", ALL),
    ("waiting", "execute"): ("executed", ALL),
    ("waiting", "close"): ("closed", ALL),
    ("waiting", "correct"): ("entered_in_error", REPORTER),
    ("partly", "offer"): ("partly", ALL),
    ("partly", "answer"): ("partly", ALL),
    ("partly", "support"): ("partly", ALL),
    ("partly", "explain"): ("partly", ALL),
    ("partly", "follow_up"): ("partly", ALL),
    ("partly", "consequence"): ("partly", ALL),
    ("partly", "specify"): ("partly", ALL),
    ("partly", "amend"): ("partly", ALL),
    ("partly", "execute_partly"): ("partly", ALL),
    ("partly", "execute"): ("executed", ALL),
    ("partly", "close"): ("closed", ALL),
    ("partly", "correct"): ("entered_in_error", REPORTER),
    ("executed", "amend"): ("executed", ALL),
    ("executed", "specify"): ("executed", ALL),
    ("executed", "interrupt"): ("interrupted", ALL),
    ("executed", "reopen"): ("waiting", REPORTER),
    ("executed", "correct"): ("entered_in_error", REPORTER),
    ("interrupted", "offer"): ("interrupted", ALL),
    ("interrupted", "answer"): ("interrupted", ALL),
    ("interrupted", "support"): ("interrupted", ALL),
    ("interrupted", "explain"): ("interrupted", ALL),
    ("interrupted", "follow_up"): ("interrupted", ALL),
    ("interrupted", "consequence"): ("interrupted", ALL),
    ("interrupted", "specify"): ("interrupted", ALL),
    ("interrupted", "amend"): ("interrupted", ALL),
    ("interrupted", "execute_partly"): ("partly", ALL),
    ("interrupted", "execute"): ("executed", ALL),
    ("interrupted", "close"): ("closed", ALL),
    ("interrupted", "undo_interruption"): ("executed", REPORTER),
    ("interrupted", "correct"): ("entered_in_error", REPORTER),
    ("closed", "amend"): ("closed", ALL),
    ("closed", "specify"): ("closed", ALL),
    ("closed", "reopen"): ("waiting", REPORTER),
    ("closed", "correct"): ("entered_in_error", REPORTER),
}
DECIDED = date(2022, 7, 25)
GRANTED = Granted("K1", "Kontaktfamilj", DECIDED)


@pytest.mark.parametrize("state", [None, *S])
@pytest.mark.parametrize("event", E)
@pytest.mark.parametrize("handler", H)
def test_what_is_not_in_the_table_is_refused(state, event, handler):
    answer = execution_step(state, event, handler)
    to, who = TABLE.get((state, event), (None, frozenset()))

    assert answer.value == (to if handler in who else None)
    assert answer.reasons[0].text


def test_every_state_and_event_has_words():
    assert set(EXECUTION.state_names) == set(S)
    assert set(EXECUTION.event_names) == set(E)


def test_an_interruption_begins_a_wait_of_its_own():
    happened = (Happened(E.EXECUTE, date(2022, 9, 1)), Happened(E.INTERRUPT, date(2022, 12, 1)))

    first, second = waits_of(GRANTED, happened).value

    assert (first.ended_on, first.end) == (date(2022, 9, 1), End.EXECUTED)
    assert second == Wait("K1", "Kontaktfamilj", DECIDED, date(2022, 12, 1), Cause.INTERRUPTION)
    assert second.elapsed(date(2022, 12, 31)) == 159


def test_an_interruption_that_is_taken_away_never_began_a_wait():
    before = (Happened(E.EXECUTE, date(2022, 9, 1)), Happened(E.INTERRUPT, date(2022, 12, 1)))
    undone = (*before, Happened(E.UNDO_INTERRUPTION, date(2022, 11, 1)))

    assert waits_of(GRANTED, undone).value == waits_of(GRANTED, before[:1]).value
    for events in ((), before[:1], undone, (*before, Happened(E.EXECUTE, date(2023, 1, 2)))):
        with pytest.raises(ValueError, match="ett avbrott som pågår"):
            waits_of(GRANTED, (*events, Happened(E.UNDO_INTERRUPTION, date(2023, 1, 3))))


def test_an_offer_and_a_no_end_nothing():
    happened = (Happened(E.OFFER, date(2022, 9, 1)), Happened(E.ANSWER, date(2022, 9, 8)))

    assert waits_of(GRANTED, happened).value[0].ended_on is None


def test_a_part_that_is_carried_out_ends_nothing():
    happened = (Happened(E.EXECUTE_PARTLY, date(2022, 9, 1)),)

    assert waits_of(GRANTED, happened).value[0].ended_on is None


def test_what_was_opened_again_goes_on_as_before():
    happened = (Happened(E.CLOSE, date(2022, 9, 1)), Happened(E.REOPEN, date(2022, 8, 1)))

    assert waits_of(GRANTED, happened).value == (Wait("K1", "Kontaktfamilj", DECIDED, DECIDED),)


def test_the_day_of_the_decision_that_was_replaced_may_stand_and_is_told():
    granted = Granted("K2", "Kontaktfamilj", date(2023, 1, 1), clock_from=DECIDED)

    found = waits_of(granted, ())

    assert found.value[0].first_reportable == date(2022, 10, 26)
    assert "dagen för beslutet som det här ersätter" in found.reasons[-1].text


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        ((Happened(E.EXECUTE, date(2022, 7, 24)),), r"25\sjuli\s2022 började väntan"),
        (
            (Happened(E.EXECUTE, date(2022, 9, 2)), Happened(E.INTERRUPT, date(2022, 9, 1))),
            r"2\sseptember\s2022 verkställdes",
        ),
    ],
)
def test_days_that_cannot_follow_are_told(happened, told):
    with pytest.raises(ValueError, match=told):
        waits_of(GRANTED, happened)


def test_what_never_began_cannot_be_interrupted():
    with pytest.raises(ValueError, match="ska ha varit verkställt"):
        waits_of(GRANTED, (Happened(E.INTERRUPT, date(2022, 9, 1)),))


@given(st.lists(st.tuples(st.sampled_from(E), st.integers(0, 200)), max_size=25))
def test_random_steps_leave_waits_in_order_and_at_most_one_that_lasts(steps):
    state, day, happened = S.WAITING, DECIDED, []
    for event, days in steps:
        to = execution_step(state, event, H.REPORTER).value
        if to is None or event is E.CORRECT:
            continue
        state, day = to, day + timedelta(days=days)
        happened.append(Happened(event, day))

    waits = waits_of(GRANTED, happened).value

    lasting = [wait for wait in waits if wait.ended_on is None]
    assert len(lasting) == (state in (S.WAITING, S.PARTLY, S.INTERRUPTED))
    for before, after in pairwise(waits):
        assert before.ended_on is not None
        assert before.ended_on <= after.began_on
    assert all(wait.decided_on == DECIDED for wait in waits)
