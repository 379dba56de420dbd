"""What is withdrawn is in no file on the disk, whether whole, half made, or of the night before."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from samverk.foundation import clock
from samverk.publishing.actions import dumping
from samverk.publishing.actions.dumping import dump, renew_dump
from samverk.publishing.actions.records import withdraw, write
from samverk.publishing.drafts import Draft
from samverk.publishing.dumps import FOLDER, latest_dump, names_kept
from samverk.publishing.models import Kind, Record
from samverk.publishing.tests import open_world as world

pytestmark = pytest.mark.django_db
SQLITE = "/api/v1/bulk/samverk.sqlite"
PLANTED = "Papegojvingelbrott"
ITEM = 7_001


@pytest.fixture(autouse=True)
def planted(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    world.publish()
    write([Draft(Kind.ITEM, ITEM, PLANTED, f"Om {PLANTED}", body=world.BOARD)], world.MOMENT)


@pytest.fixture
def two_nights():
    for hours in (48, 24):
        dump(clock.now() - timedelta(hours=hours))


def holding(folder):
    """Name the files anywhere in a folder that hold the planted word."""
    files = [file for file in Path(folder).rglob("*") if file.is_file()]
    return [file.name for file in files if PLANTED.encode() in file.read_bytes()]


def take_back(run):
    with run(execute=True):
        withdraw(Record.objects.filter(kind="item", source=ITEM), clock.now())


def test_a_withdrawal_removes_every_file_that_held_it_at_once(
    client, two_nights, tmp_path, django_capture_on_commit_callbacks
):
    assert len(holding(tmp_path)) == 2
    take_back(django_capture_on_commit_callbacks)
    assert holding(tmp_path) == []
    answer = client.get(SQLITE)
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")


def test_the_file_is_made_anew_within_a_minute_without_it(
    client, two_nights, tmp_path, django_capture_on_commit_callbacks
):
    take_back(django_capture_on_commit_callbacks)
    assert renew_dump(clock.now() + timedelta(minutes=2))
    assert PLANTED.encode() not in b"".join(client.get(SQLITE).streaming_content)
    assert holding(tmp_path) == []
    assert len(names_kept()) == 2


def test_what_the_withdrawal_could_not_reach_goes_with_the_job(two_nights, tmp_path):
    withdraw(Record.objects.filter(kind="item", source=ITEM), clock.now())
    assert holding(tmp_path)
    assert renew_dump(clock.now() + timedelta(minutes=2))
    assert holding(tmp_path) == []


def test_all_is_removed_before_the_new_one_is_made(two_nights, tmp_path, monkeypatch):
    withdraw(Record.objects.filter(kind="item", source=ITEM), clock.now())
    found = []
    monkeypatch.setattr(dumping, "dump", lambda _: found.append(holding(tmp_path)))
    renew_dump(clock.now() + timedelta(minutes=2))
    assert found == [[]]


def test_a_file_that_a_fall_left_half_made_goes_too(
    two_nights, tmp_path, django_capture_on_commit_callbacks
):
    default_storage.save(f"{FOLDER}/oppna-data-halv.sqlite", ContentFile(PLANTED.encode()))
    left = tmp_path / "tmp" / f"{dumping._work()}abc"
    left.mkdir()
    (left / "oppna-data.sqlite").write_text(PLANTED)
    take_back(django_capture_on_commit_callbacks)
    renew_dump(clock.now() + timedelta(minutes=2))
    assert holding(tmp_path) == []


def test_half_a_file_alone_goes_with_the_job(tmp_path):
    default_storage.save(f"{FOLDER}/oppna-data-halv.sqlite", ContentFile(PLANTED.encode()))
    assert renew_dump(clock.now()) is None
    assert holding(tmp_path) == []


def test_what_is_in_no_file_removes_none(two_nights, django_capture_on_commit_callbacks):
    before = names_kept()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(Record.objects.filter(kind="membership"), clock.now())
    assert names_kept() == before
    assert latest_dump()


def test_nothing_is_removed_when_the_withdrawal_is_undone(two_nights, tmp_path):
    withdraw(Record.objects.filter(kind="item", source=ITEM), clock.now())
    assert len(holding(tmp_path)) == 2
