"""Nothing in the demo's open rooms looks like a person's number: the detector would stop its publication."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField

from samverk.rules.masking import hits_within, masked

pytestmark = pytest.mark.django_db

ROOMS = ("directory", "registry", "memos", "decisions", "meetings", "federation", "intake")
# A checksum may hold any digits, another in each demo that is loaded; it is not a text
CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")


def texts_of(room: str) -> list[object]:
    """Give every row of a room's tables as its texts."""
    found: list[object] = []
    for model in apps.get_app_config(room).get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, (CharField, TextField, JSONField))
        ]
        if names:
            found += [without_checksums(row) for row in model._default_manager.values(*names)]
    return found


def without_checksums(value: object) -> object:
    """Take the checksums out of every text in a row."""
    if isinstance(value, str):
        return CHECKSUM.sub("", value)
    if isinstance(value, dict):
        return {name: without_checksums(one) for name, one in value.items()}
    return [without_checksums(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("room", ROOMS)
def test_no_text_of_the_demo_is_stopped(demo, room):
    texts = texts_of(room)
    assert [hit for hit in hits_within(texts) if hit.blocks] == []


def test_there_are_texts_to_read_and_they_are_read(demo):
    texts = texts_of("meetings")
    assert len(texts) > 100
    assert masked(texts, []) == texts
    assert [
        hit.literal for hit in hits_within([*texts, {"why": "för 850709-9805"}]) if hit.blocks
    ] == ["850709-9805"]
