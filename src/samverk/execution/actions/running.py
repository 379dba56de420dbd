"""Reads an ordered file into the register in the background: all of it, or nothing with what hindered.

A crash leaves the order as it was, and the next minute's job takes it up again.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from samverk.directory import queries as directory
from samverk.execution.actions.beside import telling
from samverk.execution.actions.importing import CHANGED, empty, lines_of, try_again
from samverk.execution.actions.reading_in import Told, read_in
from samverk.execution.models import ImportState, RegisterImport, RegisterImportProgress
from samverk.execution.numbers import hold_register
from samverk.execution.walls import unread
from samverk.execution.zone import entered
from samverk.foundation import acts, clock
from samverk.foundation.errors import NotAllowedError, SamverkError
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import Right

IMPORTED = acts.kind("execution.imported", "Beslut inlästa från en fil")
BROKEN = (
    "Ett fel stoppade inläsningen, och inget är inläst."
    " Försök igen, eller tala med den som sköter systemet."
)
NO_RIGHT = "Den som beställde inläsningen får inte läsa in längre. Inget är inläst."
# So long may somebody sit with a file when the night's work begins
LEFT_AFTER = timedelta(hours=2)


def run_import(body: int, pk: uuid.UUID) -> None:
    """Read a file in that has been asked for at a board (body id). Again reads it in once."""
    row = _asked(body, pk)
    if row is None:
        return
    try:
        _run(row)
    except NotAllowedError:
        _hinder(body, pk, NO_RIGHT)
    except SamverkError as fault:
        _hinder(body, pk, fault.message[:400])
    except Exception:
        # What is not read in is never left as if it were on its way
        _hinder(body, pk, BROKEN)
        raise


def run_left() -> None:
    """Read in what a crash has left at every board. Each minute's work."""
    for one in directory.bodies():
        with unread([one.id]):
            left = RegisterImport.objects.filter(controller=one.id, state=ImportState.ASKED)
            asked = list(left.order_by("recorded_at").values_list("pk", flat=True))
        for pk in asked:
            run_import(one.id, pk)


def clear_files() -> None:
    """Let files go that nobody went on with. Each night's work; doing it again lets none go twice."""
    before = clock.now() - LEFT_AFTER
    for one in directory.bodies():
        with unread([one.id]):
            rows = RegisterImport.objects.select_for_update().filter(
                controller=one.id, state=ImportState.OPEN, recorded_at__lt=before
            )
            for row in rows:
                empty(row, ImportState.DROPPED)


def _asked(body: int, pk: uuid.UUID, *, locks: bool = False) -> RegisterImport | None:
    with unread([body]):
        rows = RegisterImport.objects.select_related("source", "uploaded_by")
        if locks:
            rows = rows.select_for_update(of=("self",))
        return rows.filter(controller=body, pk=pk, state=ImportState.ASKED).first()


def _run(asked: RegisterImport) -> None:
    body = asked.controller_id
    actor = actor_for(asked.uploaded_by)
    with entered(actor, body, Right.REPORT_EXECUTION) as home, unread([body]):
        # Whoever registers by hand waits, and is then seen here
        hold_register(body)
        row = _asked(body, asked.pk, locks=True)
        if row is None:
            return
        act = acts.Act(
            actor, IMPORTED, f"import/{row.pk}/{row.digest}", home.organisation, body=body
        )
        before, lines = row.digest, lines_of(row)
        tried = try_again(row, lines, locks=True)
        if row.digest != before or row.counts["faults"]:
            row.state, row.message = ImportState.OPEN, CHANGED
            row.save()
            return
        progress = RegisterImportProgress.objects.get(of=row)
        told = Told(body, row.source.name, actor)

        def work() -> RegisterImport:
            with telling(body, progress.pk) as beside:
                read_in(told, tried.rows, beside.tell)
            empty(row, ImportState.DONE)
            return row

        acts.carry_out(act, work)


def _hinder(body: int, pk: uuid.UUID, message: str) -> None:
    """Open the file for its uploader again, with what hindered."""
    with unread([body]):
        row = _asked(body, pk, locks=True)
        if row is not None:
            row.state, row.message = ImportState.OPEN, message
            row.save()
