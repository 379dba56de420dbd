"""Whoever guesses is stopped, and only they."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client

from samverk.foundation.login.adapters import TOO_MANY

pytestmark = pytest.mark.django_db
STRANGER, OWNER = "198.51.100.7", "192.0.2.20"


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    cache.clear()


@pytest.fixture
def guess(log_in):
    def do(times: int, address: str = STRANGER):
        for _ in range(times):
            response = log_in(Client(), password="en gissning till", REMOTE_ADDR=address)
        return response.content.decode()

    return do


def test_the_tenth_guess_is_answered_and_the_eleventh_is_not(maj, guess):
    assert TOO_MANY not in guess(10)
    assert TOO_MANY in guess(1)


def test_the_right_password_does_not_help_who_has_guessed_too_often(maj, guess, log_in, client):
    guess(11)
    log_in(client, REMOTE_ADDR=STRANGER)
    assert SESSION_KEY not in client.session


def test_a_strangers_guesses_do_not_shut_the_owner_out(maj, guess, log_in, client):
    guess(11)
    log_in(client, REMOTE_ADDR=OWNER)
    assert SESSION_KEY in client.session


def test_the_count_does_not_depend_on_how_the_address_is_written(maj, guess, log_in):
    guess(10)
    answer = log_in(Client(), email=" MAJ@prov.example", password="x", REMOTE_ADDR=STRANGER)
    assert TOO_MANY in answer.content.decode()


def test_logging_in_uses_nothing_of_the_limit(maj, guess, log_in):
    guess(9)
    for _ in range(3):
        log_in(Client(), REMOTE_ADDR=STRANGER)
    assert TOO_MANY not in guess(1)


def test_a_whole_council_may_log_in_from_one_address(maj, log_in):
    answers = {log_in(Client(), REMOTE_ADDR=OWNER).status_code for _ in range(31)}
    assert answers == {302}


def test_too_many_attempts_at_the_page_itself_get_a_swedish_page(maj, log_in, settings, client):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/5m/ip"}
    log_in(client, password="fel")
    response = log_in(client, password="fel")
    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert "Vänta fem minuter" in response.content.decode()
