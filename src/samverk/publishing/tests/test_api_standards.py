"""What others wrote can read the open API: each object by the standards' own schemas, and by ours."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft3Validator, Draft7Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT3

from samverk.foundation.actors import Role
from samverk.meetings.tests.adjusting import account, acting
from samverk.publishing.actions import (
    Mark,
    approve_release,
    begin_release,
    mark_release,
    send_release,
)
from samverk.publishing.actions.records import withdraw
from samverk.publishing.actions.syncing import sync_directory, sync_federations, sync_interventions
from samverk.publishing.api.schemas import extensions
from samverk.publishing.api.schemas import oparl as models
from samverk.publishing.api.schemas.known import MODELS
from samverk.publishing.models import Handling, Record
from samverk.publishing.standards.names import BY_PLURAL, OPARL, RESOURCES
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parents[5] / "shared" / "schemas"
IDS = {
    "body": world.OWNER,
    "organization": world.COMMITTEE,
    "person": world.PERSON,
    "membership": 110,
    "meeting": world.MEETING,
    "agenda-item": world.ITEM,
    "paper": world.CASE,
    "consultation": world.ITEM,
    "file": world.MEMO,
    "location": world.MEETING,
    "vote-event": world.VOTE,
    "decision": world.DECISION,
    "notice": world.NOTICE,
    "federation": world.FEDERATION,
    "intervention": world.INTERVENTION,
}
OF_OPARL = [name for name, known in RESOURCES.items() if known.type.startswith(OPARL)]


@pytest.fixture
def _published():
    world.publish()


@pytest.fixture
def schemas():
    if not SCHEMAS.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SCHEMAS} saknas")
        pytest.skip(f"standardernas scheman finns inte i {SCHEMAS}")
    return SCHEMAS


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def address(resource):
    return f"/api/v1/{RESOURCES[resource].plural}/{IDS[resource]}"


def objects_in(found):
    """List an object and all that stand inside it."""
    if isinstance(found, dict):
        here = [found] if str(found.get("type", "")).startswith(OPARL) else []
        return here + [one for value in found.values() for one in objects_in(value)]
    return [one for each in found for one in objects_in(each)] if isinstance(found, list) else []


def faults(schemas, found):
    """List what the standard's own schema finds wrong with an object."""
    name = found["type"].removeprefix(OPARL)
    schema = json.loads((schemas / "oparl" / f"{name}.json").read_text())
    checker = Draft7Validator(schema, format_checker=FormatChecker())
    return [fault.message for fault in checker.iter_errors(found)]


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize("resource", OF_OPARL)
def test_an_object_and_what_stands_in_it_follow_oparl(client, schemas, resource):
    found = objects_in(read(client, address(resource)))
    assert found
    assert [fault for one in found for fault in faults(schemas, one)] == []


@pytest.mark.usefixtures("_published")
def test_the_way_in_follows_oparl(client, schemas):
    assert faults(schemas, read(client, "/api/v1/")) == []


@pytest.mark.usefixtures("_published")
def test_a_fault_in_an_object_would_be_found(client, schemas):
    made = read(client, address("agenda-item"))
    del made["order"]
    assert faults(schemas, made) == ["'order' is a required property"]


@pytest.mark.usefixtures("_published")
def test_a_vote_follows_popolo(client, schemas):
    store = {
        schema["id"]: schema
        for path in (schemas / "popolo").glob("*.json")
        for schema in [json.loads(path.read_text())]
    }
    made = read(client, address("vote-event"))
    schema = store["http://www.popoloproject.com/schemas/vote_event.json#"]
    checker = by_popolo(schema, store)
    assert [fault.message for fault in checker.iter_errors(made)] == []
    made["counts"][0]["value"] = "åtta"
    assert [list(fault.path) for fault in checker.iter_errors(made)] == [["counts", 0, "value"]]


def by_popolo(schema, store):
    known = [(name.rstrip("#"), DRAFT3.create_resource(one)) for name, one in store.items()]
    registry = Registry().with_resources(known)
    return Draft3Validator(schema, registry=registry, format_checker=FormatChecker())


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize("resource", RESOURCES)
def test_an_object_says_nothing_that_our_own_description_does_not(client, resource):
    made = read(client, address(resource))
    MODELS[resource].model_validate(made)
    assert made["type"].startswith("http")


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/api/v1/", models.System),
        (f"/api/v1/vote-events/{world.VOTE}/votes", extensions.Vote),
        (f"/api/v1/vote-events/{world.VOTE}/counts", extensions.Count),
    ],
)
def test_what_is_no_record_is_described_too(client, path, model):
    made = read(client, path)
    for one in made.get("data", [made]):
        model.model_validate(one)


@pytest.mark.usefixtures("_published")
def test_the_facts_that_no_standard_has_are_told(client):
    item = read(client, address("agenda-item"))
    assert item["samverk:chain"]["number"] == 12
    assert item["samverk:reservations"] == [{"person": "Per Ås (M)", "against": "beslutet"}]
    assert item["samverk:proposalOrder"]
    assert item["samverk:voteEvents"] == [f"http://testserver/api/v1/vote-events/{world.VOTE}"]


@pytest.mark.usefixtures("_published")
def test_a_decision_tells_its_legal_force_and_its_chain(client):
    made = read(client, address("decision"))
    assert made["force"]["status"] == "in_force"
    assert made["chain"] == {"repeals": [f"http://testserver/api/v1/decisions/{world.EARLIER}"]}
    assert made["agendaItem"].endswith(f"/agenda-items/{world.ITEM}")


def addresses_in(found):
    """List every address of ours in an answer."""
    if isinstance(found, dict):
        return {one for value in found.values() for one in addresses_in(value)}
    if isinstance(found, list):
        return {one for each in found for one in addresses_in(each)}
    return (
        {found} if isinstance(found, str) and found.startswith("http://testserver/api/") else set()
    )


def crawled(client):
    """Follow every address from the way in; give each answer by its address."""
    waiting, found = {"http://testserver/api/v1/"}, {}
    while waiting:
        one = waiting.pop()
        found[one] = read(client, one)
        near = {address.partition("#")[0] for address in addresses_in(found[one])}
        waiting |= {a for a in near - set(found) if not re.search("/(bulk|docs|dcat)", a)}
    return found


def judged(found, schemas):
    """List what the standards, and our own description, find wrong in all that was read."""
    wrong = [
        fault
        for page in found.values()
        for one in objects_in(page)
        for fault in faults(schemas, one)
    ]
    for address, page in found.items():
        plural, *rest = address.removeprefix("http://testserver/api/v1/").split("/")
        if len(rest) == 1 and plural in BY_PLURAL:
            MODELS[BY_PLURAL[plural].name].model_validate(page)
    return wrong


@pytest.fixture
def _unlimited(settings):
    settings.API_A_MINUTE = 10_000


@pytest.mark.usefixtures("_published", "_unlimited")
def test_every_address_leads_somewhere_and_everything_follows_its_schema(client, schemas):
    found = crawled(client)
    assert {one.split("/")[5] for one in found} >= set(BY_PLURAL)
    assert judged(found, schemas) == []


@pytest.mark.usefixtures("published", "_unlimited")
def test_so_it_is_in_another_world(client, schemas):
    found = crawled(client)
    assert len(found) > 60
    assert judged(found, schemas) == []


@pytest.mark.usefixtures("_unlimited")
def test_so_it_is_with_minutes_that_two_have_published(client, schemas, seated, adjusted):
    other = acting(account(seated, "Eva Hägg", Role.SECRETARY))
    release = begin_release(seated.owner, "minutes", adjusted.pk, key="börja").pk
    number = Mark("19850709-9805", Handling.MASK, "")
    mark_release(seated.owner, release, [number], key="maska")
    send_release(seated.owner, release, key="lämna")
    approve_release(other, release, key="godkänn")
    sync_directory()
    found = crawled(client)
    assert judged(found, schemas) == []
    text = json.dumps(found, ensure_ascii=False)
    assert "19850709" not in text
    assert "Ansökan från [maskat]" in text
    assert any(page.get("samverk:chain") for page in found.values())


@pytest.mark.usefixtures("_unlimited")
def test_so_it_is_with_a_federation_and_what_it_offers(client, schemas, fair):
    sync_directory()
    assert (sync_federations(), sync_interventions()) == (1, 2)
    found = crawled(client)
    assert judged(found, schemas) == []
    text = json.dumps(found, ensure_ascii=False)
    assert "Kustregionen" in text
    assert "Väntetiden" in text


@pytest.mark.usefixtures("_published")
def test_nothing_that_is_not_published_is_pointed_at(client):
    withdraw(Record.objects.filter(kind="case"), world.MOMENT)
    item = read(client, address("agenda-item"))
    assert "consultation" not in item
    assert "paper" not in read(client, address("file"))
