"""The page about the open API says what its description does, and fetches nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from samverk.publishing.api.routes import described
from samverk.publishing.standards.reference import reference

pytestmark = pytest.mark.django_db


def test_the_page_shows_every_address_and_every_object(client):
    text = client.get("/api/v1/docs").content.decode()
    told = reference(described())
    assert len(told.operations) > 40
    for one in told.operations:
        assert f"<code>{one.path}</code>" in text
    for model in told.models:
        assert f'id="objekt-{model.name}"' in text


def test_the_page_tells_every_property_and_stays_light(client):
    answer = client.get("/api/v1/docs")
    text = answer.content.decode()
    told = reference(described())
    for model in told.models:
        assert {*model.own, *model.borrowed} == {*model.properties}
        assert {*model.borrowed} <= {*told.shared}
    for one in {each for model in told.models for each in (*model.own, *told.shared)}:
        assert f"<code>{one.name}</code>" in text
    assert len(answer.content) < 100_000


def test_the_page_fetches_nothing_from_elsewhere(client):
    answer = client.get("/api/v1/docs")
    fetched = re.findall(r'(?:src|href)="((?:https?:)?//[^"]*)"', answer.content.decode())
    assert [one for one in fetched if not one.startswith("http://testserver/")] == []
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_every_object_and_property_of_ours_is_explained():
    told = reference(described())
    ours = [one for model in told.models for one in model.properties if ":" in one.name]
    assert len(ours) > 40
    assert [one.name for one in ours if not one.words] == []
    assert [model.name for model in told.models if not model.words] == []


def test_every_list_can_be_narrowed_by_what_oparl_says():
    names = {one.name for one in reference(described()).parameters}
    assert names >= {"created_since", "created_until", "modified_since", "modified_until", "limit"}
    assert all(one.words for one in reference(described()).parameters)
