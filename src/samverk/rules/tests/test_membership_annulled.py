"""A decision to leave that a court annuls (upphävt av domstol), or that is under appeal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.membership import Fee, IsMember, NoticeState
from samverk.rules.tests.judgments import in_court
from samverk.rules.tests.memberships import (
    ACCEPTED,
    AFTER,
    DECIDED,
    ENDED,
    EXIT,
    JOINED,
    PROPOSED,
    RECEIVED,
    REPEALED,
    SENT,
    STAY,
    WITHDRAWN,
    later,
    missing_kinds,
    ruling_on,
    status_on,
)
from samverk.rules.tests.texts import told

JUDGED = date(2022, 3, 1)
VOID = replace(DECIDED, courts=in_court(appealed=date(2021, 6, 10), annulled=JUDGED))
VOID_LATE = replace(DECIDED, courts=in_court(annulled=date(2025, 3, 1)))


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2022, 2, 28), NoticeState.DECIDED_NOT_SHOWN_SENT),
        (JUDGED, NoticeState.NONE),
        (AFTER, NoticeState.NONE),
    ],
)
def test_without_a_notice_the_decision_falls_away_from_the_day_it_was_annulled(day, notice):
    status = status_on(day, JOINED, VOID)

    assert (status.is_member, status.notice) == (IsMember.YES, notice)


def test_a_decision_that_fell_away_leads_to_no_exit_and_says_so():
    ruling = ruling_on(AFTER, JOINED, VOID)

    assert (ruling.value.effective, ruling.value.fee) == (None, Fee(None, False))
    assert "Domstol upphävde Fullmäktige § 94" in told(ruling)


@pytest.mark.parametrize("notice", [(SENT,), (SENT, RECEIVED), (replace(SENT, day=None),)])
def test_what_a_notice_is_worth_after_the_annulment_is_unknown(notice):
    ruling = ruling_on(AFTER, JOINED, VOID, *notice)

    assert (ruling.value.is_member, ruling.value.notice) == (
        IsMember.UNKNOWN,
        NoticeState.UNKNOWN,
    )
    assert "avgörs inte här" in told(ruling)
    assert missing_kinds(ruling.value)[-1] == "ended"


def test_until_the_exit_day_it_is_a_member_whatever_the_notice_is_worth():
    status = status_on(EXIT, JOINED, VOID, SENT, RECEIVED)

    assert (status.is_member, status.effective) == (IsMember.YES, EXIT)
    assert status.fee == Fee(EXIT, True)


def test_both_outcomes_turn_on_the_judgment():
    outcomes = status_on(AFTER, JOINED, VOID, SENT, RECEIVED).outcomes

    assert [each.condition.split(" sedan")[0] for each in outcomes] == [
        "Uppsägningen gäller även",
        "Uppsägningen gäller inte",
    ]


def test_an_exit_day_that_had_passed_before_the_judgment_stays_unknown():
    facts = (JOINED, VOID_LATE)

    assert status_on(date(2025, 2, 1), *facts).is_member is IsMember.UNKNOWN
    assert status_on(date(2025, 4, 1), *facts).is_member is IsMember.UNKNOWN


def test_a_membership_that_had_ended_before_the_judgment_becomes_unknown():
    facts = (JOINED, VOID_LATE, SENT, RECEIVED, ENDED)

    assert status_on(date(2025, 2, 28), *facts).is_member is IsMember.NO
    after = status_on(date(2025, 3, 1), *facts)
    assert after.is_member is IsMember.UNKNOWN
    assert "domstol har upphävt" in after.headline


def test_an_end_by_agreement_before_the_judgment_becomes_unknown_too():
    early = replace(ENDED, day=date(2021, 12, 31))

    assert status_on(date(2022, 2, 1), JOINED, VOID, early).is_member is IsMember.NO
    assert status_on(JUDGED, JOINED, VOID, early).is_member is IsMember.UNKNOWN


def test_an_end_shown_after_the_judgment_settles_it():
    assert status_on(AFTER, JOINED, VOID, SENT, RECEIVED, ENDED).is_member is IsMember.NO


def test_a_notice_by_a_decision_that_stands_is_not_touched_by_an_earlier_annulment():
    again = later(DECIDED, date(2022, 5, 25), "Fullmäktige § 70")
    notice = later(RECEIVED, date(2022, 6, 1), "Uppsägning inkommen")
    status = status_on(date(2022, 7, 1), JOINED, VOID, again, notice)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, date(2025, 12, 31))


def test_a_decision_taken_after_the_notice_does_not_mend_it():
    again = later(DECIDED, date(2022, 5, 25))

    assert status_on(AFTER, JOINED, VOID, SENT, again).notice is NoticeState.UNKNOWN


def test_a_withdrawal_in_time_settles_it_also_after_the_judgment():
    status = status_on(AFTER, JOINED, VOID, SENT, RECEIVED, WITHDRAWN, ACCEPTED)

    assert (status.is_member, status.notice) == (IsMember.YES, NoticeState.WITHDRAWN)


def test_a_withdrawal_tells_that_there_was_a_notice():
    status = status_on(AFTER, JOINED, VOID, WITHDRAWN)

    assert (status.is_member, status.notice) == (IsMember.UNKNOWN, NoticeState.UNKNOWN)


def test_an_annulled_decision_leaves_its_proposal_undecided():
    assert status_on(AFTER, JOINED, PROPOSED, VOID).proposals == (PROPOSED,)


def test_an_annulled_repeal_repeals_nothing():
    void = replace(REPEALED, courts=in_court(annulled=date(2024, 6, 1)))
    status = status_on(date(2024, 6, 1), JOINED, DECIDED, SENT, RECEIVED, STAY, void)

    assert status.proposals == (STAY,)
    assert "council_repealed_exit" in missing_kinds(status)


@pytest.mark.parametrize(
    ("day", "is_remarked"),
    [(date(2021, 6, 9), False), (date(2021, 6, 10), True), (date(2021, 12, 1), False)],
)
def test_a_decision_under_appeal_is_remarked_on_until_it_is_settled(day, is_remarked):
    courts = in_court(appealed=date(2021, 6, 10), upheld=date(2021, 12, 1))
    appealed = replace(DECIDED, courts=courts)
    remarks = ruling_on(day, JOINED, appealed).remarks

    assert any("är överklagat" in each.text for each in remarks) is is_remarked


# Annulled, undone by a higher court and annulled anew: the last after the exit day.
BACK, ANEW = date(2022, 9, 15), date(2025, 6, 2)
TWICE_VOID = replace(VOID, courts=(*VOID.courts, *in_court(upheld=BACK), *in_court(annulled=ANEW)))


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2022, 2, 28), NoticeState.DECIDED_NOT_SHOWN_SENT),
        (JUDGED, NoticeState.NONE),
        (date(2022, 9, 14), NoticeState.NONE),
        (BACK, NoticeState.DECIDED_NOT_SHOWN_SENT),
        (EXIT, NoticeState.DECIDED_NOT_SHOWN_SENT),
    ],
)
def test_a_decision_that_a_higher_court_brought_back_leads_to_an_exit_again(day, notice):
    status = status_on(day, JOINED, TWICE_VOID)

    assert (status.is_member, status.notice) == (IsMember.YES, notice)


def test_an_annulment_anew_after_the_exit_day_counts_from_its_own_day():
    before = ruling_on(date(2025, 6, 1), JOINED, TWICE_VOID)
    after = ruling_on(ANEW, JOINED, TWICE_VOID)

    assert (before.value.is_member, after.value.is_member) == (IsMember.UNKNOWN, IsMember.UNKNOWN)
    assert "Domstol upphävde" not in told(before)
    assert "genom avgörande den 2 juni 2025" in told(after)
    assert "kan ha upphört innan domstolen" in told(after)


def test_an_end_between_the_annulments_stands_until_the_second():
    facts = (JOINED, TWICE_VOID, SENT, RECEIVED, ENDED)

    assert status_on(date(2025, 6, 1), *facts).is_member is IsMember.NO
    assert status_on(ANEW, *facts).is_member is IsMember.UNKNOWN
