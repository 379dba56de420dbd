"""A file lost from the store is put back by uploading it again; nothing said of it is lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent
from samverk.intake.actions import confirm, read_waiting, upload
from samverk.intake.models import RecordState, Source, SourceState
from samverk.intake.tests import reviews
from samverk.intake.tests.conftest import sample
from samverk.intake.tests.reviews import only_record
from samverk.project.testing.stages import kept
from samverk.registry.models import Document

pytestmark = pytest.mark.django_db


def lose(source):
    source.content.storage.delete(source.content.name)


@kept
def lost(read_in):
    """A paper that was read, and then lost from the store."""
    source = read_in("board.txt")[0]
    lose(source)
    return source


def send(actor, board, key="en gång till"):
    return upload(actor, board.pk, [sample("board.txt")], key=key)


def test_the_same_file_is_put_back_byte_for_byte(actor, board, lost):
    outcome = send(actor, board)
    assert (outcome.restored, outcome.new, outcome.known) == ([lost], [], [])
    with Source.objects.get().content.open("rb") as kept:
        assert kept.read() == sample("board.txt").content


def test_what_was_read_of_it_stands(actor, board, lost):
    before = only_record(lost).pk
    source = send(actor, board).restored[0]
    assert (source.state, only_record(source).pk) == (SourceState.READ, before)


def test_putting_it_back_is_logged(actor, board, lost):
    send(actor, board)
    event = AuditEvent.objects.get(kind="intake.restored")
    assert (event.actor_id, event.subject_id) == (actor.user, str(lost.pk))


def test_a_file_that_is_there_is_not_restored(actor, board, read_in):
    read_in("board.txt")
    assert send(actor, board).restored == []
    assert not AuditEvent.objects.filter(kind="intake.restored").exists()


def test_a_file_lost_twice_is_put_back_twice(actor, board, lost):
    send(actor, board, key="ett formulär")
    lose(Source.objects.get())
    assert send(actor, board, key="ett formulär").restored == [lost]


def test_a_file_lost_before_it_was_read_is_read_when_it_is_back(actor, board):
    source = send(actor, board, key="först").new[0]
    lose(source)
    read_waiting(board.pk)
    source.refresh_from_db()
    assert (source.state, "Ladda upp den på nytt" in source.message) == ("unreadable", True)
    send(actor, board)
    read_waiting(board.pk)
    assert only_record(source).fields["paragraph"] == 7


def test_its_reading_is_put_in_the_queue_again(actor, board):
    source = send(actor, board, key="först").new[0]
    lose(source)
    read_waiting(board.pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE status = 'todo'")
    before = ProcrastinateJob.objects.count()
    send(actor, board)
    assert ProcrastinateJob.objects.count() == before + 1


def test_a_record_of_a_lost_file_is_not_confirmed_and_says_what_to_do(actor, home, lost):
    with pytest.raises(ConflictError, match="Ladda upp den på nytt"):
        confirm(actor, only_record(lost), reviews.board(home), key="en")
    assert not Document.objects.exists()
    assert only_record(lost).state == RecordState.PROPOSED


def test_the_page_of_a_lost_file_says_so(client, secretary, lost):
    client.force_login(secretary)
    shown = client.get(reverse("intake_source", args=[lost.pk])).content.decode()
    assert "Filen saknas i lagret" in shown


def test_fetching_a_lost_file_tells_that_it_is_not_there(client, secretary, lost):
    client.force_login(secretary)
    assert client.get(reverse("intake_file", args=[lost.pk])).status_code == 404
