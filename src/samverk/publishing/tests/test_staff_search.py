"""Those who work here find what they may see, and no trace of anything else."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.queries import item_by_id
from samverk.meetings.tests.conftest import DAY, add
from samverk.memos import actions as memos
from samverk.memos.content import Points, Words
from samverk.memos.queries import version_of
from samverk.project.testing.stages import kept
from samverk.publishing.queries import staff
from samverk.publishing.queries.staff import find_for
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

pytestmark = pytest.mark.django_db
SECRETS = ("kanarierubrik", "kanarieämne", "kanarieavsändare", "kanariepunkt", "kanariememo")
HIDDEN = registry.Secret("26 kap. 1 § OSL", "Kanarierubrik om barnet")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def memo(case, background, *, hidden=None):
    """A memo that says something, approved."""
    made = memos.begin_memo(SETUP, memos.NewMemo(case.pk, "Lokalerna", hidden), key=f"s/{case.pk}")
    points = Points((Point("Skrivelsen läggs till handlingarna."),))
    for part, content in ((Part.BACKGROUND, Words(background)), (Part.PROPOSAL, points)):
        key = f"s/{case.pk}/{part}"
        memos.save_part(SETUP, made, memos.NewPart(part, content, 0), key=key)
    memos.send_for_approval(SETUP, made, "", key=f"s/{case.pk}/skicka")
    answer = memos.Answer(Verdict.APPROVED)
    memos.judge_version(SETUP, version_of(made.pk, 1), answer, key=f"s/{case.pk}/besked")


@kept
def open_things(seated, meeting):
    """A case with a letter, a memo and a decision, and an item of a meeting that nobody is called to."""
    new = registry.NewCase(seated.board.pk, "Överförmyndarnämndens lokaler", date(2024, 3, 1))
    case = registry.open_case(SETUP, new, key="ärende")
    letter = registry.NewDocument(case.pk, "incoming", "letter", DAY, "Synpunkter om färdtjänst")
    registry.register_document(SETUP, letter, key="brev")
    memo(case, "Kostnaden ökar när bibliotekets rum delas.")
    told = decisions.NewDecision(
        seated.town.pk, "Avgift för badhuset", "decides", body=seated.board.pk, case=case.pk
    )
    decisions.register_decision(SETUP, told, key="beslut")
    return case, item_by_id(add(seated, meeting, "Simhallens öppettider").pk)


@kept
def secret_things(seated, meeting):
    """A secret case with a secret letter, and a secret item: each with open words of its own."""
    new = registry.NewCase(seated.board.pk, "Individärende", date(2024, 3, 2), secret=HIDDEN)
    case = registry.open_case(seated.owner, new, key="hemligt")
    hidden = registry.Secret("26 kap. 1 § OSL", "Kanarieämne", "Kanarieavsändare")
    paper = registry.NewDocument(case.pk, "incoming", "letter", DAY, secret=hidden)
    registry.register_document(seated.owner, paper, key="hemligt/brev")
    secret = meetings.Hidden("26 kap. 1 § OSL", "Kanariepunkt")
    add(seated, meeting, "Punkt med sekretess", hidden=secret)
    return case


def titles(actor, typed, **chosen):
    return {line.text.title for line in find_for(actor, typed, **chosen).lines}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("nämnd", "Överförmyndarnämndens lokaler"),
        ("överförmyndare lokal", "Överförmyndarnämndens lokaler"),
        ("synpunkt", "Synpunkter om färdtjänst"),
        ("badhus", "Avgift för badhuset"),
        ("avgifter -bibliotek", "Avgift för badhuset"),
        ("xylofon OR simhall", "Simhallens öppettider"),
        ('"om färdtjänst"', "Synpunkter om färdtjänst"),
        ("öppet*", "Simhallens öppettider"),
    ],
)
def test_a_secretary_finds_what_stands_in_the_rooms(seated, open_things, typed, title):
    assert title in titles(seated.owner, typed)


def test_a_case_is_found_by_its_number(seated, open_things):
    case, _ = open_things
    assert titles(seated.outsider, case.diary_number) == {case.title}


def test_a_memo_is_found_by_its_words_by_the_own_people(seated, open_things):
    found = find_for(seated.owner, "bibliotek", kind=staff.MEMO).lines
    assert [piece.text for piece in found[0].passages if piece.is_hit] == ["bibliotekets"]
    assert titles(seated.colleague, "bibliotek")
    assert not titles(seated.outsider, "bibliotek")


def test_an_agenda_that_nobody_is_called_to_is_found_by_those_who_prepare_it(seated, open_things):
    assert titles(seated.owner, "simhall")
    for actor in (seated.member, seated.colleague, seated.outsider):
        answer = find_for(actor, "simhall")
        assert (answer.lines, answer.more_of) == ((), ())


def test_and_by_the_members_when_they_are_called(seated, meeting, open_things):
    told = meetings.NewMeetingFact("called", DAY)
    meetings.record_meeting_fact(seated.owner, meeting, told, key="kallat")
    assert titles(seated.member, "simhall")


@pytest.mark.parametrize("typed", [*SECRETS, "barnet", "kanarie*", "kanariepunkt OR xylofon"])
@pytest.mark.parametrize("who", ["owner", "member", "colleague", "outsider"])
def test_nothing_secret_is_found_by_anybody(seated, secret_things, who, typed):
    answer = find_for(getattr(seated, who), typed)
    assert answer.lines == ()
    assert not any("kanarie" in one.lower() and "*" not in typed for one in answer.meant)


@pytest.mark.parametrize("typed", ["kanarierubri", "kanarieämen", "kanariepunk"])
def test_no_suggestion_tells_what_is_secret(seated, secret_things, typed):
    assert find_for(seated.owner, typed).meant == ()


def test_the_open_words_of_a_secret_case_are_found_as_in_the_diary(seated, secret_things):
    assert titles(seated.outsider, "individärende") == {"Individärende"}


def test_no_secret_word_reaches_the_page(seated, secret_things):
    browser = seated.browser(seated.owner_user)
    for typed in ("individärende", "sekretess", "brev", *SECRETS):
        page = browser.get(reverse("staff_search"), {"fraga": typed}).content.decode()
        assert "kanarie" not in unquote(page).lower().replace(typed, "")


def test_a_choice_of_kind_and_days_narrows(seated, open_things):
    assert titles(seated.owner, "lokal OR avgift", kind=staff.DECISION) == {"Avgift för badhuset"}
    assert titles(seated.owner, "lokal", until=date(2020, 1, 1)) == set()


def test_whoever_is_not_logged_in_is_led_to_what_is_published(seated, open_things):
    response = Client().get(reverse("staff_search"), {"fraga": "lokal"})
    assert response["Location"] == f"{reverse('open_search')}?q=lokal"


def test_the_page_marks_what_was_found_and_leads_there(seated, open_things):
    case, _ = open_things
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("staff_search"), {"fraga": "nämnd"}).content.decode()
    assert "<mark>Överförmyndarnämndens</mark>" in page
    assert reverse("case", args=[case.pk]) in page


@pytest.mark.parametrize(
    "query", ["fraga=", "fraga=%00", "fraga=och", "fraga=%27%7C&sida=x", "slag=x"]
)
def test_no_address_makes_the_page_fail(seated, open_things, query):
    browser = seated.browser(seated.owner_user)
    assert browser.get(f"{reverse('staff_search')}?{query}").status_code in {200, 400}


def test_a_misspelt_word_of_the_field_is_led_right(seated, open_things):
    assert find_for(seated.owner, "bibblotek").meant == ("bibliotek",)


def test_as_many_questions_are_asked_whatever_is_found(seated, meeting, open_things):
    with CaptureQueriesContext(connection) as few:
        find_for(seated.owner, "simhall")
    for number in range(6):
        add(seated, meeting, f"Simhall {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(find_for(seated.owner, "simhall").lines) == 7
    assert len(many) == len(few)
