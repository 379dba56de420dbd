"""The two municipalities' history, as far as the papers tell it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from samverk.rules.membership import IsMember, MembershipStatus, NoticeState, membership_on
from samverk.rules.membership.examples import ALINGSAS, HARRYDA, TERMS
from samverk.rules.tests.texts import told

MEMBERS = {"Alingsås": ALINGSAS, "Härryda": HARRYDA}


def _status(member: str, day: date) -> MembershipStatus:
    return membership_on(day, MEMBERS[member], TERMS).value


@pytest.fixture
def federation(shared):
    return json.loads((shared / "golden" / "federation.json").read_text(encoding="utf-8"))


def test_the_assumed_year_and_the_exit_day_are_those_of_the_papers(federation):
    for notice in federation["notice"]:
        status = _status(notice["member"], date(2023, 11, 2))

        assert status.assumed_year == notice["assumed_year"]
        assert str(status.effective) == notice["effective"]


def test_no_notice_is_shown_for_either_municipality(federation):
    for notice in federation["notice"]:
        status = _status(notice["member"], date(2023, 11, 2))

        assert notice["notice_given"] is None
        assert status.notice is NoticeState.DECIDED_NOT_SHOWN_SENT


def test_the_documents_that_the_papers_lack_are_named():
    texts = " ".join(each.text for each in _status("Alingsås", date(2025, 6, 1)).missing)

    assert "uppsägningen: handlingen och dagen" in texts
    assert "fullmäktiges slutliga beslut" in texts
    assert "återtagandet" in texts
    assert "förbundets svar" in texts


@pytest.mark.parametrize(
    ("member", "last_day"),
    [("Härryda", date(2023, 12, 31)), ("Alingsås", date(2024, 12, 31))],
)
def test_the_status_turns_unknown_the_day_after_the_computed_exit(member, last_day):
    assert _status(member, last_day).is_member is IsMember.YES
    assert _status(member, date(last_day.year + 1, 1, 1)).is_member is IsMember.UNKNOWN


def test_the_memo_of_2020_is_a_proposal_until_the_council_decides():
    assert len(_status("Alingsås", date(2021, 5, 25)).proposals) == 1
    assert _status("Alingsås", date(2021, 5, 26)).proposals == ()


def test_the_undated_step_is_among_the_proposals_to_stay():
    labels = [each.label for each in _status("Härryda", date(2023, 1, 1)).proposals]

    assert labels == ["Välfärdsnämnden § 222", "Kommunstyrelsen § 440"]


def test_the_printed_exit_day_confirms_the_computed_one():
    ruling = membership_on(date(2023, 1, 1), HARRYDA, TERMS)

    assert "stämmer med den beräknade dagen, den 31 december 2023." in told(ruling)
