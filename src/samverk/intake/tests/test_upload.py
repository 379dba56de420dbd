"""Uploading: the good files are kept, each refused one is told why, and nothing comes in twice."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.errors import NotAllowedError
from samverk.foundation.files.kinds import LARGEST
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import upload
from samverk.intake.files import Upload
from samverk.intake.models import Source
from samverk.intake.tests.conftest import sample

pytestmark = pytest.mark.django_db


def refused(actor, board, name, content):
    outcome = upload(actor, board.pk, [Upload(name, content)], key="en")
    assert outcome.sources == []
    return outcome.refused[0].why


def test_a_file_is_kept_byte_for_byte(actor, board):
    file = sample("board.txt")
    source = upload(actor, board.pk, [file], key="en").new[0]
    with source.content.open("rb") as kept:
        assert kept.read() == file.content
    assert source.sha256 == hashlib.sha256(file.content).hexdigest()


def test_nothing_of_the_outside_name_is_in_the_stored_name(actor, board):
    source = upload(actor, board.pk, [sample("board.txt")], key="en").new[0]
    assert source.name == "board.txt"
    assert "board" not in source.content.name


def test_reading_is_put_in_the_queue_with_the_file(actor, board):
    upload(actor, board.pk, [sample("board.txt")], key="en")
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("samverk.intake.jobs.read", {"body": board.pk})


def test_the_upload_is_logged_for_the_organisation(actor, home, board):
    source = upload(actor, board.pk, [sample("board.txt")], key="en").new[0]
    event = AuditEvent.objects.get(kind="intake.uploaded")
    assert (event.organisation_id, event.actor_id) == (home.pk, actor.user)
    assert (event.body, event.subject_id) == (board, str(source.pk))


def test_sending_the_form_again_changes_nothing(actor, board):
    first = upload(actor, board.pk, [sample("board.txt")], key="en")
    again = upload(actor, board.pk, [sample("board.txt")], key="en")
    assert again.known == first.new
    assert ProcrastinateJob.objects.count() == 1


def test_the_same_file_under_another_name_is_the_earlier_one(actor, board):
    first = upload(actor, board.pk, [sample("board.txt")], key="en").new
    copy = Upload("kopia.txt", sample("board.txt").content)
    assert upload(actor, board.pk, [copy], key="två").known == first
    assert Source.objects.count() == 1


def test_the_good_files_are_kept_when_one_is_refused(actor, board):
    files = [sample("board.txt"), Upload("bild.png", b"\x89PNG\r\n"), sample("council.txt")]
    outcome = upload(actor, board.pk, files, key="en")
    assert [source.name for source in outcome.new] == ["board.txt", "council.txt"]
    assert [refusal.name for refusal in outcome.refused] == ["bild.png"]


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_others_may_not_upload(who, request, board):
    actor = actor_for(request.getfixturevalue(who))
    with pytest.raises(NotAllowedError):
        upload(actor, board.pk, [sample("board.txt")], key="en")
    assert not Source.objects.exists()


def test_an_empty_file_is_refused(actor, board):
    assert "är tom" in refused(actor, board, "tom.txt", b"")


def test_a_file_larger_than_fifty_megabytes_is_refused(actor, board):
    assert "50 MB" in refused(actor, board, "stor.pdf", b"a" * (LARGEST + 1))


def test_a_name_that_is_not_on_the_list_is_refused(actor, board):
    assert "filtyp" in refused(actor, board, "makro.docm", b"PK\x03\x04")


@pytest.mark.parametrize("name", ["protokoll.pdf", "protokoll.docx"])
def test_content_that_is_not_what_the_name_says_is_refused(name, actor, board):
    assert "annat än filnamnet" in refused(actor, board, name, b"vanlig text")


def test_a_program_with_the_name_of_a_text_is_refused(actor, board):
    assert "program" in refused(actor, board, "protokoll.txt", b"\x7fELF\x02\x01")


def test_an_archive_that_is_no_word_file_is_refused(actor, board):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bilaga.txt", "text")
    assert "annat än filnamnet" in refused(actor, board, "bilaga.docx", packed.getvalue())
