"""The check against a schema says the same as the schema."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.exchange import schema

PAPER = schema.record(
    "Ett papper.",
    title=schema.words("Rubrik.", 5, least=1),
    pages=schema.whole("Sidor.", most=9),
    kind=schema.one_of("Slag.", ["a", "b"]),
    on=schema.day("Dag."),
    notes=schema.many("Noter.", schema.words("Not.", 3), 2),
    place=schema.or_none(schema.whole("Plats.")),
    optional=("notes",),
)
GOOD = {"title": "Hej", "pages": 2, "kind": "a", "on": "2024-03-15", "place": None}


def faults(**changed):
    return list(schema.faults(GOOD | changed, PAPER))


def test_what_follows_its_schema_has_no_fault():
    assert faults() == []
    assert faults(notes=["x", "y"], place=3) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "title är för kort"),
        ({"title": "Längre"}, "title är längre än 5 tecken"),
        ({"pages": -1}, "pages är utanför"),
        ({"pages": True}, "pages är inte av rätt slag"),
        ({"pages": "2"}, "pages är inte av rätt slag"),
        ({"kind": "c"}, "kind är inte något av a, b"),
        ({"on": "2024-02-30"}, "on är inte date"),
        ({"on": "20240315"}, "on är inte date"),
        ({"notes": ["x"] * 3}, "notes har fel antal"),
        ({"notes": ["x", 2]}, "notes[1] är inte av rätt slag"),
        ({"more": 1}, "more hör inte dit"),
        ({"place": "x"}, "place är inte av rätt slag (integer eller null)"),
    ],
)
def test_a_departure_is_told_with_its_place(changed, told):
    assert any(fault.startswith(told) for fault in faults(**changed))


def test_what_is_missing_is_told():
    assert list(schema.faults({}, PAPER))[:2] == ["title saknas", "pages saknas"]


def test_a_schema_with_words_that_are_not_checked_fails_at_once():
    with pytest.raises(ValueError, match="not checked"):
        list(schema.faults("x", {"type": "string", "maxItems": 1, "anyOf": []}))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_nothing_that_is_no_paper_passes_and_nothing_breaks_the_check(value):
    assert list(schema.faults(value, PAPER))


@given(st.text() | st.integers() | st.none())
def test_only_what_is_a_day_is_a_day(value):
    assert list(schema.faults(value, schema.day("Dag.")))
