"""Rounds of leaving: only a withdrawal that took effect ends one, and the first notice stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.membership import Fee, IsMember, NoticeState, membership_on
from samverk.rules.tests.memberships import (
    ACCEPTED,
    AFTER,
    DECIDED,
    ENDED,
    EXIT,
    JOINED,
    RECEIVED,
    REFUSED,
    REPEALED,
    SENT,
    WITHDRAWN,
    later,
    missing_kinds,
    ruling_on,
    status_on,
)
from samverk.rules.tests.texts import plain, told

LEFT = (JOINED, DECIDED, SENT, RECEIVED)
BACK = (*LEFT, WITHDRAWN, ACCEPTED)
AGAIN = later(DECIDED, date(2025, 5, 28), "Fullmäktige § 81")
NEW_NOTICE = later(RECEIVED, date(2025, 6, 10), "Ny uppsägning")
LATE = replace(WITHDRAWN, day=date(2025, 2, 1))
LATE_YES = replace(ACCEPTED, day=date(2025, 3, 1))
NO_TERMS = (NoticeTerms(3, Counting.CALENDAR_YEARS, date(2022, 1, 1), None, "nya 15 §"),)


def test_a_withdrawal_in_time_that_was_accepted_ends_the_round():
    status = status_on(date(2025, 5, 1), *BACK)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.WITHDRAWN)
    assert (status.effective, status.missing) == (None, ())


def test_a_new_notice_after_an_ended_round_counts_alone():
    status = status_on(date(2025, 7, 1), *BACK, AGAIN, NEW_NOTICE)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, date(2028, 12, 31))
    assert status.fee == Fee(date(2028, 12, 31), False)


@pytest.mark.parametrize("new", [(AGAIN,), (NEW_NOTICE,), (AGAIN, NEW_NOTICE)])
def test_a_new_exit_does_not_forget_a_withdrawal_that_came_too_late(new):
    status = status_on(date(2025, 7, 1), *LEFT, LATE, LATE_YES, *new)

    assert (status.is_member, status.notice) == (IsMember.UNKNOWN, NoticeState.UNKNOWN)
    assert status.outcomes[0].fee_until == EXIT


@pytest.mark.parametrize("new", [(AGAIN,), (NEW_NOTICE,), (AGAIN, NEW_NOTICE)])
def test_a_new_exit_does_not_forget_a_withdrawal_that_was_refused(new):
    status = status_on(date(2025, 7, 1), *LEFT, WITHDRAWN, REFUSED, *new)

    assert status.is_member is IsMember.UNKNOWN
    assert status.fee == Fee(EXIT, True)


def test_a_new_exit_does_not_forget_a_withdrawal_nobody_answered():
    status = status_on(date(2025, 7, 1), *LEFT, WITHDRAWN, AGAIN)

    assert status.is_member is IsMember.UNKNOWN
    assert "federation_answered" in missing_kinds(status)


def test_a_receipt_after_a_refused_withdrawal_opens_no_new_round():
    receipt = later(RECEIVED, date(2024, 3, 1), "Bekräftelse")
    status = status_on(AFTER, *LEFT, WITHDRAWN, REFUSED, receipt)

    assert (status.is_member, status.effective) == (IsMember.UNKNOWN, EXIT)


def test_staying_then_leads_to_the_later_exit():
    gone, stayed = status_on(date(2025, 7, 1), *LEFT, WITHDRAWN, REFUSED, NEW_NOTICE).outcomes

    assert (gone.fee_until, stayed.fee_until) == (EXIT, date(2028, 12, 31))
    assert "vid utgången av den 31 december 2028" in plain(stayed.meaning)


def test_after_the_later_exit_too_neither_outcome_says_member():
    far = date(2029, 1, 1)
    outcomes = status_on(far, *LEFT, WITHDRAWN, REFUSED, NEW_NOTICE).outcomes

    assert [each.is_member for each in outcomes] == [IsMember.NO, IsMember.UNKNOWN]


def test_a_second_withdrawal_that_is_accepted_in_time_ends_the_round():
    second = later(WITHDRAWN, date(2024, 4, 1))
    yes = replace(ACCEPTED, day=date(2024, 5, 1))
    status = status_on(AFTER, *LEFT, WITHDRAWN, REFUSED, second, yes)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.WITHDRAWN)


def test_a_withdrawal_repeated_after_it_was_accepted_changes_nothing():
    status = status_on(AFTER, *BACK, later(WITHDRAWN, date(2024, 6, 1)))

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.WITHDRAWN)


def test_a_withdrawal_without_a_day_is_in_time_if_its_answer_is():
    undated = replace(WITHDRAWN, day=None, not_before=date(2024, 1, 1))

    assert status_on(AFTER, *LEFT, undated, ACCEPTED).is_member is IsMember.YES


def test_a_withdrawal_without_a_day_answered_after_the_exit_is_not_shown_to_be_in_time():
    undated = replace(WITHDRAWN, day=None, not_before=date(2024, 1, 1))
    ruling = ruling_on(date(2025, 6, 1), *LEFT, undated, LATE_YES)

    assert ruling.value.is_member is IsMember.UNKNOWN
    assert "gjordes senast på utträdesdagen" in told(ruling)


@pytest.mark.parametrize("day", [date(2024, 3, 1), EXIT, AFTER])
def test_a_withdrawal_under_unknown_by_laws_is_not_taken_to_be_in_time(day):
    ruling = membership_on(day, BACK, NO_TERMS)

    assert ruling.value.is_member is IsMember.UNKNOWN
    assert missing_kinds(ruling.value) == ["bylaws"]
    assert "kom i tid" in told(ruling)


@pytest.mark.parametrize("day", [date(2024, 3, 1), AFTER])
def test_a_withdrawal_of_a_notice_nobody_has_seen_hangs_on_the_notice(day):
    status = status_on(day, JOINED, WITHDRAWN, ACCEPTED)

    assert (status.is_member, status.notice) == (IsMember.UNKNOWN, NoticeState.UNKNOWN)
    assert missing_kinds(status) == ["notice_sent"]


def test_an_unseen_notice_that_was_called_back_still_hangs_over_a_new_one():
    status = status_on(date(2025, 7, 1), JOINED, WITHDRAWN, ACCEPTED, NEW_NOTICE)

    assert status.is_member is IsMember.UNKNOWN
    assert "notice_sent" in missing_kinds(status)


def test_of_two_notices_the_first_counts():
    second = later(RECEIVED, date(2022, 2, 1))
    status = status_on(date(2022, 3, 1), *LEFT, second)

    assert (status.is_member, status.effective) == (IsMember.YES, EXIT)
    assert status.fee == Fee(EXIT, True)


def test_two_notices_are_both_named_with_the_reading_they_rest_on():
    second = later(RECEIVED, date(2022, 2, 1), "Andra uppsägningen")
    text = told(ruling_on(date(2022, 3, 1), *LEFT, second))

    assert "räknas från: Uppsägning inkommen den 14 juni 2021" in text
    assert "Också Andra uppsägningen den 1 februari 2022" in text
    assert "en senare flyttar inte dess dag" in text


def test_two_notices_that_lead_to_one_day_leave_it_certain():
    second = later(SENT, date(2021, 11, 1))

    assert status_on(date(2022, 3, 1), *LEFT, second).fee == Fee(EXIT, False)


def test_a_second_notice_under_shorter_terms_makes_its_day_possible():
    old = NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), date(2021, 12, 31), "15 §")
    new = NoticeTerms(1, Counting.CALENDAR_YEARS, date(2022, 1, 1), None, "nya 15 §")
    facts = (*LEFT, later(RECEIVED, date(2022, 2, 1)))
    on_it, after = (membership_on(date(2023 + n, 12, 31), facts, (old, new)).value for n in (0, 1))

    assert (on_it.is_member, after.is_member) == (IsMember.YES, IsMember.UNKNOWN)
    assert "En möjlig utträdesdag, den 31 december 2023" in plain(
        membership_on(date(2024, 1, 1), facts, (old, new)).reasons[-1].text
    )


def test_a_second_notice_whose_by_laws_are_unknown_leaves_membership_unknown():
    only_then = (
        NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), date(2021, 12, 31), "15 §"),
    )
    status = membership_on(
        date(2022, 3, 1), (*LEFT, later(RECEIVED, date(2022, 2, 1))), only_then
    ).value

    assert status.is_member is IsMember.UNKNOWN
    assert "bylaws" in missing_kinds(status)


def test_two_papers_that_tell_of_one_notice_are_one_notice():
    cited = replace(SENT, label="Nämnd i tjänsteskrivelse", is_documented=False)
    text = told(ruling_on(date(2021, 7, 1), *LEFT, cited))

    assert "Mer än en uppsägning" not in text


def test_a_decision_taken_anew_after_a_repeal_does_not_hide_the_first():
    again = later(DECIDED, date(2024, 5, 29), "Fullmäktige § 77")
    facts = (JOINED, DECIDED, REPEALED, again)

    assert status_on(EXIT, *facts).is_member is IsMember.YES
    assert status_on(AFTER, *facts).is_member is IsMember.UNKNOWN
    assert "Ett tidigare utträde, den 31 december 2024, är möjligt" in plain(
        status_on(EXIT, *facts).headline
    )


def test_a_decision_repeated_without_a_repeal_is_counted_from_the_first():
    again = later(DECIDED, date(2022, 5, 25))

    assert status_on(date(2022, 6, 1), JOINED, DECIDED, again).assumed_year == 2021


def test_an_undated_end_does_not_choose_between_two_exit_days():
    undated = replace(ENDED, day=None)
    status = status_on(date(2026, 1, 1), *LEFT, later(RECEIVED, date(2022, 2, 1)), undated)

    assert status.is_member is IsMember.UNKNOWN


def test_an_undated_end_says_nothing_of_a_notice_that_was_withdrawn():
    undated = replace(ENDED, day=None)

    assert status_on(AFTER, *BACK, undated).is_member is IsMember.UNKNOWN


def test_a_receipt_years_after_the_letter_is_no_receipt_of_it():
    years_later = replace(RECEIVED, day=date(2023, 1, 16))
    status = status_on(date(2023, 5, 1), JOINED, DECIDED, SENT, years_later)

    assert status.effective == EXIT
    assert status.fee == Fee(EXIT, True)


def test_a_receipt_within_a_year_of_the_letter_is_of_it():
    months_later = replace(RECEIVED, day=SENT.order + timedelta(days=150))
    status = status_on(date(2023, 5, 1), JOINED, DECIDED, SENT, months_later)

    assert status.fee == Fee(EXIT, False)
