"""Addresses, forms and bodies that nobody foresaw: an answer in words, never a broken page."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.directory.models import SeatHolding
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import AgendaItem, PresenceEvent, StepTaken
from samverk.meetings.tests.conftest import (
    DAY,
    MEMBERS,
    add,
    contested,
    draft,
    handle,
    occasion,
    person,
    roll,
)
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


@pytest.mark.parametrize(
    ("query", "status"),
    [("99999", 404), ("9" * 40, 404), ("²", 200), ("abc", 200), ("-1", 200), ("%00", 200)],
)
def test_a_strange_body_in_the_address_breaks_nothing(db, client, query, status):
    assert client.get(f"{reverse('meetings')}?organ={query}").status_code == status


@pytest.mark.parametrize("name", ["meeting", "hall", "item", "proceeding", "move_meeting"])
def test_a_number_that_is_none_is_not_found(seated, browser, name):
    for number in (987654, 10**30):
        assert browser.get(reverse(name, args=[number])).status_code == 404


def test_strange_words_in_a_press_are_left_out(seated, opened, browser):
    roll(seated, opened, *MEMBERS)
    url = reverse("record_presence", args=[opened.pk])
    assert browser.get(f"{url}?person=abc&kind=flew&seat=-7&turn=x").status_code == 200
    wrong = {"key": "k", "person": "abc", "kind": "flew", "turn": "²"}
    assert browser.post(url, wrong).status_code == 400


def test_a_body_without_seats_says_what_to_do(cast):
    meeting = actions.plan_meeting(cast.owner, cast.board.pk, occasion(), key="m")
    browser = cast.browser(cast.owner_user)
    for name in ("open_meeting", "record_presence"):
        answer = browser.get(reverse(name, args=[meeting.pk]))
        assert answer.status_code == 409
        assert "Organet har inga platser" in text(answer)
        assert reverse("body", args=["lillkoping", cast.board.pk]) in text(answer)
    assert browser.get(reverse("meeting", args=[meeting.pk])).status_code == 200


def test_seats_that_no_longer_agree_with_the_roll_are_told_of(seated, opened, browser):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    holding = SeatHolding.objects.get(person__name="Bo Lind")
    directory.end_holding(SETUP, holding.pk, date(2024, 3, 1), key="slut")
    for name, at in (("hall", opened.pk), ("proceeding", item.pk)):
        answer = browser.get(reverse(name, args=[at]))
        assert answer.status_code == 409
        assert "varken ledamot eller ersättare" in text(answer)


def test_a_chair_who_is_no_longer_of_the_body_breaks_nothing(seated, opened, browser):
    roll(seated, opened, *MEMBERS[1:])
    holding = SeatHolding.objects.get(person__name="Asta Ek")
    directory.end_holding(SETUP, holding.pk, date(2024, 3, 1), key="slut")
    page = text(browser.get(reverse("hall", args=[opened.pk])))
    assert "Ordföranden tjänstgör inte" in page


def test_an_item_keeps_its_case_however_old_when_it_is_changed(seated, meeting, browser):
    old = registry.open_case(SETUP, registry.NewCase(seated.board.pk, "Gammalt", DAY), key="g")
    item = add(seated, meeting, "Gammalt", case=old.pk)
    for number in range(101):
        new = registry.NewCase(seated.board.pk, f"Nytt {number}", DAY)
        registry.open_case(SETUP, new, key=f"n{number}")
    url = reverse("change_item", args=[item.pk])
    form = browser.get(url).context["form"]
    sent = {n: form[n].value() for n in form.fields if form[n].value() not in (None, False)}
    assert browser.post(url, sent | {"title": "Annat"}).status_code == 302
    assert AgendaItem.objects.get(pk=item.pk).case_id == old.pk


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    return found


def test_a_page_left_open_while_another_clerk_went_on_gets_the_step_that_waits(
    seated, item, browser
):
    contested(seated, item)
    url = reverse("take_step", args=[item.pk])
    answer = browser.post(url, {"key": "k", "at": "main/1/find", "won": "base"})
    assert answer.status_code == 400
    assert "Mötet har gått vidare" in text(answer)
    assert answer.context["step"]["at"].value() == "main/1/vote"


def test_a_step_pressed_twice_leads_to_the_page(seated, item, browser):
    url = reverse("take_step", args=[item.pk])
    sent = {"key": "k", "at": "main/1/find", "won": "base"}
    assert [browser.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert StepTaken.objects.count() == 1


def test_a_roll_sent_after_anothers_is_told_and_keeps_its_marks(seated, opened, browser):
    roll(seated, opened, *MEMBERS[:2])
    late = {"key": "r2", f"person-{person('Cia Alm')}": "room"}
    answer = browser.post(reverse("hall", args=[opened.pk]), late)
    assert answer.status_code == 400
    assert "Upprop är redan hållet" in text(answer)
    assert PresenceEvent.objects.count() == 2


def test_words_in_any_script_are_kept(seated, meeting, browser):
    title = "Ärende om Čáhci, 水 och 🌊 – " + "x" * 260
    url = reverse("new_item", args=[meeting.pk])
    sent = {"key": "k", "title": title, "section": "Beslutas här", "matter": "ordinary"}
    assert browser.post(url, sent).status_code == 302
    (item,) = AgendaItem.objects.all()
    assert item.title == title
    assert title[:20] in text(browser.get(reverse("item", args=[item.pk])))


def test_an_outcome_sent_while_a_step_waits_keeps_its_words(seated, item, browser):
    url = reverse("settle_item", args=[item.pk])
    answer = browser.post(url, {"key": "k", "decisions": "Taxan höjs med två procent."})
    assert answer.status_code == 400
    assert "Taxan höjs med två procent." in text(answer)


@pytest.mark.parametrize("name", ["take_step", "settle_item"])
def test_a_page_that_only_takes_forms_leads_back_when_it_is_opened(seated, item, browser, name):
    answer = browser.get(reverse(name, args=[item.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("proceeding", args=[item.pk]))
