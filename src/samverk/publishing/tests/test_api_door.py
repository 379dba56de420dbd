"""The door of the open API: everybody may read, nobody may write, and nothing that is asked breaks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils.http import http_date

from samverk.foundation import clock
from samverk.foundation.models import User
from samverk.foundation.rates import clear_counts
from samverk.publishing.actions.counting import count_request
from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.api.door import OpenDoor
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind, Record
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
ITEM = f"/api/v1/agenda-items/{world.ITEM}"
LIST = f"/api/v1/bodies/{world.OWNER}/agenda-items"
ERROR = "https://schema.oparl.org/1.1/Error"


@pytest.fixture(autouse=True)
def _published():
    world.publish()


@pytest.mark.parametrize("path", [ITEM, LIST, "/api/v1/", "/api/v1/bulk", "/api/v1/openapi.json"])
def test_any_page_on_the_web_may_read(client, path):
    answer = client.get(path, headers={"Origin": "https://nagon.example"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_an_error_may_be_read_too(client):
    answer = client.get("/api/v1/agenda-items/999")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*")
    assert answer.json()["type"] == ERROR


def test_other_pages_are_not_open_to_other_pages(client):
    assert "Access-Control-Allow-Origin" not in client.get("/")


def test_options_tells_what_may_be_done(client):
    answer = client.options(ITEM, headers={"Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "path", [ITEM, LIST, "/api/v1/bulk/papers.jsonl", "/api/v1/agenda-items/999"]
)
def test_head_has_the_head_of_get_and_no_content(client, path):
    whole, head = client.get(path), client.head(path)
    assert head.status_code == whole.status_code
    assert b"".join(head) == b""
    assert head.headers.get("ETag") == whole.headers.get("ETag")
    if not whole.streaming:
        assert head["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_is_written(client, method):
    answer = getattr(Client(enforce_csrf_checks=True), method)(ITEM)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["type"] == ERROR


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_turns_reading_into_something_else(client, name):
    assert client.get(ITEM, headers={name: "DELETE"}).status_code == 405
    assert client.get(f"{ITEM}?_method=DELETE").json()["name"] == "Taxa för förskolan"


@pytest.mark.parametrize("path", [ITEM, LIST])
def test_who_has_it_already_is_not_sent_it_again(client, path):
    tag = client.get(path)["ETag"]
    answer = client.get(path, headers={"If-None-Match": f'"annat", {tag}'})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_what_has_changed_has_another_tag(client):
    tag = client.get(ITEM)["ETag"]
    withdraw(Record.objects.filter(kind="case"), clock.now())
    answer = client.get(ITEM, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "consultation" not in answer.json()


def test_nothing_is_said_to_be_unchanged_when_what_stands_in_it_has_changed(client):
    path = f"/api/v1/meetings/{world.MEETING}"
    since = client.get(path)["Last-Modified"]
    assert since == http_date(world.MOMENT.timestamp())
    assert client.get(path, headers={"If-Modified-Since": since}).status_code == 304
    withdraw(
        Record.objects.filter(kind="item", source=world.ITEM), world.MOMENT + timedelta(hours=1)
    )
    assert client.get(path, headers={"If-Modified-Since": since}).status_code == 200


def test_nothing_is_dated_that_may_still_come_to_light(client):
    write([Draft(Kind.NOTICE, 71, "Ett till")], clock.now() - timedelta(seconds=30))
    assert "Last-Modified" not in client.get(ITEM)


def test_nobody_is_known_here(client, cast):  # the cast has accounts
    client.force_login(User.objects.filter(is_active=True)[0])
    answer = client.get(ITEM)
    assert answer["Cache-Control"] == "no-store, private"
    assert answer.content == Client().get(ITEM).content
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def test_who_asks_too_often_waits_and_nobody_else_does(client, settings):
    settings.API_A_MINUTE = 3
    with clock.standing_at(world.MOMENT + timedelta(seconds=10)):
        answers = [client.get(ITEM) for _ in range(4)]
        other = client.get(ITEM, REMOTE_ADDR="192.0.2.7")
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[0]["RateLimit-Remaining"] == "2"
    assert answers[3]["Retry-After"] == "50"
    assert "Vänta" in answers[3].json()["message"]
    assert answers[3]["Access-Control-Allow-Origin"] == "*"
    assert other.status_code == 200


def test_the_next_minute_begins_anew(client, settings):
    settings.API_A_MINUTE = 1
    for minute in range(2):
        with clock.standing_at(world.MOMENT + timedelta(minutes=minute)):
            assert client.get(ITEM).status_code == 200
            assert client.get(ITEM).status_code == 429


def test_everything_at_once_costs_more(client, settings):
    settings.API_A_MINUTE = 30
    with clock.standing_at(world.MOMENT):
        assert client.head("/api/v1/bulk/papers.jsonl").status_code == 200
        assert client.head("/api/v1/bulk/papers.jsonl").status_code == 429


def test_the_addresses_of_one_net_are_counted_together_and_not_kept(settings):
    for address in ("2001:db8::1", "2001:db8::ffff:2"):
        asked = count_request(address, world.MOMENT)
    assert asked.count == 2
    assert count_request("2001:db8:0:1::1", world.MOMENT).count == 1
    assert count_request("::ffff:192.0.2.7", world.MOMENT).count == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(asked::text, ' ') FROM foundation_asked asked")
        kept = cursor.fetchone()[0]
    assert not [part for part in ("db8", "ffff", ":", ".") if part in kept]


def test_counts_of_minutes_that_are_over_are_cleared_away():
    count_request("192.0.2.7", world.MOMENT)
    assert clear_counts(world.MOMENT + timedelta(minutes=1)) == 0
    assert clear_counts(world.MOMENT + timedelta(minutes=4)) == 1


HOSTILE = [
    "created_since=",
    "created_since=igår",
    "created_since=%00",
    "modified_since=9999-12-31T23:59:59-23:59",
    "modified_since=0001-01-01T00:00:00%2B23:59",
    "modified_until=" + "9" * 10_000,
    "after=1-1%00",
    "after=99999999999999999999-1",
    "after='; DROP TABLE publishing_record; --",
    "after=" + "1" * 10_000,
    "limit=0",
    "limit=-1",
    "limit=tio",
    "limit=" + "9" * 5_000,
    "omit_internal=kanske",
    "created_since=%F0%28%8C%28",
    "created_since=%ED%A0%80",
]


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda asked: asked[:30])
def test_what_cannot_be_read_is_refused_in_words(client, asked):
    answer = client.get(f"{LIST}?{asked}")
    assert answer.status_code == 400
    assert answer.json()["type"] == ERROR
    assert len(answer.content) < 1_000


@pytest.mark.parametrize(
    "asked",
    ["limit=99999999999999999999", "after=99999999999999999-999999999999999999", "annat=%00&annat=1",
     "created_since=2026-05-01&created_until=1999-01-01", "limit=1&limit=2", "x=" + "y" * 10_000],
    ids=lambda asked: asked[:30],
)  # fmt: skip
def test_what_is_strange_but_can_be_read_is_answered(client, asked):
    assert client.get(f"{LIST}?{asked}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/agenda-items/99999999999999999999999",
        "/api/v1/agenda-items/9223372036854775807",
        "/api/v1/agenda-items/9223372036854775808",
        "/api/v1/agenda-items/-1",
        "/api/v1/agenda-items/%00",
        "/api/v1/agenda-items/30/",
        "/api/v1/bodies/999/meetings",
        "/api/v1/schemas/..%2F..%2Fsecret.json",
        "/api/v1/schemas/Nothing.json",
        "/api/v1/bulk/..%2F..%2Fetc.csv",
        "/api/v1/nothing",
        "/api/",
        "/api/v2/",
    ],
)
def test_what_is_not_there_is_said_not_to_be_in_words(client, path):
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert answer.json()["type"] == ERROR


def test_a_fault_of_ours_is_told_as_one(rf):
    answer = OpenDoor(lambda _: HttpResponse("<p>fel</p>", status=500))(rf.get("/api/v1/"))
    assert answer.status_code == 500
    assert b"loggat" in answer.content


def test_an_unknown_host_names_no_address_of_ours(client):
    assert client.get(ITEM, headers={"Host": "ond.example"}).status_code == 400


def test_addresses_are_of_the_place_that_the_installation_names(client, settings):
    settings.OPEN_ADDRESS = "https://oppet.ekby.se/"
    assert client.get(ITEM).json()["id"] == f"https://oppet.ekby.se{ITEM}"


def test_nothing_of_any_room_is_read(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as asked:
        client.get(LIST)
    read = [one["sql"] for one in asked.captured_queries if " FROM " in one["sql"]]
    assert all("publishing_open" in sql or "shared_cache" in sql for sql in read)
