"""Whoever asks for emergency access, approves it or opens it has lately shown who they are."""

from __future__ import annotations

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.forms import fresh_key
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import EmergencyRequest, Person
from samverk.interventions.persons.tests.party import WOMAN, somebody, user
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

CONFIRM, PASSWORD = "/konto/bekrafta/losenord/", "tallbarr under grinden"
WHY = "Hotbild, måste nå handläggaren"
SAID = {"number": WOMAN, "reason": "life", "why": WHY}
IN_TIME, LATE = "2024-03-15T12:05:00+01:00", "2024-03-15T12:05:01+01:00"


@pytest.fixture
def other(party, settings):
    """A colleague at the sending authority, with a password to confirm with."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = user("Olle Berg", Role.REFERRER, party.cast.board)
    found.set_password(PASSWORD)
    found.save()
    return found


def requests(party):
    with unread([party.sends]):
        return EmergencyRequest.objects.count()


def post(browser, url):
    return browser.post(url, {"key": fresh_key(), **SAID})


def test_a_login_five_minutes_old_is_enough_and_not_a_second_more(party, other):
    url, browser = reverse("ask_emergency", args=[party.sends]), party.cast.browser(other)
    with time_machine.travel(IN_TIME, tick=False):
        assert browser.get(url).status_code == 200
    with time_machine.travel(LATE, tick=False):
        assert browser.get(url)["Location"].startswith(f"{CONFIRM}?next=")
        late = post(browser, url)
    assert late.status_code == 400
    # What was written stands there, beside where to show who one is
    assert WHY in late.content.decode()
    assert f'href="{reverse("account_reauthenticate")}" target="_blank"' in late.content.decode()
    assert requests(party) == 0


def test_who_confirms_comes_back_and_asks(party, other):
    url, browser = reverse("ask_emergency", args=[party.sends]), party.cast.browser(other)
    with time_machine.travel(LATE, tick=False):
        browser.get(url)
        wrong = browser.post(CONFIRM, {"password": "fel", "next": url})
        assert wrong.status_code == 200
        assert post(browser, url).status_code == 400
        assert requests(party) == 0
        assert browser.post(CONFIRM, {"password": PASSWORD, "next": url})["Location"] == url
        post(browser, url)
        assert requests(party) == 1


def test_what_a_form_said_of_a_person_is_not_kept_in_the_session(party, other):
    url, browser = reverse("ask_emergency", args=[party.sends]), party.cast.browser(other)
    with time_machine.travel(LATE, tick=False):
        post(browser, url)
        assert WOMAN not in str(dict(browser.session.items()))
        assert WHY not in str(dict(browser.session.items()))


def test_who_approves_confirms_too(party, other):
    new = persons.NewEmergency(**SAID)
    desk = Desk(party.sends, Hand.REFERRER)
    row = persons.ask_emergency(party.referrer, desk, new, key="n")
    url = reverse("approve_emergency", args=[row.pk])
    browser = party.cast.browser(party.other_coordinator_user)
    with time_machine.travel(LATE, tick=False):
        assert browser.post(url, {"key": fresh_key()}).status_code == 400
    with unread([party.sends]):
        assert EmergencyRequest.objects.get().state == "asked"


def test_who_opens_it_has_shown_who_they_are_while_it_is_open(party, other, settings):
    settings.EMERGENCY_MINUTES = 4
    somebody(party)
    browser = party.cast.browser(party.referrer_user)
    desk = Desk(party.sends, Hand.REFERRER)
    row = persons.ask_emergency(party.referrer, desk, persons.NewEmergency(**SAID), key="n")
    with time_machine.travel(IN_TIME, tick=False):
        persons.approve_emergency(party.other_coordinator, party.sends, row.pk, key="ja")
        url = reverse("emergency_record", args=[row.pk])
        assert browser.get(url)["Location"].startswith(f"{CONFIRM}?next=")
        assert party.cast.browser(party.referrer_user).get(url).status_code == 200
    with unread([party.sends]):
        assert Person.objects.count() == 1


def test_who_may_not_is_not_asked_to_confirm(party):
    url = reverse("ask_emergency", args=[party.sends])
    browser = party.cast.browser(party.receiver_user)
    with time_machine.travel(LATE, tick=False):
        assert browser.get(url).status_code == 404
