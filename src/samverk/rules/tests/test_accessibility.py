"""What the results say of the pages: nothing unknown is counted as kept."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.accessibility import (
    CRITERIA,
    Check,
    CheckOutcome,
    Conformance,
    Evidence,
    Verdict,
    conformance,
    is_outdated,
    verdict,
)

DAY = date(2026, 11, 30)
ASKED = [one.number for one in CRITERIA if one.is_required]


def check(outcome: CheckOutcome, day: date = DAY) -> Check:
    return Check("1.1.1", day, outcome, "läst")


def all_are(kind: Verdict, **others: Verdict) -> dict[str, Verdict]:
    return dict.fromkeys(ASKED, kind) | {
        number.replace("_", ".")[1:]: one for number, one in others.items()
    }


def test_the_act_asks_for_the_fifty_of_wcag_21():
    assert len(ASKED) == 50
    assert len({one.number for one in CRITERIA}) == len(CRITERIA) == 56


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(), Verdict.UNKNOWN),
        (Evidence(found_nothing=True), Verdict.NOTHING_FOUND),
        (Evidence(found_nothing=False), Verdict.FAULTY),
        (Evidence(check=check(CheckOutcome.KEPT)), Verdict.KEPT),
        (Evidence(check=check(CheckOutcome.ABSENT)), Verdict.ABSENT),
        (Evidence(check=check(CheckOutcome.FAULTY)), Verdict.FAULTY),
        (Evidence(found_nothing=False, check=check(CheckOutcome.KEPT)), Verdict.FAULTY),
        (Evidence(found_nothing=True, known_faults=1), Verdict.FAULTY),
    ],
)
def test_a_fault_outweighs_and_nothing_is_not_kept(evidence, expected):
    assert verdict(evidence, DAY) is expected


def test_a_check_by_hand_counts_for_a_year_and_a_fault_until_it_is_mended():
    later = date(2027, 12, 1)
    assert verdict(Evidence(check=check(CheckOutcome.KEPT)), later) is Verdict.UNKNOWN
    assert verdict(Evidence(True, check(CheckOutcome.KEPT)), later) is Verdict.NOTHING_FOUND
    assert verdict(Evidence(check=check(CheckOutcome.FAULTY)), later) is Verdict.FAULTY


@pytest.mark.parametrize(
    ("assessed", "day", "expected"),
    [
        (date(2026, 11, 30), date(2027, 11, 30), False),
        (date(2026, 11, 30), date(2027, 12, 1), True),
        (date(2028, 2, 29), date(2029, 2, 28), False),
        (date(2028, 2, 29), date(2029, 3, 1), True),
    ],
)
def test_an_assessment_is_good_for_a_year(assessed, day, expected):
    assert is_outdated(assessed, day) is expected


@pytest.mark.parametrize(
    ("verdicts", "faults", "expected"),
    [
        (all_are(Verdict.KEPT), 0, Conformance.FULL),
        (all_are(Verdict.KEPT, _1_2_1=Verdict.ABSENT), 0, Conformance.FULL),
        (all_are(Verdict.KEPT), 1, Conformance.PARTIAL),
        (all_are(Verdict.KEPT, _1_1_1=Verdict.FAULTY), 0, Conformance.PARTIAL),
        (all_are(Verdict.KEPT, _1_1_1=Verdict.UNKNOWN), 0, Conformance.PARTIAL),
        (all_are(Verdict.KEPT, _1_1_1=Verdict.NOTHING_FOUND), 0, Conformance.PARTIAL),
        (all_are(Verdict.NOTHING_FOUND), 0, Conformance.PARTIAL),
        (dict.fromkeys(ASKED[:25], Verdict.KEPT), 0, Conformance.NONE),
        (dict.fromkeys(ASKED[:26], Verdict.KEPT), 0, Conformance.PARTIAL),
        ({}, 0, Conformance.NONE),
    ],
)
def test_the_status_follows_from_the_results(verdicts, faults, expected):
    assert conformance(verdicts, faults=faults).value is expected


def test_the_reasons_tell_how_many_are_unknown():
    said = " ".join(reason.text for reason in conformance({}).reasons)
    assert "Inte prövade, och därför inte räknade som uppfyllda: 50." in said


def test_a_criterion_that_is_not_asked_for_changes_nothing():
    assert conformance(all_are(Verdict.KEPT) | {"2.5.8": Verdict.UNKNOWN}).value is Conformance.FULL
