"""Canonical JSON: one way to write, and nothing read that could be meant in two."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.exchange.canonical import LARGEST, canonical, read

WORDS = st.text('abåÖ "\\\n\0€😀', max_size=6)
PLAIN = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | WORDS
VALUES = st.recursive(
    PLAIN, lambda v: st.lists(v, max_size=3) | st.dictionaries(WORDS, v, max_size=3), max_leaves=8
)


@given(VALUES)
def test_what_is_written_reads_back_the_same_and_is_written_the_same(value):
    written = canonical(value)
    assert read(written) == value
    assert canonical(read(written)) == written


@given(st.dictionaries(WORDS, PLAIN))
def test_the_order_of_keys_and_the_spaces_make_no_difference(value):
    loose = json.dumps(dict(reversed(value.items())), indent=2).encode()
    assert canonical(read(loose)) == canonical(value)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":2}',
        '{"a":1.5}',
        '{"a":1e3}',
        "NaN",
        "Infinity",
        '"\\ud800"',
        str(LARGEST + 1),
        "[" * 30 + "]" * 30,
        "[" * 100_000,
        "",
        "{",
        '{"a":1} x',
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text):
    with pytest.raises(ValueError):
        read(text.encode())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ValueError):
        read(b'{"a":"\xff"}')


@pytest.mark.parametrize("value", [1.5, object(), {1: "a"}, {"a": float("nan")}, b"x"])
def test_what_has_no_one_way_is_not_written(value):
    with pytest.raises(ValueError):
        canonical(value)
