"""Delegated decisions on the notice board, and where they are reported."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from samverk.meetings import actions
from samverk.meetings.queries.delegated_notices import delegated_on_board
from samverk.meetings.tests.conftest import DAY, add
from samverk.meetings.tests.test_follow_up import delegated
from samverk.project.testing.stages import kept
from samverk.rules.agenda import Section


@kept
def announced(seated):
    made = delegated(seated, shall_be_reported=False)
    actions.note_delegated(seated.owner, made, "anslaget", DAY, key="anslaget")
    return made


def up(cast, day):
    return [one.decision for one in delegated_on_board(cast.town.pk, day)]


def test_a_delegated_decision_is_on_the_board_when_it_is_announced(seated, announced):
    page = seated.browser(None).get(reverse("board", args=[seated.town.slug])).content.decode()
    assert "Delegationsbeslut som är anslagna nu" in page
    assert announced.title in page


def test_one_that_is_not_announced_is_not(seated):
    delegated(seated)
    assert up(seated, DAY) == []


def test_it_is_up_until_the_time_to_appeal_has_run_out(seated, announced):
    last = date(2024, 4, 5)
    assert up(seated, last) == [announced]
    assert up(seated, last + timedelta(days=1)) == []


def test_another_board_does_not_have_it(seated, announced):
    assert delegated_on_board(seated.neighbour.pk, DAY) == []


def test_the_item_where_they_are_reported_leads_to_the_board(seated, meeting):
    made = delegated(seated, shall_be_reported=True)
    actions.note_delegated(seated.owner, made, "anmalt", DAY, key="anmält")
    item = add(seated, meeting, "Delegationsbeslut", section=Section.INFORMATION.value)
    other = add(seated, meeting, "Rapport", section=Section.INFORMATION.value)
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("item", args=[item.pk])).content.decode()
    assert str(made) in page.replace("<time>", "").replace("</time>", "")
    assert f"{reverse('board', args=[seated.town.slug])}#delegation" in page
    assert "Anslagna delegationsbeslut" not in (
        browser.get(reverse("item", args=[other.pk])).content.decode()
    )
