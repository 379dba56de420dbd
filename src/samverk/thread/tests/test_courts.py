"""What a court has made of a decision stands in the picture, the phone's list and the table."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions.actions import NewForceFact, record_force_fact
from samverk.decisions.models import Decision
from samverk.project.testing.readers import WHO_READS
from samverk.thread.picture import picture_of
from samverk.thread.presentation import rows_of
from samverk.thread.queries import membership_thread
from samverk.web.charts.chain import ArrowKind, EventKind
from samverk.web.charts.chain_story import story

PAGE = "/medlemskap/insjoriket/"
NOTE = "Förvaltningsrätten i Göteborg, mål 6021-21"
APPEALED, ANNULLED = date(2021, 6, 10), date(2022, 3, 1)
BACK, ANEW = date(2022, 9, 15), date(2023, 4, 3)
LAST = date(2024, 3, 1)
PARAGRAPH = "§\N{NO-BREAK SPACE}94"


@pytest.fixture
def judged(secretary):
    """Let § 94 be appealed, annulled, brought back by a higher court, and annulled anew."""
    acts = (
        ("appealed", APPEALED, ""),
        ("annulled", ANNULLED, NOTE),
        ("upheld", BACK, "Kammarrätten i Göteborg"),
        ("annulled", ANEW, ""),
    )
    decision = Decision.objects.get(paragraph=94)
    for kind, day, note in acts:
        record_force_fact(secretary, decision, NewForceFact(kind, day, note), key=f"{kind}{day}")


pytestmark = pytest.mark.usefixtures("judged")


def picture(day=LAST):
    return picture_of(membership_thread("insjoriket", day))


def court_events(day=LAST):
    events = (event for lane in picture(day).lanes for event in lane.events)
    return [event for event in events if event.kind is EventKind.COURT]


def row_on(day, *, seen=LAST):
    return next(row for row in rows_of(membership_thread("insjoriket", seen)) if row.day == day)


def why(day):
    return " ".join(reason.text for reason in row_on(day).why.reasons)


def test_each_act_is_marked_in_its_members_lane_with_what_became_of_the_decision():
    lanes = [
        lane for lane in picture().lanes if any(e.kind is EventKind.COURT for e in lane.events)
    ]
    told = [(event.label, event.day) for event in court_events()]

    assert [lane.name for lane in lanes] == ["Alingsås"]
    assert told == [
        (f"{PARAGRAPH} överklagat", APPEALED),
        (f"{PARAGRAPH} upphävt", ANNULLED),
        (f"{PARAGRAPH} står fast", BACK),
        (f"{PARAGRAPH} upphävt", ANEW),
    ]


def test_the_court_is_named_where_the_note_tells_and_else_only_called_a_court():
    bodies = [event.body for event in court_events()]

    assert bodies == [
        "domstol",
        "Förvaltningsrätten i Göteborg",
        "Kammarrätten i Göteborg",
        "domstol",
    ]


def test_each_annulment_has_an_arrow_to_the_decision_and_nothing_else_of_courts_has():
    drawn = picture()
    courts = {event.id: event.day for event in court_events()}
    arrows = [arrow for arrow in drawn.arrows if arrow.from_id in courts]

    assert [courts[arrow.from_id] for arrow in arrows] == [ANNULLED, ANEW]
    assert {arrow.kind for arrow in arrows} == {ArrowKind.REPEALS}
    assert {drawn.event(arrow.to_id).label for arrow in arrows} == {PARAGRAPH}


@pytest.mark.parametrize(
    ("day", "later"), [(date(2022, 2, 28), [ANNULLED, BACK, ANEW]), (ANNULLED, [BACK, ANEW])]
)
def test_what_a_court_did_after_the_chosen_day_is_marked_as_later(day, later):
    assert [event.day for event in court_events(day) if event.is_later] == later


def test_the_phones_list_tells_what_the_court_annulled():
    lane = next(lane for lane in story(picture()) if lane.name == "Alingsås")
    step = next(step for step in lane.steps if step.event.day == ANNULLED)

    assert step.event.heading == f"{PARAGRAPH} upphävt, Förvaltningsrätten i Göteborg"
    assert [(r.verb, r.target.label) for r in step.relations] == [("upphäver", PARAGRAPH)]


def test_the_table_has_every_event_of_the_picture_in_time_order():
    rows = rows_of(membership_thread("insjoriket", LAST))

    assert len(rows) == sum(len(lane.events) for lane in picture().lanes)
    days = [row.day for row in rows if row.day]
    assert days == sorted(days)


def test_a_courts_row_tells_court_decision_and_what_holds_from_then_on():
    row = row_on(ANNULLED)

    assert row.kind == "upphävt av domstol"
    assert row.place == ("Förvaltningsrätten i Göteborg", "Kommunfullmäktige § 94")
    assert row.consequences == (f"upphäver {PARAGRAPH} Kommunfullmäktige",)
    assert row.standing.words == "Medlem"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (APPEALED, "Medlem, utträde väntar"),
        (ANNULLED, "Medlem"),
        (BACK, "Medlem, utträde väntar"),
        (ANEW, "Medlem"),
    ],
)
def test_the_status_of_each_act_is_that_of_its_own_day(day, words):
    assert row_on(day).standing.words == words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (APPEALED, "Ett överklagande upphäver inte beslutet"),
        (APPEALED, "anger inte vilken domstol"),
        (ANNULLED, "Domstolen upphävde beslutet"),
        (ANNULLED, f"Antecknat: {NOTE}"),
        (ANNULLED, "Registrerad i Samverk "),
        (BACK, "Upphävandet stod sig inte i högre domstol"),
    ],
)
def test_every_act_of_a_court_says_what_it_means_and_rests_on(day, said):
    assert said in why(day)


def test_a_court_that_is_named_is_not_said_to_be_missing():
    assert "anger inte vilken domstol" not in why(ANNULLED)


def test_a_judgment_is_struck_by_nobody_here(signed_in):
    page = signed_in.get(PAGE, {"dag": LAST.isoformat()}).content.decode()
    rows = rows_of(membership_thread("insjoriket", LAST))
    own = [row for row in rows if row.organisation == "Alingsås" and row.strike_url]

    assert row_on(ANNULLED).strike_url == ""
    assert page.count("Stryk eller rätta uppgiften") == len(own) == 4


def test_next_and_previous_step_through_what_courts_did():
    found = membership_thread("insjoriket", date(2022, 9, 1))

    assert (found.earlier, found.later) == (ANNULLED, BACK)


def test_the_bar_follows_every_judgment():
    lane = next(lane for lane in picture().lanes if lane.name == "Alingsås")

    assert [bar.from_date for bar in lane.bars] == [None, date(2021, 5, 26), ANNULLED, BACK, ANEW]


def test_courts_cost_the_page_no_more_questions(client, django_assert_max_num_queries):
    client.get("/om/")
    with django_assert_max_num_queries(12 + WHO_READS):
        assert client.get(PAGE, {"dag": LAST.isoformat()}).status_code == 200
