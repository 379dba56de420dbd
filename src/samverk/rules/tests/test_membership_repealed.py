"""A repealed decision to leave: the words say so at once, and what it does not settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.membership import IsMember, NoticeState
from samverk.rules.tests.memberships import (
    AFTER,
    DECIDED,
    EXIT,
    JOINED,
    RECEIVED,
    REPEALED,
    SENT,
    missing_kinds,
    status_on,
)
from samverk.rules.tests.texts import plain

AGAIN = replace(DECIDED, day=date(2024, 3, 20), label="Fullmäktige § 31")


def test_a_repealed_decision_is_not_said_to_stand():
    status = status_on(REPEALED.day, JOINED, DECIDED, REPEALED)

    assert (status.is_member, status.notice) == (
        IsMember.YES,
        NoticeState.REPEALED_NOT_SHOWN_SENT,
    )
    assert plain(status.headline) == (
        "Medlem. Beslutet att lämna är upphävt. Om en uppsägning hann ges är inte visat; gavs en "
        "2021 och står den kvar gäller utträdet från utgången av den 31 december 2024."
    )


def test_the_day_before_the_repeal_the_decision_stands():
    status = status_on(date(2023, 12, 12), JOINED, DECIDED, REPEALED)

    assert status.notice is NoticeState.DECIDED_NOT_SHOWN_SENT
    assert "upphävt" not in status.headline


def test_a_notice_shown_to_be_given_stands_though_the_decision_is_repealed():
    status = status_on(REPEALED.day, JOINED, DECIDED, SENT, RECEIVED, REPEALED)

    assert (status.notice, status.effective) == (NoticeState.RUNNING, EXIT)
    assert "är upphävt, men uppsägningen är inte visad återtagen" in status.headline


def test_a_decision_taken_anew_after_the_repeal_counts_again():
    status = status_on(date(2024, 4, 1), JOINED, DECIDED, REPEALED, AGAIN)

    assert status.notice is NoticeState.DECIDED_NOT_SHOWN_SENT


@pytest.mark.parametrize("given", [(), (SENT, RECEIVED)])
def test_after_the_exit_day_the_status_is_unknown_and_the_repeal_is_told(given):
    status = status_on(AFTER, JOINED, DECIDED, *given, REPEALED)

    assert status.is_member is IsMember.UNKNOWN
    assert "beslutet att lämna är upphävt, men" in status.headline
    assert "notice_withdrawn" in missing_kinds(status)
    assert len(status.outcomes) >= 2
