"""Reading a batch: each file once, whatever stops the worker on the way, and never against a person's no."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.actors import Role
from samverk.foundation.files.tests.made import PDF
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.committed import committed
from samverk.intake.actions import (
    cancel_batch,
    start_batch,
    take_up_batches,
    upload,
    work_on_batch,
)
from samverk.intake.actions.batches import running
from samverk.intake.actions.batches import taking as taking_action
from samverk.intake.archives import opening
from samverk.intake.files import Upload
from samverk.intake.models import ImportBatch, ImportBatchFile, Source, SourceState
from samverk.intake.tests import conftest
from samverk.intake.tests.batches.archives import BOARD, minutes, packed
from samverk.intake.tests.batches.stage import again, listed, send, started, states

__all__ = ["committed"]
FIVE = {f"SN/{number}.txt": minutes(number) for number in range(5)}


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    """Let two files be a piece."""
    monkeypatch.setattr(running, "PIECE", 2)


def work_all(batch):
    """Work as the queue does until nothing more is put in it."""
    for _ in range(20):
        if again(batch).state != "running":
            return
        work_on_batch(batch.pk)
    raise AssertionError("never done")


def bodies_of_sources():
    return sorted(Source.objects.values_list("name", "state"))


@pytest.mark.django_db
def test_a_batch_is_read_a_piece_at_a_time(actor, board):
    batch = started(actor, board.pk, FIVE)
    work_on_batch(batch.pk)
    assert list(states(batch).values()) == ["taken", "taken", "waiting", "waiting", "waiting"]
    assert ProcrastinateJob.objects.filter(status="todo", args={"batch": batch.pk}).count() == 1
    work_all(batch)
    assert set(states(batch).values()) == {"taken"}
    assert bodies_of_sources() == [(f"{number}.txt", "read") for number in range(5)]


@pytest.mark.django_db
def test_the_archive_goes_when_the_last_file_is_read(
    actor, board, settings, django_capture_on_commit_callbacks
):
    batch = started(actor, board.pk, FIVE)
    with django_capture_on_commit_callbacks(execute=True):
        work_all(batch)
    kept = [one.parent.name for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert (again(batch).state, kept) == ("done", ["inlast"] * 5)


@pytest.mark.django_db
def test_loose_files_are_read_and_their_first_copies_go(
    actor, board, settings, django_capture_on_commit_callbacks
):
    (batch,) = send(actor, board.pk, {"a.txt": minutes(1), "b.txt": minutes(2)}).batches
    start_batch(actor, batch, key="starta")
    with django_capture_on_commit_callbacks(execute=True):
        work_all(batch)
    kept = [one.parent.name for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert (again(batch).state, kept) == ("done", ["inlast"] * 2)


@pytest.mark.django_db
def test_the_source_is_what_a_single_upload_makes_of_the_file(actor, board, home):
    batch = started(actor, board.pk, {"SN/2024/protokoll.txt": BOARD})
    work_all(batch)
    source = Source.objects.get()
    with source.content.open("rb") as kept:
        assert kept.read() == BOARD
    assert (source.name, source.body, source.uploaded_by_id) == ("protokoll.txt", board, actor.user)
    assert source.records.get().fields["paragraph"] == 7
    event = AuditEvent.objects.get(kind="intake.uploaded")
    assert (event.actor_id, event.organisation_id) == (actor.user, home.pk)


@pytest.mark.django_db
def test_files_of_one_name_are_told_apart_by_their_folders(actor, board):
    names = ("SN/2023/protokoll.txt", "SN/2024/protokoll.txt", "KS/kallelse.txt")
    work_all(started(actor, board.pk, {name: minutes(n) for n, name in enumerate(names)}))
    found = sorted(Source.objects.values_list("name", flat=True))
    assert found == ["SN 2023 protokoll.txt", "SN 2024 protokoll.txt", "kallelse.txt"]


@pytest.mark.django_db
def test_every_step_is_logged(actor, board):
    batch = started(actor, board.pk, FIVE)
    work_all(batch)
    kinds = AuditEvent.objects.filter(subject_type="intake.ImportBatch").order_by("recorded_at")
    assert list(kinds.values_list("kind", flat=True)) == [
        "intake.batch_sent",
        "intake.batch_listed",
        "intake.batch_started",
        "intake.batch_done",
    ]


@pytest.mark.django_db
def test_a_faulty_file_is_told_and_holds_up_no_other(actor, board):
    batch = started(actor, board.pk, {"skadad.pdf": PDF, "b.txt": BOARD})
    work_all(batch)
    assert bodies_of_sources() == [("b.txt", "read"), ("skadad.pdf", "unreadable")]
    assert again(batch).state == "done"


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["take_row", "read_waiting"])
def test_a_crash_anywhere_costs_no_file_and_doubles_none(where, actor, board, monkeypatch):
    batch = started(actor, board.pk, FIVE)
    whole = getattr(running, where)
    calls = []

    def dies(*given):
        calls.append(given)
        if len(calls) == 2:
            sys.exit(1)
        return whole(*given)

    with monkeypatch.context() as broken:
        broken.setattr(running, where, dies)
        with pytest.raises(SystemExit):
            work_all(batch)
    assert again(batch).state == "running"
    work_all(batch)
    assert bodies_of_sources() == [(f"{number}.txt", "read") for number in range(5)]
    assert AuditEvent.objects.filter(kind="intake.uploaded").count() == 5
    assert AuditEvent.objects.filter(kind="intake.read").count() == 5


@pytest.mark.django_db
def test_a_batch_whose_job_was_lost_is_taken_up_by_the_next_minute(actor, board):
    batch = started(actor, board.pk, FIVE)
    ProcrastinateJob.objects.all()._raw_delete("default")
    take_up_batches()
    take_up_batches()
    waiting = ProcrastinateJob.objects.filter(status="todo", args={"batch": batch.pk})
    assert waiting.count() == 1


@pytest.mark.django_db
def test_what_has_ended_or_is_not_started_is_not_taken_up(actor, board):
    cancel_batch(actor, started(actor, board.pk, FIVE), key="av")
    listed(actor, board.pk, {"a.txt": BOARD}, key="annan")
    ProcrastinateJob.objects.all()._raw_delete("default")
    take_up_batches()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_calling_off_between_two_files_leaves_the_second(actor, board, monkeypatch):
    batch = started(actor, board.pk, FIVE)
    whole = taking_action.take_in

    def called_off(now, file):
        whole(now, file)
        cancel_batch(actor, batch, key="av")

    monkeypatch.setattr(taking_action, "take_in", called_off)
    work_on_batch(batch.pk)
    monkeypatch.undo()
    work_on_batch(batch.pk)
    assert list(states(batch).values()) == ["taken", *["cancelled"] * 4]
    assert bodies_of_sources() == [("0.txt", "read")]


@pytest.mark.django_db
def test_a_file_uploaded_by_itself_meanwhile_is_not_read_twice(actor, board):
    batch = started(actor, board.pk, FIVE)
    upload(actor, board.pk, [Upload("först.txt", minutes(3))], key="en")
    work_all(batch)
    assert states(batch)["SN/3.txt"] == "double"
    assert Source.objects.count() == 5


@pytest.mark.django_db
def test_a_lost_right_stops_the_batch_and_somebody_else_may_start_it_again(actor, board, secretary):
    batch = started(actor, board.pk, FIVE)
    secretary.is_active = False
    secretary.save()
    work_on_batch(batch.pk)
    batch = again(batch)
    assert (batch.state, batch.message) == ("open", running.NO_RIGHT)
    assert not Source.objects.exists()
    start_batch(conftest.SETUP, batch, key="igen")
    work_all(batch)
    assert Source.objects.filter(state=SourceState.READ).count() == 5


@pytest.mark.django_db
def test_a_fault_of_ours_stops_the_batch_with_a_word_and_what_is_read_stands(
    actor, board, monkeypatch
):
    batch = started(actor, board.pk, FIVE)
    work_on_batch(batch.pk)
    with monkeypatch.context() as broken:
        broken.setattr(running, "take_row", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            work_on_batch(batch.pk)
    assert (again(batch).state, again(batch).message) == ("open", running.BROKEN)
    start_batch(actor, again(batch), key="igen")
    work_all(batch)
    assert Source.objects.count() == 5


@pytest.mark.django_db
def test_a_database_that_is_gone_is_waited_for(actor, board, monkeypatch):
    batch = started(actor, board.pk, FIVE)

    def gone(*_):
        raise OperationalError("gone")

    monkeypatch.setattr(running, "read_waiting", gone)
    with pytest.raises(OperationalError):
        work_on_batch(batch.pk)
    assert again(batch).state == "running"


@pytest.mark.django_db
def test_an_archive_lost_on_the_way_is_told(actor, board):
    batch = started(actor, board.pk, FIVE)
    batch.archive.storage.delete(batch.archive.name)
    work_on_batch(batch.pk)
    assert "saknas i lagret" in again(batch).message


@pytest.mark.django_db
def test_an_archive_changed_on_the_way_gives_nothing_that_was_not_judged(actor, board):
    batch = started(actor, board.pk, {"a.txt": BOARD})
    Path(batch.archive.path).write_bytes(packed({"a.txt": minutes(9)}))
    work_all(batch)
    assert ImportBatchFile.objects.get().message == taking_action.LOST
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_process_that_dies_at_a_file_costs_that_file_alone(actor, board, monkeypatch, apart):
    batch = started(actor, board.pk, {"a.txt": minutes(1), "b.txt": minutes(2)})
    dies = (
        "import sys, samverk.intake.archives.apart as a\n"
        "if '0' in sys.argv: sys.exit(1)\n"
        "a.main(sys.argv[1:])"
    )
    monkeypatch.setattr(opening, "COMMAND", ["-c", dies])
    work_all(batch)
    assert states(batch) == {"a.txt": "refused", "b.txt": "taken"}


@pytest.mark.django_db
def test_the_same_batch_sent_again_finds_every_file_there(actor, board):
    work_all(started(actor, board.pk, FIVE))
    second = listed(actor, board.pk, FIVE, key="igen")
    assert set(states(second).values()) == {"double"}


@pytest.fixture
def real(committed, settings, tmp_path, monkeypatch):
    """The secretary and the board, in a database that others see."""
    home = conftest.organisation("granby", "Granby kommun")
    board = home.bodies.get(abbreviation="SN")
    who = conftest.user("sekreterare@granby.example", Role.SECRETARY, home, board)
    return actor_for(who), board.pk


def at_once(count, work):
    """Do the same work in several threads, each with a connection of its own."""
    faults = []

    def one():
        try:
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []


def test_workers_at_the_same_batch_read_each_file_once(real):
    actor, board = real
    batch = started(actor, board, FIVE)
    at_once(3, lambda: [work_on_batch(batch.pk) for _ in range(8)])
    while again(batch).state == "running":
        work_on_batch(batch.pk)
    assert bodies_of_sources() == [(f"{number}.txt", "read") for number in range(5)]
    assert AuditEvent.objects.filter(kind="intake.text_taken").count() == 5
    assert AuditEvent.objects.filter(kind="intake.batch_done").count() == 1


def test_a_second_worker_goes_away_while_the_first_is_at_it(real, monkeypatch):
    actor, board = real
    batch = started(actor, board, FIVE)
    whole, met = running.read_waiting, []

    def second_comes(body):
        at_once(1, lambda: met.append(running._alone(batch.pk).__enter__()))
        return whole(body)

    monkeypatch.setattr(running, "read_waiting", second_comes)
    work_on_batch(batch.pk)
    assert met == [False]


def test_two_batches_with_the_same_files_make_each_source_once(real):
    actor, board = real
    first = started(actor, board, FIVE)
    second = listed(actor, board, FIVE, key="annan")
    start_batch(actor, second, key="starta den andra")
    both = iter([first, second])
    at_once(2, lambda: work_all(next(both)))
    assert ImportBatch.objects.filter(state="done").count() == 2
    assert bodies_of_sources() == [(f"{number}.txt", "read") for number in range(5)]
