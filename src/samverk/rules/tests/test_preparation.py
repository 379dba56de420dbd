"""The preparation chain of a council decision."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.preparation import (
    Missing,
    Preparation,
    Preparer,
    Step,
    StepKind,
    Waiver,
    preparation,
)
from samverk.rules.tests.texts import told

COUNCIL_DAY = date(2023, 12, 13)
BOARD = Step(Preparer.BOARD, StepKind.PROPOSED, date(2023, 11, 22))
EXECUTIVE = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, date(2023, 11, 29))
EXECUTIVE_HEARD = Step(Preparer.EXECUTIVE, StepKind.HEARD, date(2023, 11, 29))
DRAFTING = Step(Preparer.COUNCIL_DRAFTING, StepKind.PROPOSED, date(2023, 11, 1))
SUBCOMMITTEE = Step(Preparer.SUBCOMMITTEE, StepKind.PROPOSED, date(2023, 11, 1))


def _missing(*steps):
    return preparation(steps, council_day=COUNCIL_DAY).value.missing


def test_a_board_and_then_the_executive_is_a_whole_chain():
    ruling = preparation((BOARD, EXECUTIVE), council_day=COUNCIL_DAY)

    assert ruling.value == Preparation(True)
    assert str(ruling.reasons[0].statute) == "5 kap. 26 § kommunallagen (2017:725)"


def test_the_executive_alone_may_prepare():
    assert _missing(EXECUTIVE) == ()


def test_the_executive_need_only_have_had_the_chance():
    assert _missing(BOARD, EXECUTIVE_HEARD) == ()


def test_without_the_executive_the_chain_is_broken():
    assert _missing(BOARD) == (Missing.EXECUTIVE_HEARD,)


def test_a_drafting_committee_alone_leaves_the_board_unheard():
    assert _missing(DRAFTING, EXECUTIVE_HEARD) == (Missing.BOARD_HEARD,)


def test_a_drafting_committee_with_a_board_heard_is_enough():
    heard = Step(Preparer.BOARD, StepKind.HEARD, date(2023, 11, 15))

    assert _missing(DRAFTING, heard, EXECUTIVE_HEARD) == ()


def test_a_subcommittee_prepares_nothing():
    assert _missing(SUBCOMMITTEE) == (
        Missing.PREPARATION,
        Missing.EXECUTIVE_HEARD,
        Missing.PROPOSAL,
    )


def test_a_subcommittee_in_the_chain_is_remarked():
    ruling = preparation((SUBCOMMITTEE, BOARD, EXECUTIVE), council_day=COUNCIL_DAY)

    assert ruling.value.is_ready
    assert "utskott är ingen nämnd" in ruling.remarks[0].text


def test_somebody_must_have_put_forward_a_proposal():
    prepared = Step(Preparer.BOARD, StepKind.PREPARED, date(2023, 11, 22))

    assert _missing(prepared, EXECUTIVE_HEARD) == (Missing.PROPOSAL,)


def test_nothing_at_all_lacks_everything_that_applies():
    assert _missing() == (Missing.PREPARATION, Missing.EXECUTIVE_HEARD, Missing.PROPOSAL)


def test_a_step_after_the_council_does_not_count():
    late = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, date(2023, 12, 14))
    ruling = preparation((BOARD, late), council_day=COUNCIL_DAY)

    assert ruling.value.missing == (Missing.EXECUTIVE_HEARD,)
    assert "efter fullmäktige" in ruling.remarks[0].text


def test_a_step_on_the_same_day_counts():
    same = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, COUNCIL_DAY)

    assert _missing(BOARD, same) == ()


def test_a_step_without_a_date_counts_as_an_assumption():
    undated = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, None)
    ruling = preparation((BOARD, undated), council_day=COUNCIL_DAY)

    assert ruling.value.is_ready
    assert "antas" in ruling.remarks[0].text


@pytest.mark.parametrize(
    ("waiver", "section"),
    [
        (Waiver.ELECTION, "5 kap. 29 §"),
        (Waiver.TERM_CHANGE, "5 kap. 30 §"),
        (Waiver.EXTRA_ELECTION, "5 kap. 31 §"),
        (Waiver.AUDIT_REPORT, "5 kap. 32 §"),
        (Waiver.URGENT_UNANIMOUS, "5 kap. 33 §"),
        (Waiver.CITIZEN_PROPOSAL, "5 kap. 34 §"),
    ],
)
def test_a_waiver_needs_no_steps_and_cites_its_section(waiver, section):
    ruling = preparation((), council_day=COUNCIL_DAY, waiver=waiver)

    assert ruling.value == Preparation(True)
    assert str(ruling.reasons[0].statute).startswith(section)


def test_every_waiver_is_covered():
    for waiver in Waiver:
        assert preparation((), council_day=COUNCIL_DAY, waiver=waiver).value.is_ready


def test_each_lack_is_a_reason_with_its_section():
    reasons = preparation((), council_day=COUNCIL_DAY).reasons

    assert [str(reason.statute)[:12] for reason in reasons] == [
        "5 kap. 26 § ",
        "5 kap. 28 § ",
        "5 kap. 28 § ",
    ]


def test_a_waiver_before_2018_is_remarked_because_its_wording_is_not_known():
    ruling = preparation((), council_day=date(2016, 5, 1), waiver=Waiver.ELECTION)

    assert ruling.reasons[0].statute is None
    assert len(ruling.remarks) == 1


@pytest.mark.parametrize(
    ("waiver", "condition"),
    [
        (Waiver.AUDIT_REPORT, "förklaring ska ändå hämtas in"),
        (Waiver.URGENT_UNANIMOUS, "emot beslutet måste ärendet beredas"),
    ],
)
def test_a_waiver_with_a_condition_tells_it_by_the_same_section(waiver, condition):
    first, second = preparation((), council_day=COUNCIL_DAY, waiver=waiver).reasons

    assert condition in second.text
    assert second.statute == first.statute


def test_each_section_not_read_before_2018_is_remarked_once():
    ruling = preparation((DRAFTING,), council_day=date(2017, 12, 31))
    unread = [text for text in told(ruling).splitlines() if "Samverks tabell" in text]

    assert [f"5 kap. {n} §" in text for n, text in zip((26, 28), unread, strict=True)] == [
        True,
        True,
    ]


def test_a_late_step_is_told_with_its_day():
    late = Step(Preparer.BOARD, StepKind.HEARD, date(2023, 12, 14))

    text = told(preparation((BOARD, EXECUTIVE, late), council_day=COUNCIL_DAY))

    assert "nämnd fick tillfälle att yttra sig den 14 december 2023." in text


def test_a_whole_dated_chain_up_to_the_councils_own_day_has_no_remarks():
    same_day = Step(Preparer.EXECUTIVE, StepKind.PROPOSED, COUNCIL_DAY)

    ruling = preparation((BOARD, same_day), council_day=COUNCIL_DAY)

    assert ruling.value == Preparation(True)
    assert ruling.remarks == ()


@pytest.mark.parametrize("kind", [StepKind.PREPARED, StepKind.PROPOSED])
def test_an_executive_that_worked_beside_a_drafting_committee_is_the_board_heard(kind):
    assert _missing(DRAFTING, Step(Preparer.EXECUTIVE, kind, date(2023, 11, 29))) == ()
