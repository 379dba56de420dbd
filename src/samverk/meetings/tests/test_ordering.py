"""The order of the agenda from its own page: with buttons, by dragging, and not beyond a group."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.meetings.models import AgendaItem
from samverk.meetings.tests.conftest import add, handle, roll
from samverk.project.testing.stages import kept


def text(answer):
    return " ".join(answer.content.decode().split())


@kept
def items(seated, meeting):
    return [add(seated, meeting, title) for title in ("Ett", "Två", "Tre")]


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


def titles(meeting):
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return list(rows.values_list("title", flat=True))


def move(browser, item, position, key="f"):
    url = reverse("reorder_item", args=[item.pk])
    return browser.post(url, {"key": key, "position": position})


def test_a_press_moves_the_item_and_stays_on_the_agenda(browser, meeting, items):
    answer = move(browser, items[0], 2)
    assert answer["Location"] == reverse("meeting", args=[meeting.pk]) + "#lista"
    assert titles(meeting) == ["Två", "Ett", "Tre"]


def test_the_first_goes_no_further_up_and_the_last_no_further_down(browser, meeting, items):
    page = text(browser.get(reverse("meeting", args=[meeting.pk])))
    assert page.count(">Upp <") == page.count(">Ned <") == 2
    assert 'Upp <span class="ds-sr-only">Ett</span>' not in page
    assert 'Ned <span class="ds-sr-only">Tre</span>' not in page


def test_a_row_that_can_be_dragged_tells_where_it_is_and_of_which_part(browser, meeting, items):
    page = browser.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert page.count('draggable="true"') == 3
    assert 'data-place="2"' in page
    assert 'data-group="Beslutas här"' in page


def test_a_place_in_another_part_is_refused_with_the_way_out(seated, browser, meeting, items):
    last = add(seated, meeting, "Rapport", section="Information och anmälningar")
    answer = move(browser, last, 1)
    assert answer.status_code == 400
    assert "ändra vilken del av listan" in text(answer)


def test_an_item_that_is_taken_up_stands_still(seated, browser, opened):
    roll(seated, opened, "Asta Ek")
    found = handle(seated, opened, "Ett")
    add(seated, opened, "Två")
    page = browser.get(reverse("meeting", args=[opened.pk])).content.decode()
    assert page.count('draggable="true"') == 1
    assert "redan upptagen" in text(move(browser, found, 2))


def test_others_neither_see_the_buttons_nor_move(seated, meeting, items):
    for user in (None, seated.member_user, seated.outsider_user):
        other = seated.browser(user)
        assert move(other, items[0], 2).status_code == 403
        assert "draggable" not in text(other.get(reverse("meeting", args=[meeting.pk])))
