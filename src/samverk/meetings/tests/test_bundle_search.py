"""Search in a meeting's papers: by item and place, as far as the reader may read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.bundle_search import find_in_bundle
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    account,
    actor,
    add,
    draft,
    handle,
    note,
    occasion,
    roll,
)
from samverk.memos import actions as memos
from samverk.memos.content import Points, Words
from samverk.memos.queries import version_of
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def called(seated, meeting):
    new = actions.NewMeetingFact("called", DAY)
    actions.record_meeting_fact(seated.owner, meeting, new, key="kallat")
    return meeting


@kept
def bo(seated):
    return account(seated.board, "Bo Lind")


@kept
def item(seated, called):
    """An item with a memo, a letter and a proposal."""
    case = registry.open_case(SETUP, registry.NewCase(seated.board.pk, "Avgifter", DAY), key="ä")
    made = add(seated, called, "Taxan för lokaler", case=case.pk)
    paper(seated, made, case, approved(case, "Kostnaden ökar när ungdomarna får egna rum."))
    letter = registry.NewDocument(case.pk, "incoming", "letter", DAY, "Synpunkter från föreningen")
    paper(seated, made, case, registry.register_document(SETUP, letter, key="brev").pk)
    draft(seated, made, "Hyran höjs med 4 procent.")
    return item_by_id(made.pk)


def paper(cast, item, case, document):
    actions.add_paper(cast.owner, item, document, key=f"handling/{document}")


def approved(case, background):
    """A memo that says something, approved: its document in the diary."""
    memo = memos.begin_memo(SETUP, memos.NewMemo(case.pk, "Lokalerna", None), key="s/ny")
    points = Points((Point("Skrivelsen läggs till handlingarna."),))
    for part, content in ((Part.BACKGROUND, Words(background)), (Part.PROPOSAL, points)):
        memos.save_part(SETUP, memo, memos.NewPart(part, content, 0), key=f"s/{part}")
    memos.send_for_approval(SETUP, memo, "", key="s/skicka")
    version = version_of(memo.pk, 1)
    answer = memos.Answer(Verdict.APPROVED)
    return memos.judge_version(SETUP, version, answer, key="s/besked").document_id


def found(meeting, asked, user=None):
    """Each hit as item, place and the words that are marked."""
    return [
        (one.item.title, hit.passage.place, [text for text, is_found in hit.pieces if is_found])
        for one in find_in_bundle(meeting, user, asked).found
        for hit in one.hits
    ]


def shown(browser, meeting, asked):
    answer = browser.get(reverse("search_meeting", args=[meeting.pk]), {"fraga": asked})
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("asked", "place", "marked"),
    [
        ("taxa", "Rubrik", ["Taxan"]),
        ("hyra höja", "Förslag till beslut", ["Hyran", "höjs"]),
        ("ungdom", "Tjänsteskrivelsen, Ärendet", ["ungdomarna"]),
        ("förening", "Handling", ["föreningen"]),
        ("kost", "Tjänsteskrivelsen, Ärendet", ["Kostnaden"]),
        ('"egna rum"', "Tjänsteskrivelsen, Ärendet", ["egna", "rum"]),
    ],
)
def test_a_word_is_found_where_it_stands_in_any_form(seated, called, item, asked, place, marked):
    (title, where, words) = found(called, asked)[0]
    assert title == "Taxan för lokaler"
    assert where.split(",")[0] == place.split(",")[0]
    assert words == marked


@pytest.mark.parametrize(
    "asked", ["xylofon", "och", "  ", "'", "a & | ! (", "-", "\0", "taxa xylofon"]
)
def test_what_is_not_there_is_not_found_and_no_sign_breaks_it(seated, called, item, asked):
    assert found(called, asked) == []


def test_the_page_marks_the_words_and_leads_to_the_place(seated, called, item, bo):
    page = shown(seated.browser(bo), called, "hyran")
    assert "<mark>Hyran</mark> höjs med 4 procent<" in page
    assert reverse("item", args=[item.pk]) + "#forslag" in page
    assert "1 träff i 1 punkt" in page


def test_markup_in_the_papers_is_shown_as_it_is_written(seated, called, item, bo):
    made = add(seated, called, "Bygget <b>söderut</b>")
    page = shown(seated.browser(bo), called, "bygget")
    assert "<mark>Bygget</mark>" in page
    assert "<b>" not in page
    assert made.title


def test_no_word_and_too_long_a_word_are_told(seated, called, bo):
    browser = seated.browser(bo)
    assert "Skriv ett ord att söka efter" in shown(browser, called, "")
    page = shown(browser, called, "x" * 201)
    assert "Skriv högst 200 tecken" in page
    assert "Alla orden måste stå på samma ställe" in shown(browser, called, "xylofon")


def test_the_meetings_page_has_the_box_for_those_who_read_along(seated, called, bo):
    at, url = reverse("meeting", args=[called.pk]), reverse("search_meeting", args=[called.pk])
    assert url in seated.browser(bo).get(at).content.decode()
    for user in (None, seated.outsider_user):
        assert url not in seated.browser(user).get(at).content.decode()
        assert seated.browser(user).get(url, {"fraga": "taxa"}).status_code == 403


def test_nothing_is_searched_before_the_papers_are_there(seated, meeting, bo):
    add(seated, meeting, "Taxan")
    url = reverse("search_meeting", args=[meeting.pk])
    assert seated.browser(bo).get(url, {"fraga": "taxan"}).status_code == 403
    assert "<mark>Taxan</mark>" in shown(seated.browser(seated.owner_user), meeting, "taxan")


def secret_item(cast, meeting, make=add):
    made = make(cast, meeting, "Individärende", hidden=HIDDEN)
    draft(cast, made, "Barnet placeras.")
    return item_by_id(made.pk)


def test_a_secret_item_is_found_by_those_who_may_read_it(seated, called, bo):
    secret_item(seated, called)
    page = shown(seated.browser(bo), called, "barnet")
    assert "2 träffar i 1 punkt" in page
    folke = account(seated.board, "Folke Ask")
    for user in (folke, seated.member_user):
        page = shown(seated.browser(user), called, "barnet")
        assert "Ingen träff" in page
        assert "placeras" not in page


def test_and_by_nobody_outside_a_compartment(seated, called):
    secret_item(seated, called)
    assert found(called, "barnet") == []
    assert found(called, "individärende") != []


def test_jav_shuts_what_is_secret_from_the_search(seated, opened, bo):
    roll(seated, opened, *MEMBERS)
    secret_item(seated, opened, handle)
    assert "2 träffar" in shown(seated.browser(bo), opened, "barnet")
    note(seated, opened, "stepped_aside", "Bo Lind")
    assert "Ingen träff" in shown(seated.browser(bo), opened, "barnet")


def test_own_notes_are_found_by_the_writer_alone(seated, called, item, bo):
    actions.save_note(actor(bo), item, actions.NewNote("Fråga om bänkarna.", 0), key="a")
    assert "Egen anteckning" in shown(seated.browser(bo), called, "bänk")
    for user in (seated.owner_user, seated.member_user):
        assert "Ingen träff" in shown(seated.browser(user), called, "bänk")


def test_the_search_asks_as_much_for_many_items(seated, called, item, bo):
    browser = seated.browser(bo)
    shown(browser, called, "taxan")
    with CaptureQueriesContext(connection) as few:
        shown(browser, called, "taxan")
    for number in range(8):
        made = add(seated, called, f"Taxan {number}")
        draft(seated, made, "Taxan höjs.")
    with CaptureQueriesContext(connection) as many:
        page = shown(browser, called, "taxan")
    assert page.count("<mark>Taxan</mark>") >= 17
    assert len(many) == len(few)


def test_two_meetings_are_not_mixed(seated, called, item):
    later = occasion(day=DAY + timedelta(days=30))
    other = actions.plan_meeting(seated.owner, seated.board.pk, later, key="annat")
    add(seated, other, "Bygget")
    assert found(called, "bygget") == []
    assert found(other, "taxan") == []
