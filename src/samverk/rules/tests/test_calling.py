"""Announcing and calling a meeting: the last days, and how they were kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.assembly import Assembly
from samverk.rules.calling import (
    CallingTerms,
    calling,
    last_weekday_before,
    unannounced_matter,
    urgent_matter,
)
from samverk.rules.extra_meeting import Asker, extra_meeting
from samverk.rules.holidays import is_weekday
from samverk.rules.limits import Timing
from samverk.rules.tests.strategies import DAYS
from samverk.rules.tests.texts import told
from samverk.rules.website import OnWebsite, Shown, on_website

MEETING = date(2026, 5, 27)
WEEK = date(2026, 5, 20)
LOCAL = CallingTerms(5, 14, "Reglementet")


def council(**days):
    return calling(MEETING, assembly=Assembly.COUNCIL, **days)


@pytest.mark.parametrize(
    ("day", "timing"),
    [(WEEK, Timing.IN_TIME), (WEEK + timedelta(days=1), Timing.LATE), (None, Timing.UNKNOWN)],
)
def test_the_council_is_announced_and_called_a_week_before(day, timing):
    value = council(announced=day, called=day).value
    assert (value.announcement.timing, value.call.timing) == (timing, timing)
    assert value.announcement.latest == value.call.latest == WEEK


def test_each_of_the_councils_days_cites_its_own_section():
    cited = [str(reason.statute) for reason in council().reasons if reason.statute]
    assert [text.split(" komm")[0] for text in cited] == ["5 kap. 13 §", "5 kap. 15 §"]
    assert "2019:835" in cited[0]


def test_a_missing_day_is_told_as_unknown_and_never_as_in_time():
    text = told(council(called=WEEK))
    assert "Okänt, handling saknas: ingen uppgift om dagen. Tillkännagivandet" in text
    assert "Kallelsen gjordes den 20 maj 2026, i tid." in text


def test_local_days_can_lengthen_the_councils_week_but_not_shorten_it():
    longer, shorter = CallingTerms(10), CallingTerms(3)
    assert council(terms=longer).value.call.latest == date(2026, 5, 17)
    assert council(terms=shorter).value.call.latest == WEEK


@pytest.mark.parametrize("assembly", [Assembly.BOARD, Assembly.FEDERATION])
def test_a_board_has_no_days_but_its_own(assembly):
    bare = calling(MEETING, assembly=assembly)
    assert (bare.value.announcement, bare.value.call) == (None, None)
    assert "lägg in den" in told(bare)
    own = calling(MEETING, assembly=assembly, terms=LOCAL).value
    assert (own.announcement.latest, own.call.latest) == (date(2026, 5, 13), date(2026, 5, 22))


def test_a_boards_own_days_rest_on_its_by_laws_but_a_federations_on_no_section():
    board = calling(MEETING, assembly=Assembly.BOARD, terms=LOCAL)
    federation = calling(MEETING, assembly=Assembly.FEDERATION, terms=LOCAL)
    assert "6 kap. 44 §" in str(board.reasons[1].statute)
    assert federation.reasons[1].statute is None
    assert "Reglementet anger kallelse minst 5 dagar före, senast den 22 maj 2026." in told(board)


def test_being_late_comes_with_a_way_out():
    assert "Utväg: flytta sammanträdet" in told(council(called=MEETING))
    assert "Utväg" not in told(council(announced=WEEK, called=WEEK))


def test_a_holiday_at_the_far_end_does_not_lengthen_the_time():
    ruling = calling(date(2026, 4, 12), assembly=Assembly.COUNCIL, called=date(2026, 4, 7))
    assert ruling.value.call.latest == date(2026, 4, 5)
    assert ruling.value.call.timing is Timing.LATE
    assert "Tiden räknas bakåt." in told(ruling)


def test_before_the_act_the_sections_are_remarked_on():
    ruling = calling(date(2017, 6, 1), assembly=Assembly.COUNCIL)
    assert {reason.statute for reason in ruling.reasons} == {None}
    assert "5 kap. 13 §" in told(ruling)


def test_negative_days_are_refused():
    with pytest.raises(ValueError, match="negativt"):
        CallingTerms(-1)


@given(DAYS)
def test_the_weekday_before_is_a_weekday_with_only_holidays_between(meeting):
    found = last_weekday_before(meeting)
    between = (meeting - found).days
    assert found < meeting
    assert is_weekday(found)
    assert not any(is_weekday(found + timedelta(days=n)) for n in range(1, between))


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (date(2026, 4, 7), date(2026, 4, 4)),
        (date(2026, 6, 22), date(2026, 6, 19)),
        (date(2026, 1, 7), date(2026, 1, 5)),
        (date(2025, 3, 31), date(2025, 3, 29)),
    ],
)
def test_an_urgent_matter_is_announced_the_weekday_before(meeting, last):
    value = urgent_matter(meeting, announced=last, reaches=last).value
    assert value.announcement.latest == last
    assert value.call.timing is Timing.IN_TIME


def test_a_saturday_counts_as_weekday_with_a_doubt():
    assert "är lördag men räknas här som vardag" in told(urgent_matter(date(2026, 4, 7)))
    assert "räknas här som vardag" not in told(urgent_matter(date(2026, 5, 27)))


@pytest.mark.parametrize(("agreeing", "may"), [(31, True), (30, False), (0, False), (None, False)])
def test_an_unannounced_matter_needs_every_one_present(agreeing, may):
    assert unannounced_matter(31, agreeing, day=MEETING).value is may


@pytest.mark.parametrize(("present", "agreeing"), [(0, 0), (5, 6), (5, -1), (0, None)])
def test_impossible_counts_of_the_agreeing_are_refused(present, agreeing):
    with pytest.raises(ValueError, match="mellan 0"):
        unannounced_matter(present, agreeing, day=MEETING)


@given(st.integers(1, 200), st.data())
def test_a_third_of_all_members_can_have_a_meeting_held(members, data):
    asking = data.draw(st.integers(0, members))
    found = extra_meeting(members, asking, assembly=Assembly.BOARD).value
    assert found.must_be_held == (3 * asking >= members)


@pytest.mark.parametrize(
    ("assembly", "asker", "held"),
    [
        (Assembly.COUNCIL, Asker.EXECUTIVE, True),
        (Assembly.BOARD, Asker.EXECUTIVE, False),
        (Assembly.FEDERATION, Asker.CHAIR, True),
    ],
)
def test_the_chair_may_always_call_and_the_executive_only_the_council(assembly, asker, held):
    ruling = extra_meeting(9, 0, assembly=assembly, askers=(asker,))
    assert ruling.value.must_be_held is held
    assert ("Det begärs av" in told(ruling)) is held


@pytest.mark.parametrize(("asking", "is_told"), [(2, True), (3, False)])
def test_too_few_are_told_that_the_chair_may_hold_it_anyway(asking, is_told):
    ruling = extra_meeting(8, asking, assembly=Assembly.FEDERATION, askers=(Asker.MEMBERS,))
    assert ruling.value.must_be_held is not is_told
    assert ("Det räcker inte" in told(ruling)) is is_told


def test_more_who_ask_than_members_is_refused():
    with pytest.raises(ValueError, match="begär"):
        extra_meeting(8, 9, assembly=Assembly.BOARD)


@pytest.mark.parametrize(
    ("published", "timing"),
    [(WEEK, Timing.IN_TIME), (WEEK + timedelta(days=1), Timing.LATE), (None, Timing.UNKNOWN)],
)
@pytest.mark.parametrize("what", Shown)
def test_the_councils_papers_are_shown_from_the_announcement(what, published, timing):
    ruling = on_website(
        what, MEETING, assembly=Assembly.COUNCIL, announced=WEEK, published=published
    )
    assert ruling.value.limit.timing is timing
    assert ruling.reasons[0].statute.section.startswith("8 kap. 1")


def test_without_the_announcement_nothing_can_be_said_of_the_website():
    ruling = on_website(Shown.BUDGET, MEETING, assembly=Assembly.COUNCIL, published=WEEK)
    assert ruling.value == OnWebsite(is_required=True, limit=None)
    assert "Okänt, handling saknas" in told(ruling)


@pytest.mark.parametrize(
    ("what", "assembly", "day", "is_required"),
    [
        (Shown.BUDGET, Assembly.FEDERATION, MEETING, True),
        (Shown.ANNUAL_REPORT, Assembly.FEDERATION, MEETING, False),
        (Shown.BUDGET, Assembly.BOARD, MEETING, False),
        (Shown.AUDIT_REPORT, Assembly.COUNCIL, date(2023, 12, 31), False),
        (Shown.AUDIT_REPORT, Assembly.COUNCIL, date(2024, 1, 1), True),
    ],
)
def test_who_must_show_what_depends_on_body_and_day(what, assembly, day, is_required):
    assert on_website(what, day, assembly=assembly).value.is_required is is_required
