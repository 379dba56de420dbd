"""The minutes' running text: what is typed is kept, also when an answer never came."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from samverk.meetings import actions
from samverk.meetings.actions import NewText
from samverk.meetings.models import RunningText
from samverk.meetings.tests.conftest import MEMBERS, handle, roll
from samverk.project.testing.stages import kept

HTMX = {"HX-Request": "true"}


@kept
def item(seated, opened):
    roll(seated, opened, *MEMBERS)
    return handle(seated, opened, "Taxan")


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


@kept
def url(item):
    return reverse("write_text", args=[item.pk, "background"])


def text(answer):
    return " ".join(answer.content.decode().split())


def typed(words, *, version=0, key="a"):
    return {"key": key, "version": version, "text": words}


def by_another(seated, item, words, version=0):
    new = NewText("background", words, version)
    actions.save_text(seated.owner, item, new, key=f"annan/{version}")


def test_the_page_saves_by_itself_and_has_a_button_too(browser, url):
    page = text(browser.get(url))
    assert "data-saves" in page
    assert f'hx-post="{url}"' in page
    assert "web/saving.js" in page
    assert "Inget skrivet än" in page
    assert browser.post(url, typed("Förr.")).status_code == 302


def test_what_was_saved_is_gone_on_with_on_another_computer(seated, browser, url):
    browser.post(url, typed("Förr."), headers=HTMX)
    page = text(seated.browser(seated.owner_user).get(url))
    assert "Förr." in page
    assert "Sparat 12:00" in page


def test_htmx_is_answered_with_the_state_and_the_next_key(browser, url):
    page = text(browser.post(url, typed("Förr."), headers=HTMX))
    assert "Sparat 12:00" in page
    assert "<html" not in page
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    later = typed("Förr och nu.", version=1, key=key)
    assert browser.post(url, later, headers=HTMX).status_code == 200
    assert RunningText.objects.get().text == "Förr och nu."


def test_a_save_whose_answer_never_came_is_gone_on_from(browser, url):
    browser.post(url, typed("Första."), headers=HTMX)
    answer = browser.post(url, typed("Första och fler."), headers=HTMX)
    assert answer.status_code == 200
    assert RunningText.objects.get().text == "Första och fler."


def test_but_not_when_somebody_else_has_written_since(seated, item, browser, url):
    browser.post(url, typed("Första."), headers=HTMX)
    by_another(seated, item, "Någon annans.", version=1)
    answer = browser.post(url, typed("Första och fler."), headers=HTMX)
    assert answer.status_code == 409
    assert "Inte sparat: " in text(answer)
    assert RunningText.objects.get().text == "Någon annans."


def test_both_texts_are_shown_and_the_writer_chooses(seated, item, browser, url):
    by_another(seated, item, "Taxan höjs med 5 procent.")
    answer = browser.post(url, typed("Taxan höjs med 7 procent."))
    assert answer.status_code == 409
    assert "<del>5</del><ins>7</ins>" in text(answer).replace("> <", "><")
    assert "Behåll det som är sparat" in text(answer)
    form = answer.context["form"]
    again = typed(
        "Taxan höjs med 7 procent.", version=form["version"].value(), key=form["key"].value()
    )
    assert browser.post(url, again).status_code == 302
    row = RunningText.objects.get()
    assert (row.text, row.version) == ("Taxan höjs med 7 procent.", 2)


def test_who_may_not_hold_the_meeting_writes_nothing(seated, url):
    answer = seated.browser(seated.outsider_user).post(url, typed("Intrång."), headers=HTMX)
    assert answer.status_code == 403
    assert not RunningText.objects.exists()
