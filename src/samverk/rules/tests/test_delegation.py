"""What may be delegated, and how the decisions are reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.assembly import Assembly
from samverk.rules.delegation import Delegate, Matter, may_delegate
from samverk.rules.delegation_report import (
    DelegatedDecision,
    Duty,
    DutyState,
    Reporting,
    reporting,
)
from samverk.rules.tests.texts import told

DAY = date(2026, 3, 18)
DECIDED = date(2026, 3, 2)
URGENT = DelegatedDecision(DECIDED, is_urgent=True)
QUIET = DelegatedDecision(DECIDED, shall_be_reported=False)
NEVER = [
    Matter.GOALS,
    Matter.TO_COUNCIL,
    Matter.APPEALED_WHOLE,
    Matter.PRINCIPLED_AUTHORITY,
    Matter.CITIZEN_PROPOSAL,
    Matter.OTHER_LAW,
]
NEVER_AUTOMATED = [each for each in Matter if each not in NEVER]


def allowed(matters, to, assembly=Assembly.BOARD, day=DAY):
    return may_delegate(matters, to, assembly=assembly, day=day).value.is_allowed


@pytest.mark.parametrize("to", Delegate)
@pytest.mark.parametrize("matter", NEVER)
def test_some_matters_are_never_delegated(matter, to):
    ruling = may_delegate([matter], to, assembly=Assembly.BOARD, day=DAY)
    assert ruling.value.bars == (matter,)
    assert "6 kap. 38 §" in str(ruling.reasons[-1].statute)
    assert "2023:708" in str(ruling.reasons[-1].statute)


@pytest.mark.parametrize("to", Delegate)
@pytest.mark.parametrize("matter", NEVER_AUTOMATED)
def test_some_matters_are_kept_only_from_machines(matter, to):
    assert allowed([matter], to) is (to is not Delegate.AUTOMATED)


@pytest.mark.parametrize("to", Delegate)
def test_an_ordinary_matter_may_be_delegated(to):
    assert allowed([], to)


def test_an_employee_decides_under_a_section_of_its_own():
    ruling = may_delegate([], Delegate.EMPLOYEE, assembly=Assembly.BOARD, day=DAY)
    assert ruling.reasons[0].statute.section == "7 kap. 5 §"


@pytest.mark.parametrize(("day", "may"), [(date(2022, 6, 30), False), (date(2022, 7, 1), True)])
def test_a_machine_may_decide_since_july_2022(day, may):
    assert allowed([], Delegate.AUTOMATED, day=day) is may


@pytest.mark.parametrize(
    ("to", "may"),
    [
        (Delegate.MEMBER, True),
        (Delegate.SUBSTITUTE, True),
        (Delegate.EMPLOYEE, True),
        (Delegate.SUBCOMMITTEE, False),
        (Delegate.PRESIDIUM, False),
        (Delegate.AUTOMATED, False),
    ],
)
def test_a_federation_delegates_to_members_substitutes_and_staff(to, may):
    ruling = may_delegate([], to, assembly=Assembly.FEDERATION, day=DAY)
    assert ruling.value.is_allowed is may
    assert {reason.statute.section for reason in ruling.reasons} == {"10 §"}


@pytest.mark.parametrize(
    ("matter", "may"),
    [(Matter.GOALS, False), (Matter.APPEALED_WHOLE, False), (Matter.PROCUREMENT, True)],
)
def test_a_federation_keeps_its_goals(matter, may):
    assert allowed([matter], Delegate.MEMBER, Assembly.FEDERATION) is may


def test_the_council_is_asked_elsewhere():
    with pytest.raises(ValueError, match="inte fullmäktige"):
        allowed([], Delegate.MEMBER, Assembly.COUNCIL)


@given(st.sets(st.sampled_from(Matter)), st.sampled_from(Delegate))
def test_what_a_machine_may_decide_anyone_may(matters, to):
    if allowed(matters, Delegate.AUTOMATED):
        assert allowed(matters, to)


@pytest.mark.parametrize(
    ("decision", "day", "state"),
    [
        (URGENT, DAY, DutyState.WAITING),
        (URGENT, date(2026, 3, 19), DutyState.LATE),
        (replace(URGENT, reported=DAY), date(2026, 4, 1), DutyState.DONE),
        (replace(URGENT, reported=date(2026, 4, 15)), date(2026, 4, 16), DutyState.LATE),
    ],
)
def test_an_urgent_decision_is_reported_at_the_next_meeting(decision, day, state):
    ruling = reporting(decision, day, next_meeting=DAY)
    assert ruling.value == Reporting(Duty.REPORT_NEXT, state)
    assert [each.statute.section for each in ruling.reasons[:2]] == ["6 kap. 39 §", "6 kap. 40 §"]


def test_without_a_planned_meeting_an_urgent_decision_waits():
    assert reporting(URGENT, date(2027, 1, 1)).value.state is DutyState.WAITING


@pytest.mark.parametrize(
    ("decision", "duty", "state"),
    [
        (DelegatedDecision(DECIDED), Duty.UNKNOWN, DutyState.UNKNOWN),
        (DelegatedDecision(DECIDED, shall_be_reported=True), Duty.REPORT, DutyState.WAITING),
        (QUIET, Duty.RECORD, DutyState.WAITING),
        (replace(QUIET, recorded=DAY), Duty.RECORD, DutyState.WAITING),
        (replace(QUIET, announced=DAY), Duty.RECORD, DutyState.WAITING),
        (replace(QUIET, recorded=DAY, announced=DAY), Duty.RECORD, DutyState.DONE),
        (replace(QUIET, is_legality_appeal=False), Duty.NOTHING, DutyState.DONE),
    ],
)
def test_other_decisions_follow_what_the_board_has_decided(decision, duty, state):
    assert reporting(decision, DAY).value == Reporting(duty, state)


def test_what_is_not_reported_is_recorded_and_announced():
    ruling = reporting(replace(QUIET, recorded=DECIDED), DAY)
    sections = [each.statute.section for each in ruling.reasons if each.statute]
    assert sections == ["6 kap. 40 §", "6 kap. 40 §", "8 kap. 10 §"]
    assert "Det återstår: anslag." in told(ruling)


def test_an_employees_decision_is_reported_by_a_section_of_its_own():
    ruling = reporting(replace(QUIET, by_employee=True), DAY)
    assert ruling.reasons[0].statute.section == "7 kap. 8 §"


def test_a_federation_has_every_decision_reported():
    ruling = reporting(QUIET, DAY, assembly=Assembly.FEDERATION)
    assert ruling.value == Reporting(Duty.REPORT, DutyState.WAITING)
    assert ruling.reasons[0].statute.section == "10 §"


@pytest.mark.parametrize("step", ["reported", "recorded", "announced"])
def test_a_step_before_the_decision_is_refused(step):
    with pytest.raises(ValueError, match="före beslutet"):
        reporting(replace(QUIET, **{step: date(2026, 3, 1)}), DAY)
