"""A meeting's eight tasks, from facts to deadlines and states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.assembly import Assembly
from samverk.rules.calling import CallingTerms
from samverk.rules.meeting_tasks import (
    Count,
    Step,
    TaskFacts,
    TaskState,
    meeting_task,
    meeting_tasks,
)
from samverk.rules.tests.texts import told

MEETING = date(2026, 3, 18)
CALL = date(2026, 3, 11)
ADJUST = date(2026, 4, 1)
FACTS = TaskFacts(MEETING, Assembly.FEDERATION, CallingTerms(7, source="Förbundsordningen"))
COUNCIL = TaskFacts(MEETING, Assembly.COUNCIL)
DONE_ALL = replace(
    FACTS,
    called=CALL,
    dispatched=CALL,
    attendance=Count(8, 8),
    items=Count(12, 12),
    paragraphs=Count(12, 12),
    adjusters=Count(2, 2),
    adjusted=date(2026, 3, 30),
    boards=Count(6, 6),
    posted=date(2026, 3, 31),
    extracts=Count(4, 4),
)


def task(step, day, facts=FACTS, **changes):
    return meeting_task(replace(facts, **changes), day, step=step).value


def test_all_eight_steps_come_in_their_order():
    assert [each.value.step for each in meeting_tasks(FACTS, MEETING)] == list(Step)


def test_a_meeting_with_all_done_has_nothing_left_nor_late():
    tasks = [each.value for each in meeting_tasks(DONE_ALL, date(2026, 5, 1))]
    assert {each.state for each in tasks} == {TaskState.DONE}
    assert not any(each.was_late for each in tasks)


def test_a_meeting_just_planned_has_nothing_begun():
    tasks = [each.value for each in meeting_tasks(FACTS, date(2026, 2, 1))]
    assert {each.state for each in tasks} == {TaskState.NOT_STARTED}


@pytest.mark.parametrize(
    ("step", "deadline"),
    [
        (Step.CALL, CALL),
        (Step.DISPATCH, CALL),
        (Step.ATTENDANCE, MEETING),
        (Step.ITEMS, MEETING),
        (Step.MINUTES, ADJUST),
        (Step.ADJUSTMENT, ADJUST),
        (Step.NOTICE, None),
        (Step.EXTRACTS, None),
    ],
)
def test_each_deadline_comes_from_its_rule_and_none_is_made_up(step, deadline):
    ruling = meeting_task(FACTS, MEETING, step=step)
    assert ruling.value.deadline == deadline
    assert ruling.reasons


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (CALL, TaskState.NOT_STARTED),
        (date(2026, 3, 12), TaskState.LATE),
        (MEETING, TaskState.LATE),
        (date(2026, 3, 19), TaskState.UNKNOWN),
    ],
)
@pytest.mark.parametrize("step", [Step.CALL, Step.DISPATCH])
def test_a_call_that_no_paper_shows_is_unknown_once_the_meeting_is_held(step, day, state):
    assert task(step, day).state is state


def test_a_late_call_is_done_but_was_late():
    found = task(Step.CALL, MEETING, called=date(2026, 3, 12))
    assert (found.state, found.was_late) == (TaskState.DONE, True)


def test_the_council_is_called_when_it_is_announced_too():
    assert task(Step.CALL, CALL, COUNCIL, called=CALL).state is TaskState.INCOMPLETE
    assert task(Step.CALL, CALL, COUNCIL, called=CALL, announced=CALL).state is TaskState.DONE


def test_what_is_left_sets_the_deadline_of_the_call():
    terms = CallingTerms(5, 14, "Reglementet")
    facts = TaskFacts(MEETING, Assembly.BOARD, terms, announced=date(2026, 3, 2))
    found = task(Step.CALL, date(2026, 3, 10), facts)
    assert (found.state, found.deadline) == (TaskState.INCOMPLETE, date(2026, 3, 13))


def test_a_board_without_local_days_has_no_deadline_to_miss():
    facts = TaskFacts(MEETING, Assembly.BOARD)
    found = task(Step.CALL, MEETING, facts)
    assert (found.state, found.deadline) == (TaskState.NOT_STARTED, None)
    assert task(Step.CALL, MEETING, facts, called=MEETING).state is TaskState.DONE


@pytest.mark.parametrize(
    ("announced", "state"), [(None, TaskState.INCOMPLETE), (CALL, TaskState.DONE)]
)
def test_a_budget_meeting_is_announced_also_where_the_by_laws_set_no_day(announced, state):
    found = task(Step.CALL, CALL, called=CALL, announced=announced, sets_budget=True)
    assert found.state is state
    assert task(Step.CALL, CALL, called=CALL).state is TaskState.DONE


def test_a_dispatch_that_did_not_reach_all_is_incomplete():
    reached = {"dispatched": date(2026, 3, 9), "deliveries": Count(15, 16)}
    assert task(Step.DISPATCH, date(2026, 3, 10), **reached).state is TaskState.INCOMPLETE
    assert task(Step.DISPATCH, date(2026, 3, 12), **reached).state is TaskState.LATE


@pytest.mark.parametrize(
    ("step", "field"), [(Step.ATTENDANCE, "attendance"), (Step.ITEMS, "items")]
)
def test_what_the_meeting_does_is_late_the_day_after(step, field):
    half = {field: Count(3, 8)}
    assert task(step, MEETING, **half).state is TaskState.INCOMPLETE
    assert task(step, date(2026, 3, 19), **half).state is TaskState.LATE
    assert "3 av 8" in told(meeting_task(replace(FACTS, **half), MEETING, step=step))


def test_minutes_without_paragraphs_are_not_done():
    assert task(Step.MINUTES, ADJUST, paragraphs=Count(0, 0)).state is TaskState.INCOMPLETE


@pytest.mark.parametrize(
    ("day", "state"), [(ADJUST, TaskState.INCOMPLETE), (date(2026, 4, 2), TaskState.LATE)]
)
def test_a_signature_left_after_fourteen_days_is_late(day, state):
    assert task(Step.ADJUSTMENT, day, adjusters=Count(1, 2)).state is state


@pytest.mark.parametrize(
    ("day", "facts", "state"),
    [
        (date(2026, 3, 31), {}, TaskState.NOT_STARTED),
        (date(2026, 4, 1), {"boards": Count(5, 6)}, TaskState.INCOMPLETE),
        (date(2026, 4, 2), {"boards": Count(5, 6)}, TaskState.LATE),
        (date(2026, 4, 2), {"boards": Count(5, 6), "posted": ADJUST}, TaskState.LATE),
        (date(2026, 4, 2), {"boards": Count(6, 6), "posted": ADJUST}, TaskState.DONE),
    ],
)
def test_the_notice_is_due_on_every_board_the_second_day(day, facts, state):
    found = task(Step.NOTICE, day, adjusted=date(2026, 3, 30), **facts)
    assert (found.state, found.deadline) == (state, ADJUST)


@pytest.mark.parametrize(
    ("count", "state"),
    [
        (None, TaskState.NOT_STARTED),
        (Count(0, 3), TaskState.NOT_STARTED),
        (Count(1, 3), TaskState.INCOMPLETE),
        (Count(0, 0), TaskState.DONE),
    ],
)
def test_extracts_have_no_deadline_and_none_to_send_is_done(count, state):
    found = task(Step.EXTRACTS, date(2027, 1, 1), extracts=count)
    assert (found.state, found.deadline) == (state, None)


@pytest.mark.parametrize(("done", "total"), [(2, 1), (-1, 3)])
def test_more_done_than_there_is_is_refused(done, total):
    with pytest.raises(ValueError, match="Fler"):
        Count(done, total)


@given(st.integers(-60, 60), st.sampled_from(Assembly))
def test_a_finished_step_stays_finished_whatever_the_day(days, assembly):
    facts = replace(DONE_ALL, assembly=assembly, announced=CALL)
    tasks = meeting_tasks(facts, MEETING + timedelta(days=days))
    assert {each.value.state for each in tasks} == {TaskState.DONE}


@given(st.integers(-60, 60), st.integers(0, 60))
def test_time_alone_never_finishes_a_step(days, more):
    day = MEETING + timedelta(days=days)
    for step in Step:
        if task(step, day + timedelta(days=more)).state is TaskState.DONE:
            assert task(step, day).state is TaskState.DONE
