"""The embedded database takes its share of the machine's memory, or of what a container lets it have."""

from __future__ import annotations

import os

import pytest

from samverk.foundation.postgres import memory

GB = 2**30


@pytest.mark.parametrize(
    ("machine", "told"),
    [(GB // 2, "128MB"), (4 * GB, "512MB"), (16 * GB, "2048MB"), (256 * GB, "2048MB")],
)
def test_an_eighth_is_taken_within_bounds(monkeypatch, machine, told):
    monkeypatch.setattr(memory, "ALLOWED", ())
    monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": machine // 4096, "SC_PAGE_SIZE": 4096}.get)
    assert memory.shared_buffers() == told


@pytest.mark.parametrize(("written", "told"), [("4294967296\n", "512MB"), ("max\n", "2048MB")])
def test_a_container_may_have_less(monkeypatch, tmp_path, written, told):
    place = tmp_path / "memory.max"
    place.write_text(written)
    monkeypatch.setattr(memory, "ALLOWED", (tmp_path / "missing", place))
    monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": 64 * GB // 4096, "SC_PAGE_SIZE": 4096}.get)
    assert memory.shared_buffers() == told
