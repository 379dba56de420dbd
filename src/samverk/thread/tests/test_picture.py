"""The picture says what the words say, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.thread.picture import picture_of
from samverk.thread.presentation import rows_of
from samverk.thread.queries import membership_thread
from samverk.web.charts.chain import BarKind

pytestmark = pytest.mark.usefixtures("demo")
DAY = date(2023, 11, 1)


@pytest.fixture
def found():
    return membership_thread("insjoriket", DAY)


def lane(found, name):
    return next(row for row in picture_of(found).lanes if row.name == name)


def test_the_bar_goes_from_member_over_notice_to_unknown(found):
    bars = lane(found, "Alingsås").bars
    assert [bar.kind for bar in bars] == [BarKind.MEMBER, BarKind.NOTICE, BarKind.UNKNOWN]
    assert bars[1].to_date == date(2024, 12, 31)


def test_a_notice_period_without_a_notice_is_called_assumed(found):
    assert lane(found, "Alingsås").bars[1].label == "Uppsägningstid, antagen"


def test_what_is_known_only_from_citations_is_drawn_so(found):
    cited = {e.label for row in picture_of(found).lanes for e in row.events if e.cited_only}
    assert {label[-3:].strip("\N{NO-BREAK SPACE}§ ") for label in cited} == {
        "256",
        "114",
        "242",
        "94",
    }


def test_an_event_without_a_body_does_not_get_one(found):
    event = next(e for e in lane(found, "Alingsås").events if e.label.endswith("243"))
    assert event.body == ""


def test_the_step_without_a_date_has_no_day(found):
    event = next(e for e in lane(found, "Härryda").events if e.label.endswith("440"))
    assert (event.day, event.sort_day) == (None, date(2022, 11, 23))


def test_every_arrow_has_both_ends_in_the_picture(found):
    picture = picture_of(found)
    ids = {event.id for row in picture.lanes for event in row.events}
    assert picture.arrows
    assert all(a.from_id in ids and a.to_id in ids for a in picture.arrows)


def test_a_proposal_to_repeal_says_that_it_proposes(found):
    verbs = {arrow.verb for arrow in picture_of(found).arrows}
    assert "föreslår upphävande av" in verbs
    assert "upphäver" not in verbs


def test_the_table_has_every_event_of_the_picture(found):
    picture = picture_of(found)
    assert len(rows_of(found)) == sum(len(row.events) for row in picture.lanes)


def test_the_table_says_why_a_step_lacks_its_date(found):
    row = next(r for r in rows_of(found) if r.paragraph == 440)
    assert any("anger ingen dag" in reason.text for reason in row.why.reasons)


def test_next_and_previous_step_through_the_events(found):
    assert (found.earlier, found.later) == (date(2023, 10, 24), date(2024, 1, 1))
