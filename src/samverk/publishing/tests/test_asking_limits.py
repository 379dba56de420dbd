"""How often one may search, and how much is sent at once: told in words, with when to ask again."""

from __future__ import annotations

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse

from samverk.foundation import clock
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
SEARCH, FEED = "/oppet/sok/?q=taxa", "/oppet/folj/sokning/atom.xml?q=taxa"
FILE = "/api/v1/bulk/papers.jsonl"


@pytest.fixture(autouse=True)
def published(settings):
    settings.OPEN_SEARCHES_A_MINUTE = settings.STAFF_SEARCHES_A_MINUTE = 2
    with clock.standing_at(world.MOMENT):
        world.publish()
        yield


def test_a_search_too_many_is_asked_to_wait_and_keeps_its_words(client):
    assert [client.get(SEARCH).status_code for _ in range(2)] == [200, 200]
    answer = client.get(SEARCH)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "För många sökningar på kort tid" in page
    assert 'href="/oppet/sok/?q=taxa"' in page
    assert "no-store" in answer["Cache-Control"]


def test_a_feed_of_a_search_costs_as_much(client):
    client.get(SEARCH)
    assert client.get(FEED).status_code == 200
    answer = client.get(FEED)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Försök igen om 60 sekunder" in answer.content.decode()


def test_other_networks_and_other_pages_go_on(client):
    for _ in range(3):
        client.get(SEARCH)
    assert client.get(SEARCH, REMOTE_ADDR="192.0.2.9").status_code == 200
    assert client.get("/oppet/sok/").status_code == 200
    assert client.get("/oppet/").status_code == 200
    assert client.get(f"/oppet/folj/organ/{world.BOARD}/atom.xml").status_code == 200


def test_a_whole_net_of_one_household_is_counted_together(client):
    for n in range(2):
        client.get(SEARCH, REMOTE_ADDR=f"2001:db8::{n}")
    assert client.get(SEARCH, REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert client.get(SEARCH, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_who_works_here_is_counted_by_themselves_and_keeps_their_words(cast):
    mine, others = cast.browser(cast.owner_user), cast.browser(cast.member_user)
    page = f"{reverse('staff_search')}?fraga=taxa"
    assert [mine.get(page).status_code for _ in range(2)] == [200, 200]
    answer = mine.get(page)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert 'value="taxa"' in answer.content.decode()
    assert "Vänta 60 sekunder" in answer.content.decode()
    assert others.get(page).status_code == 200
    assert mine.get(reverse("staff_search")).status_code == 200


@pytest.fixture
def few(settings):
    settings.BULK_AT_ONCE_EACH, settings.BULK_AT_ONCE = 1, 2


def test_so_many_whole_files_are_sent_at_once_to_each_and_to_all(few):
    held = [Client().get(FILE, REMOTE_ADDR=f"192.0.2.{n}") for n in (1, 2)]
    own = Client().get(FILE, REMOTE_ADDR="192.0.2.1")
    other = Client().get(FILE, REMOTE_ADDR="192.0.2.3")
    for answer in (own, other):
        assert (answer.status_code, answer["Retry-After"]) == (429, "30")
        assert "Hämta en i taget" in answer.json()["message"]
    assert b"".join(held[0].streaming_content)
    assert Client().get(FILE, REMOTE_ADDR="192.0.2.3").status_code == 200
    assert Client().get(FILE, REMOTE_ADDR="192.0.2.2").status_code == 429


def test_one_who_goes_away_in_the_middle_lets_another_begin(few):
    answer = Client().get(FILE)
    assert Client().get(FILE).status_code == 429
    # As the server does when nobody reads; the test's own connection is to stay
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)
    assert Client().get(FILE).status_code == 200


def test_what_is_not_sent_holds_nothing(few):
    for _ in range(3):
        assert Client().head(FILE).status_code == 200
        assert Client().get("/api/v1/bulk/nothing.csv").status_code == 404
        assert Client().get("/api/v1/bulk").status_code == 200
    assert Client().get(FILE).status_code == 200
