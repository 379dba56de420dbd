"""A reading whose worker was killed is taken up again: no file is left, and none is read twice."""

from __future__ import annotations

import json
import sys

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.models import AuditEvent
from samverk.intake.actions import reading as reading_action
from samverk.intake.actions import upload
from samverk.intake.actions.alone import alone
from samverk.intake.actions.read_in_turn import DOOR, read_in_turn
from samverk.intake.jobs import read, take_up
from samverk.intake.models import ImportBatch, ReadRecord, Source, SourceState
from samverk.intake.tests.conftest import sample

pytestmark = pytest.mark.django_db


def jobs(status):
    rows = ProcrastinateJob.objects.filter(task_name="samverk.intake.jobs.read", status=status)
    return list(rows.order_by("id"))


def taken(body):
    """Let a worker take the job and be killed at it: nobody tells the queue that it is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo' AND args = %s",
            [json.dumps({"body": body})],
        )


@pytest.fixture
def sent(actor, board):
    upload(actor, board.pk, [sample("board.txt")], key="en")
    return board.pk


@pytest.mark.parametrize("where", ["_take_text", "_read_together"])
def test_a_worker_that_is_killed_anywhere_costs_no_file(where, sent, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(reading_action, where, lambda *_: sys.exit(1))
        with pytest.raises(SystemExit):
            read(sent)
    taken(sent)
    take_up(0)
    (again,) = jobs("todo")
    read(**again.args)
    assert Source.objects.get().state == SourceState.READ
    assert ReadRecord.objects.count() == 1
    assert AuditEvent.objects.filter(kind="intake.text_taken").count() == 1


def test_a_job_that_a_dead_worker_holds_keeps_no_other_back(actor, board, sent):
    taken(sent)
    upload(actor, board.pk, [sample("numbers.txt")], key="två")
    (new,) = jobs("todo")
    assert new.lock is None
    read(**new.args)
    assert set(Source.objects.values_list("state", flat=True)) == {SourceState.READ}


def test_what_waits_is_queued_once_and_what_is_read_not_at_all(sent):
    take_up(0)
    take_up(0)
    assert len(jobs("todo")) == 1
    read(sent)
    ProcrastinateJob.objects.all()._raw_delete("default")
    take_up(0)
    assert jobs("todo") == []


def test_what_a_batch_reads_is_left_to_it(sent, board):
    ProcrastinateJob.objects.all()._raw_delete("default")
    ImportBatch.objects.create(body=board, name="bunt", size=1, state="running")
    take_up(0)
    assert jobs("todo") == []


def test_what_came_meanwhile_is_read_next(actor, board, sent, monkeypatch):
    whole = reading_action.read_waiting

    def slow(body):
        found = whole(body)
        ProcrastinateJob.objects.all()._raw_delete("default")
        upload(actor, board.pk, [sample("numbers.txt")], key="två")
        ProcrastinateJob.objects.all()._raw_delete("default")
        return found

    monkeypatch.setattr("samverk.intake.actions.read_in_turn.read_waiting", slow)
    read_in_turn(sent)
    assert len(jobs("todo")) == 1
    with alone(DOOR, sent) as is_alone:
        assert is_alone
