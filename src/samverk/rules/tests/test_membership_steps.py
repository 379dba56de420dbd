"""Membership as each step of an exit becomes known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.membership import Fact, FactKind, Fee, IsMember, NoticeState
from samverk.rules.tests.memberships import (
    AFTER,
    DECIDED,
    EXIT,
    JOINED,
    PROPOSED,
    RECEIVED,
    REPEALED,
    SENT,
    STAY,
    missing_kinds,
    ruling_on,
    status_on,
)
from samverk.rules.tests.texts import told


def test_a_member_without_any_notice_is_simply_a_member():
    status = status_on(date(2020, 1, 1), JOINED)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.NONE)
    assert status.headline == "Medlem. Ingen uppsägning är känd."


def test_a_member_without_notice_owes_the_fee_with_no_end():
    assert status_on(date(2020, 1, 1), JOINED).fee == Fee(None, False)


def test_a_proposal_to_leave_changes_nothing_but_is_shown():
    status = status_on(date(2020, 10, 8), JOINED, PROPOSED)

    assert status.notice is NoticeState.NONE
    assert status.proposals == (PROPOSED,)


def test_a_decision_to_leave_is_not_a_notice():
    status = status_on(date(2021, 5, 26), JOINED, PROPOSED, DECIDED)

    assert status.notice is NoticeState.DECIDED_NOT_SHOWN_SENT
    assert missing_kinds(status) == ["notice_sent", "notice_received"]


def test_the_exit_day_is_then_assumed_from_the_decisions_year():
    status = status_on(date(2021, 5, 26), JOINED, DECIDED)

    assert (status.effective, status.is_assumed, status.assumed_year) == (EXIT, True, 2021)
    assert status.fee == Fee(EXIT, True)


def test_the_assumption_is_among_the_reasons():
    text = told(ruling_on(date(2021, 5, 26), JOINED, DECIDED))

    assert "samma år som beslutet (Fullmäktige § 94 den 26 maj 2021).\n" in text
    assert "är inte uppsägningen" in text


def test_a_decided_exit_answers_the_proposal_to_leave():
    assert status_on(date(2021, 5, 26), JOINED, PROPOSED, DECIDED).proposals == ()


def test_a_proposal_is_answered_by_the_decision_of_the_same_day():
    same_day = replace(PROPOSED, day=DECIDED.day)

    assert status_on(date(2021, 5, 26), JOINED, DECIDED, same_day).proposals == ()


def test_a_proposal_to_stay_is_answered_by_the_repeal_of_the_same_day():
    same_day = replace(STAY, day=REPEALED.day)

    assert status_on(AFTER, JOINED, DECIDED, REPEALED, same_day).proposals == ()


def test_a_proposal_made_after_the_decision_is_not_answered_by_it():
    again = replace(PROPOSED, day=date(2022, 3, 1), label="Ny tjänsteskrivelse")
    status = status_on(date(2022, 3, 1), JOINED, PROPOSED, DECIDED, again)

    assert status.proposals == (again,)


def test_a_received_notice_runs_without_assumption():
    status = status_on(date(2021, 7, 1), JOINED, DECIDED, SENT, RECEIVED)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, EXIT)
    assert (status.is_assumed, status.assumed_year, status.missing) == (False, None, ())


def test_a_known_notice_day_makes_the_fee_certain():
    assert status_on(date(2021, 7, 1), JOINED, DECIDED, SENT, RECEIVED).fee == Fee(EXIT, False)


def test_a_notice_only_sent_is_counted_from_that_day_and_its_receipt_is_missing():
    status = status_on(date(2021, 7, 1), JOINED, DECIDED, SENT)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, EXIT)
    assert missing_kinds(status) == ["notice_received"]


def test_the_fee_after_a_notice_only_sent_hangs_on_the_missing_receipt():
    ruling = ruling_on(date(2021, 7, 1), JOINED, DECIDED, SENT)

    assert ruling.value.fee == Fee(EXIT, True)
    assert any("vilken dag uppsägningen kom in" in remark.text for remark in ruling.remarks)


def test_a_notice_shown_to_have_come_in_is_not_remarked_on():
    ruling = ruling_on(date(2021, 7, 1), JOINED, DECIDED, SENT, RECEIVED)

    assert not any("vilken dag uppsägningen kom in" in remark.text for remark in ruling.remarks)


def test_a_notice_received_the_year_after_it_was_sent_counts_from_the_receipt():
    late = replace(RECEIVED, day=date(2022, 1, 3))
    ruling = ruling_on(date(2022, 2, 1), JOINED, DECIDED, SENT, late)

    assert ruling.value.effective == date(2025, 12, 31)
    assert any("mottagandet räknas" in reason.text for reason in ruling.reasons)


def test_a_notice_given_without_a_known_decision_still_runs():
    status = status_on(date(2021, 7, 1), JOINED, RECEIVED)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, EXIT)


def test_a_notice_without_a_date_is_assumed_in_the_decisions_year():
    undated = replace(SENT, day=None, not_before=date(2021, 5, 26))
    status = status_on(date(2022, 1, 1), JOINED, DECIDED, undated)

    assert (status.notice, status.assumed_year) == (NoticeState.RUNNING, 2021)
    assert "dag okänd" in status.headline


def test_a_cited_notice_runs_but_its_document_is_missing():
    cited = replace(RECEIVED, is_documented=False)
    status = status_on(date(2021, 7, 1), JOINED, DECIDED, cited)

    assert status.notice is NoticeState.RUNNING
    assert missing_kinds(status) == ["notice_sent", "notice_received"]


def test_a_decision_known_only_from_citations_is_named_as_missing():
    cited = replace(DECIDED, is_documented=False)
    status = status_on(date(2021, 7, 1), JOINED, cited, SENT, RECEIVED)

    assert missing_kinds(status) == ["council_decided_exit"]


def test_deciding_a_year_later_cost_one_more_year_of_fee():
    then = status_on(date(2022, 1, 1), JOINED, replace(DECIDED, day=date(2020, 11, 25)))
    now = status_on(date(2022, 1, 1), JOINED, DECIDED)

    assert then.effective == date(2023, 12, 31)
    assert now.effective == EXIT


def test_a_proposal_to_stay_is_not_decided_and_the_decision_is_missing():
    status = status_on(date(2023, 11, 1), JOINED, DECIDED, SENT, RECEIVED, STAY)

    assert status.proposals == (STAY,)
    assert missing_kinds(status) == [
        "council_repealed_exit",
        "notice_withdrawn",
        "federation_answered",
    ]


def test_repealing_the_decision_does_not_withdraw_the_notice():
    ruling = ruling_on(date(2023, 12, 13), JOINED, DECIDED, SENT, RECEIVED, STAY, REPEALED)

    assert (ruling.value.notice, ruling.value.effective) == (NoticeState.RUNNING, EXIT)
    assert any("återtar inte en given uppsägning" in reason.text for reason in ruling.reasons)


def test_a_repeal_answers_the_proposal_to_stay():
    status = status_on(date(2023, 12, 13), JOINED, DECIDED, SENT, RECEIVED, STAY, REPEALED)

    assert status.proposals == ()
    assert missing_kinds(status) == ["notice_withdrawn", "federation_answered"]


def test_a_new_decision_after_a_repeal_stands_without_the_old_remark():
    again = replace(DECIDED, day=date(2024, 5, 29), label="Fullmäktige § 77")
    ruling = ruling_on(date(2024, 6, 1), JOINED, DECIDED, REPEALED, again)

    assert ruling.value.assumed_year == 2024
    assert not any("återtar inte" in reason.text for reason in ruling.reasons)


@pytest.mark.parametrize("day", [date(2021, 5, 26), date(2023, 6, 1), EXIT])
def test_until_the_exit_day_the_member_is_a_member(day):
    assert status_on(day, JOINED, DECIDED).is_member is IsMember.YES


def test_facts_after_the_chosen_day_do_not_count():
    status = status_on(date(2021, 5, 25), JOINED, DECIDED, SENT, RECEIVED, STAY)

    assert status.notice is NoticeState.NONE
    assert status.proposals == ()


def test_the_order_in_which_facts_are_given_does_not_matter():
    forwards = status_on(AFTER, JOINED, DECIDED, SENT, RECEIVED, STAY, REPEALED)
    backwards = status_on(AFTER, REPEALED, STAY, RECEIVED, SENT, DECIDED, JOINED)

    assert forwards == backwards


def test_a_printed_exit_day_that_agrees_is_remarked_as_agreeing():
    printed = replace(STAY, states_exit=EXIT)
    text = told(ruling_on(date(2023, 11, 1), JOINED, DECIDED, printed))

    assert text.endswith("stämmer med den beräknade dagen, den 31 december 2024.")


def test_a_printed_exit_day_that_differs_is_remarked_as_differing():
    printed = replace(STAY, states_exit=date(2023, 12, 31))
    text = told(ruling_on(date(2023, 11, 1), JOINED, DECIDED, printed))

    assert text.endswith("skiljer sig från den beräknade dagen, den 31 december 2024.")


def test_an_undated_proposal_counts_from_the_day_it_can_have_been_made():
    undated = Fact(FactKind.REPEAL_PROPOSED, None, "Styrelsen § 440", not_before=date(2022, 11, 23))

    before = status_on(date(2022, 11, 22), JOINED, DECIDED, undated)
    after = status_on(date(2022, 11, 23), JOINED, DECIDED, undated)

    assert (before.proposals, after.proposals) == ((), (undated,))
    assert str(undated) == "Styrelsen § 440 (utan datum)"


@pytest.mark.parametrize(
    ("facts", "lack"),
    [
        ((JOINED, DECIDED), "Ingen handling visar att uppsägningen har skickats. Antagande"),
        ((JOINED, DECIDED, replace(SENT, day=None)), "Uppsägningens dag är inte känd. Antagande"),
    ],
)
def test_the_assumption_says_whether_the_notice_or_only_its_day_is_missing(facts, lack):
    assert lack in told(ruling_on(date(2022, 1, 1), *facts))


@pytest.mark.parametrize(
    ("facts", "is_reading"),
    [((JOINED, DECIDED, SENT), False), ((JOINED, DECIDED, SENT, RECEIVED), True)],
)
def test_counting_from_receipt_is_said_to_be_a_reading(facts, is_reading):
    text = told(ruling_on(date(2022, 1, 1), *facts))

    assert (
        "Att mottagandet räknas och inte avsändandet är Samverks läsning." in text
    ) is is_reading
