"""One bad file stops no other, and a file that nobody has reviewed can be read again."""

from __future__ import annotations

import pytest
from django.db import OperationalError, ProgrammingError, transaction
from django.urls import reverse

from samverk.foundation.errors import ConflictError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Denied
from samverk.intake.actions import (
    confirm,
    may_read_again,
    read_again,
    read_waiting,
    reading,
    reject,
    upload,
)
from samverk.intake.models import ReadRecord, Source, SourceState
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import sample
from samverk.intake.tests.reviews import only_record
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty(monkeypatch):
    """A reader that fails on council.txt alone."""
    read = reading.read_documents

    def reads(source):
        if source.name.startswith("council"):
            raise KeyError("ett fel i läsaren")
        return read(source)

    monkeypatch.setattr(reading, "read_documents", reads)
    return monkeypatch


@pytest.fixture
def both(actor, board, faulty):
    """Two papers sent together, one of which the reader fails on."""
    upload(actor, board.pk, [sample("council.txt"), sample("board.txt")], key="två")
    read_waiting(board.pk)
    return {source.name: source for source in Source.objects.all()}


def test_the_good_file_is_read_beside_the_bad_one(both):
    assert both["board.txt"].state == SourceState.READ
    assert only_record(both["board.txt"]).fields["paragraph"] == 7


def test_the_bad_file_is_marked_with_the_reason(both):
    assert both["council.txt"].state == SourceState.UNREADABLE
    assert "felet ligger i läsaren" in both["council.txt"].message
    assert AuditEvent.objects.filter(kind="intake.failed").count() == 1


def test_an_earlier_file_that_fails_now_holds_up_no_new_one(actor, board, read_in, faulty):
    faulty.undo()
    read_in("council.txt")
    faulty.setattr(reading, "_checked", lambda *_: [])
    fails = reading.read_documents
    faulty.setattr(
        reading,
        "read_documents",
        lambda source: 1 / 0 if source.name == "council.txt" else fails(source),
    )
    upload(actor, board.pk, [sample("board.txt")], key="ny")
    read_waiting(board.pk)
    assert Source.objects.get(name="board.txt").state == SourceState.READ


def test_a_database_that_is_gone_marks_nothing(actor, board, monkeypatch):
    upload(actor, board.pk, [sample("board.txt")], key="en")

    def gone(_):
        raise OperationalError

    monkeypatch.setattr(reading, "read_documents", gone)
    with pytest.raises(OperationalError):
        read_waiting(board.pk)
    assert Source.objects.get().state == SourceState.WAITING


def test_a_store_that_cannot_be_opened_is_told_in_words(actor, board, monkeypatch):
    upload(actor, board.pk, [sample("board.txt")], key="en")

    def closed(*_):
        raise PermissionError

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._open", closed)
    read_waiting(board.pk)
    assert "gick inte att öppna i lagret" in Source.objects.get().message


def test_a_mended_reader_reads_the_file_again(actor, board, both, faulty):
    faulty.undo()
    faulty.setattr(reading, "extract", reading.extract)
    read_again(actor, both["council.txt"], key="igen")
    with faulty.context() as quick:
        from samverk.intake.tests.conftest import in_process

        quick.setattr(reading, "extract", in_process)
        read_waiting(board.pk)
    source = Source.objects.get(name="council.txt")
    assert (source.state, source.turn) == (SourceState.READ, 2)
    assert only_record(source).fields["paragraph"] == 12


def test_reading_again_takes_away_what_was_read_and_reads_anew(actor, board, read_in):
    source = read_in("board.txt")[0]
    first = only_record(source).pk
    read_again(actor, source, key="igen")
    assert not ReadRecord.objects.exists()
    read_waiting(board.pk)
    assert only_record(Source.objects.get()).pk != first


def test_pressing_twice_is_one_reading(actor, board, read_in):
    source = read_in("board.txt")[0]
    read_again(actor, source, key="igen")
    read_again(actor, source, key="igen")
    assert Source.objects.get().turn == 2


def test_a_reviewed_file_is_not_read_again(actor, read_in):
    source = read_in("board.txt")[0]
    reject(actor, only_record(source), "Fel läst", key="nej")
    assert isinstance(may_read_again(actor, source), Denied)
    with pytest.raises(ConflictError):
        read_again(actor, source, key="igen")
    assert only_record(source).reason == "Fel läst"


def test_the_database_itself_keeps_what_was_reviewed(actor, home, read_in):
    record = confirm(actor, only_record(read_in("board.txt")[0]), reviews.board(home), key="en")
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        ReadRecord.objects.filter(pk=record.pk).delete()


def test_others_may_not_have_a_file_read_again(outsider, read_in):
    source = read_in("board.txt")[0]
    with pytest.raises(NotAllowedError):
        read_again(actor_for(outsider), source, key="igen")


def test_the_button_has_the_file_read_again(client, secretary, read_in):
    source = read_in("board.txt")[0]
    client.force_login(secretary)
    page = client.get(reverse("intake_source", args=[source.pk])).content.decode()
    assert "Läs igen" in page
    answer = client.post(reverse("intake_again", args=[source.pk]), {"key": "igen"})
    assert answer.status_code == 302
    assert Source.objects.get().state == SourceState.WAITING


def test_the_page_of_a_reviewed_file_says_why_there_is_no_button(client, secretary, actor, read_in):
    source = read_in("board.txt")[0]
    reject(actor, only_record(source), "Fel läst", key="nej")
    client.force_login(secretary)
    page = client.get(reverse("intake_source", args=[source.pk])).content.decode()
    assert "redan granskat" in page


@kept
def taken_away(actor, read_in):
    """A record that somebody has open when the file is given to be read again."""
    source = read_in("board.txt")[0]
    record = only_record(source)
    read_again(actor, source, key="om")
    return record


def test_a_record_taken_away_meanwhile_is_not_confirmed(actor, home, taken_away):
    with pytest.raises(ConflictError, match="läses om"):
        confirm(actor, taken_away, reviews.board(home), key="ja")


def test_a_record_taken_away_meanwhile_is_not_rejected(actor, taken_away):
    with pytest.raises(ConflictError, match="läses om"):
        reject(actor, taken_away, "Fel läst", key="nej")
