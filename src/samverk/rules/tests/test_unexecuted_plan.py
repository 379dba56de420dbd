"""What a source's row makes of a decision, beside what the register has: new, changed, left, or a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.personal_number import PersonalNumber
from samverk.rules.unexecuted.code_lists import CloseKind
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import ExecutionEvent, ExecutionState, OfferAnswer
from samverk.rules.unexecuted.histories import Happened
from samverk.rules.unexecuted.import_cells import Cell, CellKind, doubt
from samverk.rules.unexecuted.import_mapping import Target
from samverk.rules.unexecuted.import_plan import plan_row
from samverk.rules.unexecuted.import_planned import Facts, Registered, Verdict
from samverk.rules.unexecuted.import_row import Decided
from samverk.rules.unexecuted.waits import End

TODAY, DAY = date(2024, 3, 15), date(2023, 3, 1)
S, E = ExecutionState, ExecutionEvent
TOLD = Decided(2, "K1", "sol-kontaktfamilj", DAY, GROUNDS[0], last_name="Påhitt")
KEPT = Registered(
    Facts("sol-kontaktfamilj", "sol-2001-4-1", DAY, last_name="Påhitt"),
    S.WAITING,
    (Happened(E.DECIDE, DAY),),
)
EXECUTED = replace(
    KEPT, state=S.EXECUTED, happened=(*KEPT.happened, Happened(E.EXECUTE, date(2023, 5, 2)))
)


def plan(kept=KEPT, **told):
    return plan_row(replace(TOLD, **told), kept, TODAY)


def events(found):
    return [one.event for one in found.planned.steps]


def test_a_row_that_the_register_has_is_left():
    found = plan()

    assert (found.planned.verdict, events(found), found.faults) == (Verdict.SAME, [], ())


def test_a_new_row_is_decided_and_all_that_happened_follows():
    found = plan(
        None,
        offered_on=date(2023, 4, 1),
        answer=OfferAnswer.DECLINED,
        reason="tackat-nej",
        interim="Hemtjänst",
        ended_on=date(2023, 5, 2),
        end=End.CLOSED,
        close_kind=CloseKind.DECEASED,
    )

    assert events(found) == [E.DECIDE, E.OFFER, E.ANSWER, E.EXPLAIN, E.SUPPORT, E.CLOSE]
    assert found.planned.steps[-1].after is S.CLOSED


def test_a_fact_that_differs_is_amended_and_named():
    found = plan(last_name="Nyman", area="lss")

    assert found.planned.changed == ("area", "last_name")
    assert events(found) == [E.AMEND]


def test_what_the_source_leaves_out_stays():
    assert plan(ground=None, last_name="").planned.verdict is Verdict.SAME


@pytest.mark.parametrize(
    ("kind", "day", "ground", "text"),
    [
        ("sol-hemtjanst", date(2025, 6, 30), "sol-2001-4-1", ""),
        ("lss-9-4", date(2025, 7, 1), "lss-9", ""),
        ("sol-hemtjanst", date(2025, 7, 1), "", "11 kap. 1 §"),
    ],
)
def test_a_provision_that_is_left_out_is_assumed_where_there_is_only_one(kind, day, ground, text):
    found = plan(None, kind=kind, decided_on=day, ground=None)

    assert found.planned.facts.ground == ground
    assert [text in told for _, told in found.faults] == ([True] if text else [])
    assert bool(found.remarks) == bool(ground)


def test_an_interruption_of_a_new_one_makes_no_wait_before_it():
    found = plan(None, interrupted_on=date(2023, 9, 1))

    assert events(found) == [E.DECIDE, E.EXECUTE, E.INTERRUPT]
    assert found.planned.steps[1].day == DAY
    assert [target for target, _ in found.remarks] == [Target.INTERRUPTED_ON]


def test_what_was_carried_out_is_interrupted_once():
    found = plan(EXECUTED, interrupted_on=date(2023, 9, 1))
    steps = found.planned.steps
    after = replace(
        EXECUTED,
        state=S.INTERRUPTED,
        happened=(*EXECUTED.happened, *(Happened(one.event, one.day) for one in steps)),
    )

    assert events(found) == [E.INTERRUPT]
    assert events(plan(after, interrupted_on=date(2023, 9, 1))) == []


def test_an_interruption_begins_a_wait_with_its_own_reason_and_offers():
    kept = replace(EXECUTED, reason="matchning", offered_on=date(2023, 4, 1))
    told = {"interrupted_on": date(2023, 9, 1), "reason": "matchning"}

    assert events(plan(kept, offered_on=date(2023, 4, 1), **told)) == [E.INTERRUPT, E.EXPLAIN]
    assert events(plan(kept, offered_on=date(2023, 9, 2), **told)) == [
        E.INTERRUPT,
        E.OFFER,
        E.EXPLAIN,
    ]


def test_an_offer_before_an_interruption_is_told_once():
    told = {"interrupted_on": date(2023, 9, 1), "offered_on": date(2023, 4, 1)}
    found = plan(None, **told).planned
    after = replace(
        KEPT,
        state=S.INTERRUPTED,
        happened=tuple(Happened(one.event, one.day) for one in found.steps),
    )

    assert [one.event for one in found.steps] == [E.DECIDE, E.OFFER, E.EXECUTE, E.INTERRUPT]
    assert events(plan(after, **told)) == []


@pytest.mark.parametrize(
    ("kept", "told", "target"),
    [
        (KEPT, {"number": "198507099805", "sex": "man"}, Target.SEX),
        (KEPT, {"interrupted_on": date(2023, 9, 1)}, Target.INTERRUPTED_ON),
        (EXECUTED, {"interrupted_on": date(2023, 5, 1)}, Target.INTERRUPTED_ON),
        (EXECUTED, {"ended_on": date(2023, 5, 3), "end": End.EXECUTED}, Target.ENDED_ON),
        (EXECUTED, {"ended_on": date(2023, 5, 2), "end": End.CLOSED}, Target.ENDED_ON),
        (KEPT, {"ended_on": date(2023, 5, 2), "end": End.EITHER}, Target.OUTCOME),
        (KEPT, {"reason": "annat"}, Target.REASON_TEXT),
        (KEPT, {"kind": "lss-9-4", "ground": None}, Target.TYPE),
        (KEPT, {"decided_on": date(2025, 7, 1), "ground": None}, Target.DECIDED_ON),
        (EXECUTED, {"decided_on": date(2023, 5, 3)}, Target.DECIDED_ON),
        (
            replace(KEPT, offered_on=date(2023, 4, 1), is_answered=False),
            {"offered_on": date(2023, 5, 1)},
            Target.OFFERED_ON,
        ),
    ],
)
def test_what_the_register_cannot_follow_is_a_fault(kept, told, target):
    assert [each for each, _ in plan(kept, **told).faults] == [target]


@pytest.mark.parametrize(
    ("kept", "told", "target"),
    [
        (EXECUTED, {}, Target.ENDED_ON),
        (replace(KEPT, state=S.ENTERED_IN_ERROR), {"last_name": "Ny"}, Target.KEY),
        (
            replace(KEPT, offered_on=DAY, answer="declined"),
            {"offered_on": DAY, "answer": OfferAnswer.ACCEPTED},
            Target.OFFER_ANSWER,
        ),
    ],
)
def test_what_stands_although_the_source_says_otherwise_is_remarked(kept, told, target):
    found = plan(kept, **told)

    assert found.planned.verdict is Verdict.SAME
    assert [each for each, _ in found.remarks] == [target]


@pytest.mark.parametrize("told", [{"offered_on": date(2023, 6, 1)}, {"reason": "matchning"}])
def test_what_only_a_waiting_one_can_have_is_left_out_and_remarked(told):
    found = plan(EXECUTED, ended_on=date(2023, 5, 2), end=End.EXECUTED, **told)

    assert events(found) == []
    assert len(found.remarks) == 1


def test_an_answer_that_comes_later_is_noted_on_the_offer():
    kept = replace(KEPT, offered_on=DAY, is_answered=False)
    found = plan(kept, offered_on=DAY, answer=OfferAnswer.DECLINED)

    assert [(one.event, one.code) for one in found.planned.steps] == [(E.ANSWER, "declined")]


@pytest.mark.parametrize(("has", "says", "protects"), [(0, 1, 1), (1, 1, 0), (1, 0, 0)])
def test_protection_is_set_by_a_source_and_never_lifted(has, says, protects):
    found = plan(replace(KEPT, is_protected=bool(has)), is_protected=bool(says))

    assert found.planned.protects is bool(protects)
    assert (found.planned.verdict is Verdict.CHANGED) is bool(protects)


@pytest.mark.parametrize(
    ("cell", "born", "told"),
    [
        (Cell("2103129804"), 2021, "född 2021"),
        (Cell("202103129804"), 2021, ""),
        (Cell("8001019804"), 1980, ""),
        (Cell("198001019804", CellKind.NUMBER), 1980, "sparat som ett tal"),
    ],
)
def test_a_number_that_may_be_read_in_another_way_is_remarked(cell, born, told):
    person = PersonalNumber("", date(born, 3, 12), is_woman=True, is_coordination=False)

    found = doubt(cell, person, TODAY)

    assert told in found
    assert bool(found) == bool(told)
