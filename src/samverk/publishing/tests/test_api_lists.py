"""Lists of the open API: walked once from end to end whatever happens meanwhile, and told what is gone."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.http import QueryDict

from samverk.publishing.actions.records import withdraw
from samverk.publishing.models import Record
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
ITEMS = f"/api/v1/bodies/{world.OWNER}/agenda-items"
LATER = world.MOMENT + timedelta(days=1)


@pytest.fixture
def _published():
    world.publish()


@pytest.fixture
def _many(_published):
    world.publish_items(25)


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()


def walk(client, path, between=lambda _: None):
    """List the ids of every page, with something done between the pages."""
    found, number = [], 0
    while path:
        page = read(client, path)
        found += [one["id"].rpartition("/")[2] for one in page["data"]]
        number += 1
        between(number)
        path = page["links"].get("next", "").removeprefix("http://testserver")
    return [int(one) for one in found]


def gone(source, kind="item", moment=LATER):
    withdraw(Record.objects.filter(kind=kind, source=source), moment)


@pytest.mark.usefixtures("_many")
@pytest.mark.parametrize("path", [ITEMS, "/api/v1/agenda-items"])
def test_a_list_is_walked_from_end_to_end(client, path):
    found = walk(client, f"{path}?limit=4")
    assert found == sorted(found)
    assert len(found) == len(set(found)) == 27


@pytest.mark.usefixtures("_many")
def test_what_is_published_meanwhile_comes_last_and_nothing_comes_twice(client):
    def between(number):
        world.publish_items(1, first=5000 + number, moment=LATER) if number < 3 else None

    found = walk(client, f"{ITEMS}?limit=5", between)
    assert len(found) == len(set(found)) == 29
    assert found[-2:] == [5001, 5002]


@pytest.mark.usefixtures("_many")
def test_what_is_withdrawn_meanwhile_is_left_out_and_nothing_else_is(client):
    def between(number):
        if number == 1:
            gone(1020)
            gone(world.ITEM)

    found = walk(client, f"{ITEMS}?limit=5", between)
    assert set(found) == {world.ITEM, world.STRUCK, *range(1000, 1025)} - {1020}
    assert len(found) == 26


@pytest.mark.usefixtures("_many")
def test_what_has_changed_is_asked_for_in_its_order_with_what_is_gone(client):
    gone(1003)
    world.publish_items(1, first=7000, moment=LATER + timedelta(hours=1))
    since = quote((LATER - timedelta(minutes=1)).isoformat())
    found = read(client, f"{ITEMS}?modified_since={since}")["data"]
    assert [(one["id"].rpartition("/")[2], one.get("deleted")) for one in found] == [
        ("1003", True),
        ("7000", None),
    ]


@pytest.mark.usefixtures("_many")
def test_a_list_by_change_is_walked_too(client):
    for source in range(1000, 1010):
        gone(source)
    since = quote(world.MOMENT.isoformat())
    found = walk(client, f"{ITEMS}?modified_since={since}&limit=3")
    assert len(found) == len(set(found)) == 27
    assert found[-10:] == list(range(1000, 1010))


@pytest.mark.usefixtures("_many")
def test_what_is_gone_stands_in_no_other_list(client):
    gone(1003)
    assert 1003 not in walk(client, ITEMS)
    until = quote((LATER + timedelta(days=1)).isoformat())
    assert 1003 not in walk(client, f"{ITEMS}?modified_until={until}")
    assert 1003 not in walk(client, "/api/v1/bodies/2/agenda-items")


@pytest.mark.usefixtures("_published")
def test_of_what_is_gone_only_its_name_and_the_moments_are_told(client):
    gone(world.ITEM)
    assert read(client, f"/api/v1/agenda-items/{world.ITEM}") == {
        "id": f"http://testserver/api/v1/agenda-items/{world.ITEM}",
        "type": "https://schema.oparl.org/1.1/AgendaItem",
        "created": "2026-05-01T08:00:00+00:00",
        "modified": "2026-05-02T08:00:00+00:00",
        "deleted": True,
        "order": 0,
    }
    meeting = read(client, f"/api/v1/meetings/{world.MEETING}")
    assert [one["name"] for one in meeting["agendaItem"]] == ["Anmälningar"]


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    ("kind", "source", "path"),
    [
        ("organisation", world.OWNER, "bodies"),
        ("vote", world.VOTE, "vote-events"),
        ("file", world.MEMO, "files"),
        ("decision", world.DECISION, "decisions"),
        ("item", world.ITEM, "consultations"),
    ],
)
def test_every_kind_tells_that_it_is_gone(client, kind, source, path):
    gone(source, kind)
    found = read(client, f"/api/v1/{path}/{source}")
    assert found["deleted"]
    assert "name" not in found or found["name"] == ""


@pytest.mark.usefixtures("_many")
def test_bounds_on_when_things_came_hold(client):
    since = quote((world.MOMENT + timedelta(minutes=30)).isoformat())
    assert len(walk(client, f"{ITEMS}?created_since={since}")) == 25
    assert walk(client, f"{ITEMS}?created_until={since}") == [world.ITEM, world.STRUCK]


@pytest.mark.usefixtures("_many")
def test_the_addresses_of_other_pages_keep_what_was_asked(client):
    since = quote((world.MOMENT - timedelta(days=1)).isoformat())
    links = read(client, f"{ITEMS}?created_since={since}&omit_internal=true&limit=2")["links"]
    for address in links.values():
        asked = QueryDict(address.partition("?")[2])
        assert asked["created_since"] == (world.MOMENT - timedelta(days=1)).isoformat()
        assert (asked["omit_internal"], asked["limit"]) == ("true", "2")
    assert set(links) == {"first", "self", "next"}


@pytest.mark.usefixtures("_published")
def test_a_plus_sign_that_was_not_escaped_is_understood(client):
    assert read(client, f"{ITEMS}?created_since=2026-05-01T10:00:00+02:00")["data"]
    assert not read(client, f"{ITEMS}?created_since=2026-05-01T10:00:01+02:00")["data"]


@pytest.mark.usefixtures("_published")
def test_internal_objects_can_be_left_out(client):
    path = f"/api/v1/bodies/{world.OWNER}/meetings"
    assert "agendaItem" in read(client, path)["data"][0]
    assert "agendaItem" not in read(client, f"{path}?omit_internal=true")["data"][0]


@pytest.mark.usefixtures("_published")
def test_people_are_listed_by_organisation_alone(client):
    path = f"/api/v1/bodies/{world.OWNER}/persons"
    assert [one["name"] for one in read(client, path)["data"]] == ["Anna Ek"]
    assert not read(client, f"/api/v1/bodies/{world.OTHER}/persons")["data"]
    assert client.get("/api/v1/persons").status_code == 404
    assert client.get("/api/v1/memberships").status_code == 404


@pytest.mark.usefixtures("_published")
def test_a_body_has_lists_of_its_own(client):
    path = f"/api/v1/organizations/{world.BOARD}"
    assert len(read(client, f"{path}/meetings")["data"]) == 1
    assert len(read(client, f"{path}/consultations")["data"]) == 1
    assert not read(client, f"/api/v1/organizations/{world.COMMITTEE}/meetings")["data"]
    assert client.get("/api/v1/organizations/999/meetings").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"/api/v1/bodies/{world.OWNER}/{plural}", 6)
        for plural in ("agenda-items", "meetings", "papers", "persons", "organizations", "files")
    ],
)
@pytest.mark.usefixtures("_many")
def test_a_page_takes_few_questions(client, django_assert_max_num_queries, path, most):
    """The count of requests, the transaction with its role (3), whether the body is there, and three."""
    client.get(path)
    with django_assert_max_num_queries(most + 4) as asked:
        client.get(path)
    told = [one["sql"] for one in asked.captured_queries if "publishing_open" in one["sql"]]
    assert len(told) <= 4
