"""Canonical writing, links, checkpoints, keys: each says no to what is not as it was written."""

from __future__ import annotations

import stat
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.foundation.seals.bundle import bundle, read_export, write_export
from samverk.foundation.seals.canonical import canonical, read_canonical
from samverk.foundation.seals.chain import BEGINNING, next_link, read_link
from samverk.foundation.seals.checking import check
from samverk.foundation.seals.checkpoints import Head, next_checkpoint, read_checkpoint
from samverk.foundation.seals.keys import SealKey, drawn_key, is_signed_by, key_in

KEY = SealKey(b"k" * 32)
TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_is_written_in_one_way_and_read_back(value):
    assert read_canonical(canonical(value)) == value


@given(st.dictionaries(TEXT, st.integers(), min_size=2))
def test_the_order_of_keys_makes_no_difference(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [1.5, {"a": {1: 2}}, [object()], b"raw"])
def test_what_has_no_one_way_to_be_written_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("text", ['{"b":1,"a":2}', '{"a": 1}', '{"a":1,"a":1}', "[1.0]", "{", ""])
def test_another_way_of_writing_is_refused(text):
    with pytest.raises(ValueError):
        read_canonical(text)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_links_follow_each_other_and_are_read_back(words):
    last, made = None, []
    for word in words:
        last = next_link("org/1", last, canonical({"text": word}))
        made.append(last)
    assert made[0].previous == BEGINNING
    assert [link.index for link in made] == list(range(1, len(words) + 1))
    assert all(link.is_whole and read_link(link.line()) == link for link in made)


@pytest.mark.parametrize(
    "changed", [{"content": "{}"}, {"index": 2}, {"chain": "org/2"}, {"previous": "1" * 64}]
)
def test_a_link_with_anything_changed_is_not_whole(changed):
    link = next_link("org/1", None, canonical({"text": "Taxan höjs."}))
    assert not replace(link, **changed).is_whole


@pytest.mark.parametrize("line", ["[]", '{"chain":1}', '{"chain":"a"}'])
def test_a_line_that_is_no_link_is_refused(line):
    with pytest.raises(ValueError):
        read_link(line)


def test_a_checkpoint_is_signed_and_read_back():
    made = next_checkpoint(None, {"org/1": Head(3, "a" * 64)}, "2026-03-01T10:00:00Z", KEY)
    assert made.is_signed
    assert read_checkpoint(made.line()) == made
    assert not replace(made, made_at="2026-03-02T10:00:00Z").is_signed


@pytest.mark.parametrize("bad", ["", "x", "AAAA", "é"])
def test_what_is_no_signature_is_answered_no(bad):
    assert not is_signed_by(KEY.public, "text", bad)
    assert not is_signed_by(bad, "text", KEY.sign("text"))


def test_a_key_is_drawn_once_and_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "nycklar" / "kedja.key"
    first = key_in(file)
    assert key_in(file).public == first.public
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    assert drawn_key() != drawn_key()


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_an_export_is_written_and_read_back(tmp_path, name):
    link = next_link("org/1", None, canonical({"text": "Taxan höjs."}))
    checkpoint = next_checkpoint(None, {"org/1": Head(1, link.digest)}, "2026", KEY)
    files = bundle([link], [checkpoint], [], KEY)
    write_export(tmp_path / name, files)
    assert read_export(tmp_path / name) == files


def test_a_correction_must_point_at_an_earlier_record():
    link = next_link("org/1", None, canonical({"kind": "correction", "corrects": 1}))
    checkpoint = next_checkpoint(None, {"org/1": Head(1, link.digest)}, "2026", KEY)
    (fault,) = check(bundle([link], [checkpoint], [], KEY), trusted=KEY.public).faults
    assert "pekar inte på en tidigare post" in fault.text


def test_an_export_of_nothing_is_clean():
    assert check(bundle([], [], [], KEY), trusted=KEY.public).is_clean
