"""What a reader is told besides: changed by-laws, a notice without a decision, hearsay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.rules.bylaws import Counting, NoticeTerms
from samverk.rules.membership import Fee, IsMember, NoticeState, membership_on
from samverk.rules.tests.memberships import (
    ACCEPTED,
    AFTER,
    DECIDED,
    EXIT,
    JOINED,
    RECEIVED,
    SENT,
    WITHDRAWN,
    later,
    missing_kinds,
    ruling_on,
    status_on,
)
from samverk.rules.tests.texts import plain, told

LEFT = (JOINED, DECIDED, SENT, RECEIVED)
CITED = replace(RECEIVED, is_documented=False)


def terms(changed: date, years: int) -> tuple[NoticeTerms, ...]:
    """Three calendar years until the day before ``changed``, then ``years``."""
    before = date.fromordinal(changed.toordinal() - 1)
    return (
        NoticeTerms(3, Counting.CALENDAR_YEARS, date(2006, 7, 1), before, "15 §"),
        NoticeTerms(years, Counting.CALENDAR_YEARS, changed, None, "nya 15 §"),
    )


def remarked(day, facts, rows):
    return any("villkor ändrades" in r.text for r in membership_on(day, facts, rows).remarks)


@pytest.mark.parametrize(
    ("changed", "years", "is_remarked"),
    [
        (date(2023, 1, 1), 1, True),
        (date(2023, 1, 1), 3, False),
        (RECEIVED.day, 1, False),
        (EXIT, 1, True),
        (AFTER, 1, False),
    ],
)
def test_by_laws_changed_during_the_notice_period_are_remarked_on(changed, years, is_remarked):
    assert remarked(date(2025, 6, 1), LEFT, terms(changed, years)) is is_remarked


def test_a_change_of_by_laws_is_not_told_before_it_happens():
    assert not remarked(date(2022, 12, 31), LEFT, terms(date(2023, 1, 1), 1))


def test_changed_by_laws_do_not_move_the_exit_day():
    rows = terms(date(2023, 1, 1), 1)

    assert membership_on(date(2023, 6, 1), LEFT, rows).value.effective == EXIT


def test_a_withdrawn_notice_gets_no_remark_on_by_laws():
    facts = (*LEFT, WITHDRAWN, ACCEPTED)

    assert not remarked(AFTER, facts, terms(date(2023, 1, 1), 1))


def test_a_notice_without_any_known_decision_is_remarked_on():
    assert "Inget beslut om att lämna är känt" in told(ruling_on(AFTER, JOINED, SENT))


def test_a_notice_dated_before_the_decision_is_remarked_on():
    early = replace(SENT, day=date(2021, 5, 25))
    text = told(ruling_on(date(2021, 7, 1), JOINED, DECIDED, early))

    assert "är daterad före beslutet att lämna (Fullmäktige § 94 den 26 maj 2021)" in text


@pytest.mark.parametrize("notice", [SENT, replace(SENT, day=DECIDED.day), replace(SENT, day=None)])
def test_a_notice_after_its_decision_gets_no_remark_on_its_ground(notice):
    text = told(ruling_on(date(2022, 1, 1), JOINED, DECIDED, notice))

    assert "daterad före" not in text
    assert "Inget beslut om att lämna" not in text


def test_a_decision_without_a_day_is_not_said_to_come_after_the_notice():
    undated = replace(DECIDED, day=None)

    assert "daterad före" not in told(ruling_on(date(2022, 1, 1), JOINED, undated, SENT))


def test_a_notice_known_only_from_other_papers_gives_an_exit_that_is_assumed():
    ruling = ruling_on(date(2021, 7, 1), JOINED, DECIDED, CITED)

    assert (ruling.value.effective, ruling.value.is_assumed) == (EXIT, True)
    assert (ruling.value.assumed_year, ruling.value.fee) == (2021, Fee(EXIT, True))
    assert "känd bara genom hänvisning" in told(ruling)


def test_the_first_line_says_that_other_papers_tell_of_the_notice():
    assert plain(status_on(EXIT, JOINED, DECIDED, CITED).headline) == (
        "Medlem. Uppsagt enligt andra handlingar; utträde från utgången av den 31 december 2024, "
        "antaget att den gavs 2021."
    )


def test_a_receipt_on_paper_makes_a_cited_notice_firm():
    cited = replace(SENT, is_documented=False)
    status = status_on(date(2021, 7, 1), JOINED, DECIDED, cited, RECEIVED)

    assert (status.is_assumed, status.fee) == (False, Fee(EXIT, False))
    assert missing_kinds(status) == ["notice_sent"]


def test_a_cited_receipt_leaves_the_day_the_notice_was_sent_possible():
    late = replace(CITED, day=date(2022, 1, 3))
    facts = (JOINED, DECIDED, SENT, late)

    assert status_on(EXIT, *facts).effective == date(2025, 12, 31)
    assert status_on(EXIT, *facts).is_member is IsMember.YES
    assert status_on(AFTER, *facts).is_member is IsMember.UNKNOWN


def test_a_shown_notice_is_not_called_hearsay():
    assert "genom hänvisning" not in told(ruling_on(date(2021, 7, 1), *LEFT))


def test_a_second_notice_only_cited_does_not_make_the_first_assumed():
    second = later(CITED, date(2021, 9, 1))
    status = status_on(date(2021, 10, 1), *LEFT, second)

    assert (status.notice, status.is_assumed) == (NoticeState.RUNNING, False)
