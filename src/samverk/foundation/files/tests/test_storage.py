"""What a store answers for is on the disk: the file, and the folders that name it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from samverk.foundation.files.storage import DurableStorage


@pytest.fixture
def written(monkeypatch):
    """The files and folders that were written through, in order."""
    found = []

    def fsync(handle):
        found.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    monkeypatch.setattr(os, "fsync", fsync)
    return found


def test_a_file_and_its_folders_are_written_through_before_it_is_answered_for(tmp_path, written):
    store = DurableStorage(tmp_path)
    name = store.save("utskick/2026/a.pdf", ContentFile("innehåll".encode()))
    assert written == [
        str(tmp_path / name),
        str(tmp_path / "utskick" / "2026"),
        str(tmp_path / "utskick"),
        str(tmp_path),
    ]
    assert (tmp_path / name).read_bytes() == "innehåll".encode()


def test_a_disk_that_does_not_take_it_answers_for_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError("disken är full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        DurableStorage(tmp_path).save("a.pdf", ContentFile(b"x"))


def test_the_installations_own_store_is_durable():
    assert isinstance(storages["default"], DurableStorage)
