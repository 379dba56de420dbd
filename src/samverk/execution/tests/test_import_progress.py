"""How far a run has come is seen by others while its one transaction is open, and nothing else is."""

from __future__ import annotations

import threading

from django.db import connection

from samverk.execution.actions import ask_import, run_import, running
from samverk.execution.models import GrantedDecision, RegisterImport, RegisterImportProgress
from samverk.execution.tests.source_files import file_of, upload
from samverk.execution.tests.stage import set_stage
from samverk.execution.walls import unread
from samverk.foundation.tests.cast import set_stage as set_cast
from samverk.foundation.tests.committed import committed

__all__ = ["committed"]


def test_progress_is_seen_while_the_run_is_open(committed, the_day, monkeypatch):
    stage = set_stage(set_cast())
    seen = []

    def look():
        with unread([stage.body]):
            seen.append(RegisterImportProgress.objects.values_list("done", "total").get())
            seen.append(GrantedDecision.objects.count())
        connection.close()

    def whole_and_seen(told, rows, done):
        read_in(told, rows, done)
        asking = threading.Thread(target=look)
        asking.start()
        asking.join()

    row = upload(stage, file_of({}, {"id": "K2", "personnummer": ""}))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")
    read_in = running.read_in
    monkeypatch.setattr(running, "read_in", whole_and_seen)
    run_import(stage.body, row.pk)
    with unread([stage.body]):
        state, many = RegisterImport.objects.get().state, GrantedDecision.objects.count()

    assert seen == [(2, 2), 0]
    assert (state, many) == ("done", 2)


def test_two_workers_read_a_file_in_once(committed, the_day):
    stage = set_stage(set_cast())
    row = upload(stage, file_of({}, {"id": "K2", "personnummer": ""}))
    ask_import(stage.reporter, stage.body, row.pk, row.digest, key="las")

    def work():
        try:
            run_import(stage.body, row.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    with unread([stage.body]):
        assert GrantedDecision.objects.count() == 2
        assert RegisterImport.objects.get().state == "done"
