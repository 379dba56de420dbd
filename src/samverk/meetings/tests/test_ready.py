"""What is ready for a meeting: what was tabled first, and the cases that words find."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewText
from samverk.meetings.models import AgendaItem, Draft, RunningText
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.queries.ready import ready_for
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    add,
    draft,
    handle,
    move,
    occasion,
    roll,
    step,
)
from samverk.meetings.tests.sending import open_case
from samverk.memos import actions as memos
from samverk.memos.content import Names, Points, Words
from samverk.memos.queries import version_of
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point
from samverk.rules.memos.standing import Verdict


@kept
def case(seated):
    return open_case(seated.board, "Taxan för vatten")


@kept
def coming(seated, meeting):
    """The board's next meeting, a week later."""
    when = occasion(day=DAY + timedelta(days=7))
    made = actions.plan_meeting(seated.owner, seated.board.pk, when, key="nästa")
    return meeting_by_id(made.pk)


@kept
def tabled(seated, opened, case):
    """An item tabled at the meeting, with its draft, a paper and a basis."""
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan", case=case.pk)
    paper = registry.NewDocument(case.pk, "drawn_up", "other", date(2024, 3, 1), "Underlag")
    made = registry.register_document(SETUP, paper, key="underlag")
    actions.add_paper(seated.owner, item, made.pk, key="handling")
    draft(seated, item, "Taxan höjs.")
    new = NewText("basis", "Förvaltningens skrivelse.", 0)
    actions.save_text(seated.owner, item, new, key="underlagstext")
    move(seated, item, "tabling")
    step(seated, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(seated, item, "Found", "tabling/1/find", won="defer")
    step(seated, item, "Gavel", "tabling/1/confirm")
    actions.settle_item(seated.owner, item, ["Ärendet bordläggs."], key="utgång")
    return item_by_id(item.pk)


def approve(case, key="ts"):
    memo = memos.begin_memo(SETUP, memos.NewMemo(case.pk, "Taxan", None), key=key)
    contents = {
        Part.BACKGROUND: Words("Förr."),
        Part.PROPOSAL: Points((Point("Taxan höjs.", None),)),
        Part.RECIPIENTS: Names(("Kansliet",)),
    }
    for part, content in contents.items():
        memos.save_part(SETUP, memo, memos.NewPart(part, content, 0), key=f"{key}/{part}")
    memos.send_for_approval(SETUP, memo, "", key=f"{key}/skicka")
    answer = memos.Answer(Verdict.APPROVED)
    memos.judge_version(SETUP, version_of(memo.pk, 1), answer, key=f"{key}/besked")


def listed(meeting):
    return [(one.case, one.why) for one in ready_for(meeting)]


def test_a_case_with_an_approved_memo_is_ready(coming, case):
    assert listed(coming) == []
    approve(case)
    assert listed(coming) == [(case, "tjänsteskrivelse godkänd 2024-03-15")]


def test_but_not_when_it_stands_on_an_agenda(seated, meeting, coming, case):
    approve(case)
    add(seated, meeting, "Taxan", case=case.pk)
    assert listed(coming) == []


def test_nor_when_the_case_is_closed(coming, case):
    approve(case)
    registry.close_case(SETUP, case, DAY, key="avsluta")
    assert listed(coming) == []


def test_what_was_tabled_stands_first(seated, tabled, coming):
    other = open_case(seated.board, "Annat")
    approve(other)
    assert [one.why for one in ready_for(coming)] == [
        "bordlagt 2024-03-15",
        "tjänsteskrivelse godkänd 2024-03-15",
    ]
    assert ready_for(coming)[0].tabled == tabled


def test_a_tabled_item_is_put_up_with_what_it_had(seated, tabled, coming):
    made = actions.carry_over(seated.owner, tabled, coming, key="igen")
    assert (made.title, made.case_id, made.carried_from_id) == ("Taxan", tabled.case_id, tabled.pk)
    assert Draft.objects.get(item=made).points == ["Taxan höjs."]
    assert [p.document.subject for p in made.papers.all()] == ["Underlag"]
    assert RunningText.objects.get(item=made).text == "Förvaltningens skrivelse."
    event = AuditEvent.objects.get(kind="meetings.carried_over")
    assert (event.actor_name, event.body_id) == ("Maj Ekedal", seated.board.pk)


def test_it_is_put_up_once_and_then_no_longer_offered(seated, tabled, coming):
    for _ in range(2):
        actions.carry_over(seated.owner, tabled, coming, key="igen")
    assert coming.items.count() == 1
    assert listed(coming) == []
    with pytest.raises(ConflictError, match="redan satts upp"):
        actions.carry_over(seated.owner, tabled, coming, key="en gång till")


def test_it_is_offered_again_when_its_new_place_is_struck(seated, tabled, coming):
    made = actions.carry_over(seated.owner, tabled, coming, key="igen")
    actions.strike_item(seated.owner, made, "För tidigt.", key="stryk")
    assert [one.tabled for one in ready_for(coming)] == [tabled]


def test_another_body_does_not_go_on_with_it(seated, tabled):
    when = occasion(day=DAY + timedelta(days=7))
    made = actions.plan_meeting(SETUP, seated.council.pk, when, key="kf")
    with pytest.raises(InputError, match="annat organ"):
        actions.carry_over(SETUP, tabled, meeting_by_id(made.pk), key="igen")


def test_one_press_on_the_page_puts_it_up(seated, tabled, coming):
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("new_item", args=[coming.pk])).content.decode()
    assert "Bordlagt <time>2024-03-15</time>" in page
    url = reverse("carry_over", args=[coming.pk, tabled.pk])
    assert url in page
    assert browser.post(url, {"key": "k"}).url == reverse("meeting", args=[coming.pk])


def posted(cast, meeting, words, case=""):
    form = {"key": "k", "title": "Taxan", "case": case, "find": words, "section": "Beslutas här"}
    form |= {"matter": "ordinary"}
    url = reverse("new_item", args=[meeting.pk])
    return cast.browser(cast.owner_user).post(url, form)


@pytest.mark.parametrize("words", ["vatten", "TAXAN för", "number"])
def test_words_or_the_number_find_the_case(seated, coming, case, words):
    given = case.diary_number if words == "number" else words
    assert posted(seated, coming, given).status_code == 302
    assert AgendaItem.objects.get().case == case


def test_several_hits_are_shown_to_choose_among(seated, coming, case):
    other = open_case(seated.board, "Taxan för avfall")
    answer = posted(seated, coming, "taxan för")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "2 ärenden passar orden" in page
    assert str(case) in page
    assert posted(seated, coming, "taxan för", other.pk).status_code == 302
    assert AgendaItem.objects.get().case == other


def test_a_closed_case_is_not_found(seated, coming, case):
    registry.close_case(SETUP, case, DAY, key="avsluta")
    answer = posted(seated, coming, "vatten")
    assert "Inget öppet ärende passar" in answer.content.decode()


def test_a_case_far_down_in_the_diary_is_found(seated, coming, case):
    for number in range(25):
        open_case(seated.board, f"Nyare {number}")
    assert posted(seated, coming, "vatten").status_code == 302
