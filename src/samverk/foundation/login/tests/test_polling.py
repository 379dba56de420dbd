"""A page that asks by itself is nobody's work: it keeps no login alive, and says when it has ended."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY

from samverk.foundation.login.sessions import SEEN, STOP_POLLING

pytestmark = pytest.mark.django_db

SOURCES = Path(__file__).parents[3]
POLL = {"HX-Request": "true", "Samverk-Poll": "ja"}
PAGE = "/inlasning/?sida=2"


def at(hour):
    return time_machine.travel(f"2024-03-15T{hour}:00+01:00", tick=False)


@pytest.fixture
def left(maj, client, log_in):
    """A browser where Maj logged in at eight and then left a page that polls."""
    with at("08:00"):
        log_in(client)
    for hour in ("09:00", "10:00", "11:00", "11:59"):
        with at(hour):
            client.get(PAGE, headers=POLL)
    return client


def test_polling_is_not_work(left):
    with at("08:00"):
        assert left.session[SEEN] == int(time.time())


def test_polling_keeps_nobody_logged_in(left):
    with at("12:01"):
        assert SESSION_KEY in left.session
        left.get(PAGE, headers=POLL)
        assert SESSION_KEY not in left.session


def test_what_one_does_oneself_counts_though_htmx_sends_it(maj, client, log_in):
    with at("08:00"):
        log_in(client)
    with at("11:59"):
        client.get(PAGE, headers={"HX-Request": "true"})
    with at("15:58"):
        client.get(PAGE)
        assert SESSION_KEY in client.session


def test_a_poll_within_the_time_is_answered_as_asked(left):
    with at("11:59"):
        assert left.get("/konto/", headers=POLL).status_code == 200


def test_a_poll_that_comes_too_late_is_told_why_and_stops(left):
    with at("12:01"):
        answer = left.get(PAGE, headers=POLL)
    said = answer.content.decode()
    assert answer.status_code == STOP_POLLING
    assert "Du har loggats ut, för att inget hade hänt på 4 timmar." in said
    assert "<html" not in said


def test_from_there_one_logs_in_and_comes_back(left):
    with at("12:01"):
        said = left.get(PAGE, headers=POLL).content.decode()
    assert 'href="/konto/logga-in/?next=%2Finlasning%2F%3Fsida%3D2"' in said


def test_the_next_page_also_says_why(left):
    with at("12:01"):
        left.get(PAGE, headers=POLL)
        assert "Du har loggats ut" in left.get("/konto/", follow=True).content.decode()


def test_a_poll_after_the_login_has_ended_elsewhere_says_so_and_stops(client):
    answer = client.get(PAGE, headers=POLL)
    assert answer.status_code == STOP_POLLING
    assert "Du är inte längre inloggad" in answer.content.decode()


def test_every_page_that_polls_says_that_it_does():
    """Else it would keep its login alive for as long as it is open."""
    texts = [path.read_text() for path in SOURCES.rglob("templates/**/*.html")]
    polling = [tag for text in texts for tag in re.findall(r'<[^>]*hx-trigger="every[^>]*>', text)]
    assert polling
    assert [tag for tag in polling if """hx-headers='{"Samverk-Poll": "ja"}'""" not in tag] == []
