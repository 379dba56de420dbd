"""What is reported for which quarter, by what has been sent: in order, out of it, and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.unexecuted.individual_sheet import ReportKind as K
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.reporting import (
    WITHDRAW_REASONS,
    Case,
    Told,
    WithdrawReason,
    check_sent,
    check_withdrawn,
    reports_for,
    waiting_kind,
    why_not_due,
    why_reported,
)
from samverk.rules.unexecuted.waits import Cause, End, Wait

DECIDED, TODAY = date(2022, 9, 5), date(2024, 1, 15)
Q4, Q1, Q2, Q3 = Quarter(2022, 4), Quarter(2023, 1), Quarter(2023, 2), Quarter(2023, 3)
WAIT = Wait("K1", "Kontaktfamilj", DECIDED, DECIDED, act="SoL")
IN_Q2 = replace(WAIT, ended_on=date(2023, 5, 22), end=End.EXECUTED)
AGAIN = replace(WAIT, began_on=date(2023, 1, 10), cause=Cause.INTERRUPTION)


def first(quarter=Q4, day=date(2023, 1, 12)):
    return Told(K.NOT_EXECUTED, quarter, day)


def end(day=date(2023, 5, 22), kind=K.EXECUTED, sent_on=date(2023, 5, 25)):
    return Told(kind, Quarter(2023, 2), sent_on, day)


def due(case, quarter):
    return [one.kind for one in reports_for(case, quarter, TODAY) if one.is_due]


def test_it_is_reported_every_quarter_until_its_end_is_told():
    assert due(Case(WAIT), Quarter(2022, 3)) == []
    assert due(Case(WAIT), Q4) == [K.NOT_EXECUTED]
    assert due(Case(WAIT, (first(),)), Q4) == []
    assert due(Case(WAIT, (first(),)), Q1) == [K.NOT_EXECUTED]
    assert due(Case(IN_Q2, (first(), first(Q1, date(2023, 4, 4)))), Q2) == [K.EXECUTED]
    assert due(Case(IN_Q2, (first(), end())), Q2) == []


def test_of_a_quarter_that_lasts_only_an_end_is_told():
    day = date(2023, 6, 30)

    assert reports_for(Case(WAIT), Q2, day) == ()
    assert [one.kind for one in reports_for(Case(IN_Q2, (first(),)), Q2, day)] == [K.EXECUTED]


def test_an_interrupted_one_is_told_as_interrupted():
    assert waiting_kind(AGAIN) is K.INTERRUPTED
    assert due(Case(AGAIN), Q1) == []
    assert due(Case(AGAIN), Q2) == [K.INTERRUPTED]


def test_one_that_was_never_reported_has_no_end_to_tell():
    case = Case(IN_Q2)

    assert due(case, Q2) == []
    assert due(case, Q1) == [K.NOT_EXECUTED]
    assert "Markera den första rapporten först" in why_not_due(case, K.EXECUTED, Q2)


def test_an_end_that_is_not_told_stays_under_the_quarter_it_came_in():
    case = Case(IN_Q2, (first(),))
    late = [one for one in reports_for(case, Q3, TODAY) if one.is_due]

    assert [(one.kind, one.quarter) for one in late] == [(K.EXECUTED, Q2)]
    # The quarter before still counts it, as long as its end has not been told
    assert due(case, Q1) == [K.NOT_EXECUTED]
    assert due(replace(case, told=(first(), end())), Q1) == []


def test_a_close_is_told_as_a_close():
    case = Case(replace(IN_Q2, end=End.CLOSED), (first(),))

    assert due(case, Q2) == [K.CLOSED]
    told = why_reported(reports_for(case, Q2, TODAY)[0], case)
    assert "avslutades den 22\u00a0maj 2023" in told.reasons[0].text
    assert str(told.reasons[0].statute).startswith("16 kap. 6 g §")
    assert "bara verkställighet" in told.remarks[-1].text


def test_an_end_that_was_told_and_does_not_hold_is_told_anew():
    opened = Case(WAIT, (first(), end()))
    other_day = Case(replace(IN_Q2, ended_on=date(2023, 6, 1)), (first(), end()))

    assert due(opened, Q1) == [K.NOT_EXECUTED]
    assert due(opened, Q2) == [K.NOT_EXECUTED]
    assert due(other_day, Q2) == [K.EXECUTED]
    for case in (opened, other_day):
        told = why_reported(reports_for(case, Q2, TODAY)[0], case)
        assert "stämmer inte längre" in told.remarks[-1].text


def test_one_entered_in_error_is_told_as_closed_if_it_was_ever_told():
    found = replace(WAIT, ended_on=date(2023, 4, 3), end=End.CLOSED)
    case = Case(found, (first(),), in_error=True)

    assert due(replace(case, told=()), Q2) == []
    assert due(replace(case, told=()), Q4) == []
    assert due(case, Q1) == []
    assert due(case, Q2) == [K.CLOSED]
    assert "felregistrerat" in why_reported(reports_for(case, Q2, TODAY)[0], case).reasons[0].text


def test_what_was_sent_stays_on_its_quarter_whatever_has_changed_since():
    later = replace(WAIT, decided_on=date(2023, 3, 1), began_on=date(2023, 3, 1))

    assert [one.is_due for one in reports_for(Case(later, (first(),)), Q4, TODAY)] == [False]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2022, 12, 31), "tidigast dagen därefter"),
        (date(2023, 1, 1), ""),
        (date(2023, 1, 20), ""),
        (date(2023, 1, 21), "inte varit än"),
    ],
)
def test_the_day_that_a_report_was_sent_follows_its_quarter(day, told):
    case = Case(WAIT)
    found = check_sent(reports_for(case, Q4, TODAY)[0], case, day, date(2023, 1, 20))

    assert (told in found) if told else not found


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2023, 5, 21), "kan inte ha anmälts före det"),
        (date(2023, 5, 22), "rapporterades första gången"),
        (date(2023, 5, 30), ""),
    ],
)
def test_an_end_is_told_after_it_came_and_after_the_first_report(day, told):
    case = Case(IN_Q2, (first(day=date(2023, 5, 30)),))
    found = check_sent(reports_for(case, Q2, TODAY)[0], case, day, date(2023, 7, 1))

    assert (told in found) if told else not found


def test_the_report_that_an_end_rests_on_is_not_withdrawn_before_it():
    one = first()

    assert "Slutet är anmält" in check_withdrawn(Case(IN_Q2, (one, end())), one)
    assert check_withdrawn(Case(IN_Q2, (one, end())), end()) == ""
    assert check_withdrawn(Case(IN_Q2, (one,)), one) == ""
    assert check_withdrawn(Case(IN_Q2, (one, first(Q1), end())), one) == ""


def test_why_it_is_not_sent_is_told():
    assert "redan markerad" in why_not_due(Case(WAIT, (first(),)), K.NOT_EXECUTED, Q4)
    assert "ska inte rapporteras" in why_not_due(Case(WAIT), K.NOT_EXECUTED, Quarter(2022, 3))
    assert "väntar fortfarande" in why_not_due(Case(WAIT, (first(),)), K.EXECUTED, Q1)
    assert set(WITHDRAW_REASONS) == set(WithdrawReason)


@pytest.mark.parametrize(
    ("act", "quarter", "statute"),
    [
        ("SoL", Quarter(2025, 1), "16 kap. 6 f §"),
        # Made in July 2025, under the new act
        ("SoL", Quarter(2025, 2), "34 kap. 1 §"),
        ("LSS", Quarter(2025, 2), "28 f §"),
    ],
)
def test_the_statute_is_that_of_the_day_on_which_the_report_can_be_made(act, quarter, statute):
    case = Case(replace(WAIT, act=act))
    report = reports_for(case, quarter, date(2026, 1, 1))[0]

    assert str(why_reported(report, case).reasons[0].statute).startswith(statute)
