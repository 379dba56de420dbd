"""The picture says what the words say, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.membership import IsMember, MembershipStatus, NoticeState
from samverk.thread.picture import body_of, picture_of
from samverk.thread.presentation import rows_of, standing_of
from samverk.thread.queries import membership_thread
from samverk.web.charts.chain import ArrowKind, BarKind, EventKind

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


def test_the_table_says_that_an_event_lacks_its_body(found):
    places = {row.place[1]: row.place[0] for row in rows_of(found) if row.place[1]}
    assert places["§\N{NO-BREAK SPACE}243"] == "organ saknas"
    assert places["§\N{NO-BREAK SPACE}94"] == "Kommunfullmäktige"


def test_each_paper_is_drawn_as_what_it_is(found):
    kinds = {e.label: e.kind for row in picture_of(found).lanes for e in row.events}
    assert kinds["Tjänsteskrivelse"] is EventKind.MEMO
    assert kinds["§\N{NO-BREAK SPACE}243"] is EventKind.PROPOSAL
    assert kinds["§\N{NO-BREAK SPACE}114"] is EventKind.PROPOSAL
    assert kinds["§\N{NO-BREAK SPACE}128"] is EventKind.DECISION


def test_a_boards_own_decision_is_drawn_as_one_and_said_not_to_settle_the_membership(found):
    number = "§\N{NO-BREAK SPACE}256"
    kinds = {e.label: e.kind for row in picture_of(found).lanes for e in row.events}
    assert kinds[number] is EventKind.DECISION
    row = next(row for row in rows_of(found) if number in row.place)
    assert row.why.reasons[0].text.startswith("Organets eget beslut ändrar inte medlemskapet")


def test_only_what_citations_alone_tell_of_is_said_not_to_be_read(found):
    unread = {
        row.place[1]
        for row in rows_of(found)
        if any("genom hänvisningar" in reason.text for reason in row.why.reasons)
    }
    assert unread == {f"§\N{NO-BREAK SPACE}{number}" for number in (256, 114, 242, 94)}


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
    row = next(r for r in rows_of(found) if "§\N{NO-BREAK SPACE}440" in r.place)
    assert any("anger ingen dag" in reason.text for reason in row.why.reasons)


def test_next_and_previous_step_through_the_events(found):
    assert (found.earlier, found.later) == (date(2023, 10, 24), date(2024, 1, 1))


def later(found):
    return {e.label for row in picture_of(found).lanes for e in row.events if e.is_later}


def test_what_happened_after_the_chosen_day_is_marked_as_later():
    early = membership_thread("insjoriket", date(2021, 6, 1))
    assert len(later(early)) == 4
    assert "§\N{NO-BREAK SPACE}94" not in later(early)


def test_nothing_is_later_than_the_last_event(found):
    assert later(found) == set()


def test_a_step_without_a_date_is_later_until_its_earliest_day():
    before = later(membership_thread("insjoriket", date(2022, 11, 22)))
    after = later(membership_thread("insjoriket", date(2022, 11, 23)))
    assert any(label.endswith("440") for label in before)
    assert not any(label.endswith("440") for label in after)


def test_the_table_marks_the_same_events_as_later():
    early = membership_thread("insjoriket", date(2021, 6, 1))
    days = {row.day for row in rows_of(early) if row.is_later and row.day}
    assert days == {date(2022, 10, 3), date(2022, 11, 23), date(2023, 10, 24), date(2023, 11, 1)}


def test_a_proposal_to_repeal_has_an_arrow_of_its_own_kind(found):
    kinds = {arrow.verb: arrow.kind for arrow in picture_of(found).arrows}
    assert kinds["föreslår upphävande av"] is ArrowKind.PROPOSES_REPEAL
    assert kinds["bereder"] is ArrowKind.PREPARES


def test_the_table_tells_the_status_that_each_dated_event_gave(found):
    told = {row.day: row.standing.words for row in rows_of(found) if row.standing}
    assert told[date(2020, 10, 8)] == "Medlem"
    assert told[date(2021, 5, 26)] == "Medlem, utträde väntar"


def test_an_event_without_a_date_gets_no_status(found):
    assert [row.standing for row in rows_of(found) if row.day is None] == [None]


def test_every_event_says_what_it_means_with_the_law_of_its_day(found):
    decided = next(r for r in rows_of(found) if r.day == date(2021, 5, 26))
    meaning = decided.why.reasons[0]
    assert "inte uppsägningen" in meaning.text
    assert meaning.statute.in_force(date(2021, 5, 26))


def test_what_goes_out_is_from_the_body_that_keeps_the_diary(found):
    step = found.threads[0].steps[0]
    step.row.document.direction = "outgoing"
    assert body_of(step) == "Socialnämnden"


@pytest.mark.parametrize(
    ("is_member", "notice", "words"),
    [
        (IsMember.NO, NoticeState.RUNNING, "Inte medlem"),
        (IsMember.UNKNOWN, NoticeState.RUNNING, "Okänt, handling saknas"),
        (IsMember.YES, NoticeState.WITHDRAWN, "Medlem"),
        (IsMember.YES, NoticeState.UNKNOWN, "Medlem, oklart om uppsägningen gäller"),
        (IsMember.YES, NoticeState.DECIDED_NOT_SHOWN_SENT, "Medlem, utträde väntar"),
    ],
)
def test_each_status_has_its_words(is_member, notice, words):
    status = MembershipStatus(DAY, is_member, notice, "")
    assert standing_of(status).words == words
