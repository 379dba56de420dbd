"""A session ends when it should, and leaves nothing behind."""

from __future__ import annotations

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client

from samverk.foundation.actors import PUBLIC
from samverk.foundation.login.sessions import SEEN, idle_text
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User

pytestmark = pytest.mark.django_db


def is_inside(client):
    return client.get("/konto/").status_code == 200


def test_a_session_lasts_ten_hours_however_much_one_works(maj, client, log_in):
    with time_machine.travel("2024-03-15T08:00:00+01:00", tick=False) as clock:
        log_in(client)
        for hour in range(9, 18):
            clock.move_to(f"2024-03-15T{hour:02}:59:00+01:00")
            assert is_inside(client)
            work = client.session
            work["work"] = hour
            work.save()
        clock.move_to("2024-03-15T18:00:01+01:00")
        assert not is_inside(client)


def at(hour):
    return time_machine.travel(f"2024-03-15T{hour}:00+01:00", tick=False)


def test_who_does_nothing_for_four_hours_is_out_and_is_told_why(maj, client, log_in):
    with at("08:00"):
        log_in(client)
    with at("12:01"):
        said = client.get("/konto/", follow=True).content.decode()
    assert "Du har loggats ut, för att inget hade hänt på 4 timmar." in said
    assert SESSION_KEY not in client.session


def test_whatever_one_does_within_the_time_begins_it_anew(maj, client, log_in):
    with at("08:00"):
        log_in(client)
    with at("11:59"):
        assert is_inside(client)
    with at("15:58"):
        assert is_inside(client)


def test_a_session_from_before_the_rule_ends(maj, client, log_in):
    log_in(client)
    session = client.session
    del session[SEEN]
    session.save()
    assert not is_inside(client)


def test_the_moment_is_not_written_at_every_page(maj, client):
    client.force_login(maj)
    client.get("/konto/")
    before = client.session[SEEN]
    client.get("/konto/")
    assert client.session[SEEN] == before


def test_the_public_is_told_nothing(client):
    assert "loggats ut" not in client.get("/konto/", follow=True).content.decode()


@pytest.mark.parametrize(("seconds", "time"), [(7200, "2 timmar"), (5400, "90 minuter")])
def test_the_time_is_said_as_it_is_set(settings, seconds, time):
    settings.SESSION_IDLE_AGE = seconds
    assert f"på {time}." in idle_text()


def test_a_login_without_the_page_is_limited_too(maj, client):
    with time_machine.travel("2024-03-15T08:00:00+01:00", tick=False) as clock:
        client.force_login(maj)
        clock.move_to("2024-03-15T18:00:01+01:00")
        assert not is_inside(client)


def test_a_disabled_user_is_out_at_the_next_request(maj, client, log_in):
    log_in(client)
    assert is_inside(client)
    User.objects.update(is_active=False)
    assert not is_inside(client)


def test_a_disabled_user_acts_as_the_public(maj):
    maj.is_active = False
    assert actor_for(maj) == PUBLIC


def test_a_changed_password_ends_the_users_other_sessions(maj, confirmed, log_in):
    elsewhere = Client()
    log_in(elsewhere)
    new = {"password1": "sju koppar utan öra", "password2": "sju koppar utan öra"}
    confirmed.post("/konto/losenord/", new | {"oldpassword": "tallbarr under grinden"})
    assert not is_inside(elsewhere)
    assert is_inside(confirmed)


@pytest.mark.parametrize("path", ["/", "/om/", "/organ/", "/konto/", "/finns-inte/"])
def test_nothing_shown_to_a_user_is_kept_by_the_browser(maj, client, log_in, path):
    log_in(client)
    assert client.get(path)["Cache-Control"] == "no-store, private"


def test_the_answer_that_logs_in_is_not_kept_either(maj, client, log_in):
    assert log_in(client)["Cache-Control"] == "no-store, private"


def test_the_publics_pages_may_be_kept(client):
    assert "no-store" not in client.get("/om/").get("Cache-Control", "")


def test_logout_ends_the_session_and_tells_the_browser_to_clear(maj, client, log_in):
    log_in(client)
    response = client.post("/konto/logga-ut/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert SESSION_KEY not in client.session


def test_the_old_session_is_of_no_use_after_logout(maj, client, log_in):
    log_in(client)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/konto/logga-ut/")
    assert not is_inside(thief)


def test_a_link_does_not_log_anybody_out(maj, client, log_in):
    log_in(client)
    assert "Vill du logga ut?" in client.get("/konto/logga-ut/").content.decode()
    assert is_inside(client)


def test_an_ordinary_page_clears_nothing(maj, client, log_in):
    log_in(client)
    assert "Clear-Site-Data" not in client.get("/om/")


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(maj, client, log_in):
    log_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
