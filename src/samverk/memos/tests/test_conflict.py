"""One who has stepped aside for jäv reads no draft of the matter, and writes in none, while it lasts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.errors import NotAllowedError
from samverk.meetings import actions as meetings
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.tests.conftest import (
    MEMBERS,
    account,
    actor,
    fill,
    handle,
    note,
    occasion,
    person,
    roll,
    settle,
)
from samverk.memos import actions
from samverk.memos.access import may_approve, may_read_memo, may_write_memo
from samverk.memos.content import Words
from samverk.memos.tests.conftest import begin
from samverk.rules.memos.layouts import Part


@pytest.fixture
def meeting(office):
    """The board's meeting, opened, with its people in their seats."""
    fill(office.cast.board)
    made = meetings.plan_meeting(office.cast.owner, office.cast.board.pk, occasion(), key="möte")
    meetings.open_meeting(office.cast.owner, made, person("Asta Ek"), "Maj", key="ö")
    found = meeting_by_id(made.pk)
    roll(office.cast, found, *MEMBERS)
    return found


@pytest.fixture
def item(office, meeting, memo):
    return handle(office.cast, meeting, "Medlemskapet", case=office.case.pk)


@pytest.fixture
def chair(office, meeting):
    return account(office.cast.board, "Asta Ek", role=Role.CHAIR)


def aside(office, meeting):
    note(office.cast, meeting, "stepped_aside", "Asta Ek", ground="Släkt.")


def test_a_chair_with_jav_reads_no_draft_of_the_matter(office, meeting, memo, item, chair):
    browser, url = office.cast.browser(chair), reverse("memo", args=[memo.pk])
    assert browser.get(url).status_code == 200
    aside(office, meeting)
    answer = browser.get(url)
    assert answer.status_code == 403
    assert "antecknad som jävig" in answer.content.decode()
    page = browser.get(reverse("case", args=[office.case.pk])).content.decode()
    assert url not in page


def test_another_matters_draft_stays_open(office, meeting, memo, item, chair):
    from samverk.foundation.tests.cast import SETUP
    from samverk.registry import actions as registry

    aside(office, meeting)
    new = registry.NewCase(office.cast.board.pk, "Annat", occasion().day)
    other = registry.open_case(SETUP, new, key="annat")
    draft = actions.begin_memo(office.officer, actions.NewMemo(other.pk, "Annat"), key="a")
    assert may_read_memo(actor(chair), draft)


def test_it_opens_again_when_the_matter_is_settled(office, meeting, memo, item, chair):
    aside(office, meeting)
    meetings.hand_over_chair(office.cast.owner, meeting, person("Bo Lind"), key="byt")
    settle(office.cast, item_by_id(item.pk))
    assert may_read_memo(actor(chair), memo)


@pytest.mark.parametrize("may", [may_write_memo, may_approve])
def test_nor_does_a_head_who_sits_in_the_board_write_or_approve(office, meeting, memo, item, may):
    head = account(office.cast.board, "Asta Ek", role=Role.HEAD)
    assert may(actor(head), memo)
    aside(office, meeting)
    assert not may(actor(head), memo)
    new = actions.NewPart(Part.BACKGROUND, Words("X"), 0)
    with pytest.raises(NotAllowedError, match="jävig"):
        actions.save_part(actor(head), memo, new, key="x")


def test_the_officers_are_touched_by_nothing(office, meeting, memo, item):
    aside(office, meeting)
    assert may_read_memo(office.officer, begin(office, key="två"))
