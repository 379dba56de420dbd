"""Reading a started batch in the background, a few files at a time: each file once, also after a crash.

A piece of work takes some files in, each in a transaction of its own, reads them, and puts the next
piece in the queue. Who comes second at the same batch goes away; who is stopped is followed by the
next minute's job.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta

from django.db.models import Q

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError, NotYetError
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in
from samverk.intake.actions.alone import alone
from samverk.intake.actions.batches.contents import contents_of
from samverk.intake.actions.batches.listing import batch_act, list_batch, refuse_batch
from samverk.intake.actions.batches.rows import end
from samverk.intake.actions.batches.sending import queue_batch
from samverk.intake.actions.batches.steps import CANCELLED, locked_batch
from samverk.intake.actions.batches.taking import take_row
from samverk.intake.actions.reading import OUTAGES, read_waiting
from samverk.intake.actions.records import READER
from samverk.intake.models import BatchFileState, BatchState, ImportBatch, ImportBatchFile

STOPPED = acts.kind("intake.batch_stopped", "Inläsning av bunt stannade")
WAITED = acts.kind("intake.batch_waited", "Inläsning av bunt väntar, eller väntar inte längre")
DONE = acts.kind("intake.batch_done", "Bunt inläst")
BROKEN = (
    "Ett fel stoppade inläsningen. Det som är inläst står kvar. Starta igen, eller tala med den som"
    " sköter systemet."
)
NO_RIGHT = "Den som startade inläsningen får inte läsa in längre. Någon annan får starta den igen."
WAITS = (
    "Virusskyddet svarar inte just nu. Filer som inte är kontrollerade läses inte in. Inläsningen"
    " fortsätter av sig själv när virusskyddet svarar; säg till den som sköter driften om det dröjer."
)
UNLISTED = "gick inte att gå igenom: felet ligger hos oss och är antecknat. Välj filerna som de är."
LOST = "Arkivet saknas i lagret. Skicka det på nytt: det som redan är inläst känns igen."
# Each piece reads beside the body's latest papers, which costs more than some files do
PIECE = 50
# So long may a batch lie that nobody starts
LEFT_AFTER = timedelta(days=14)
DOOR = 1_040
logger = logging.getLogger(__name__)


def work_on_batch(batch: int) -> None:
    """Do the next piece of work on a batch (id), and put the one after it in the queue."""
    with _alone(batch) as is_alone:
        is_left = is_alone and _work(batch)
    if is_left:
        queue_batch(batch)


def take_up_batches() -> None:
    """Put every batch that is under way in the queue, in case a crash took its job. Each minute's work."""
    under_way = ImportBatch.objects.filter(state__in=[BatchState.LISTING, BatchState.RUNNING])
    for pk in under_way.order_by("pk").values_list("pk", flat=True):
        queue_batch(pk)


def clear_batches() -> None:
    """Let batches go that nobody started. Each night's work; doing it again lets none go twice."""
    before = clock.now() - LEFT_AFTER
    lies = Q(started_at=None) | Q(started_at__lt=before)
    left = ImportBatch.objects.filter(lies, state=BatchState.OPEN, sent_at__lt=before)
    for batch in left.select_related("body"):
        _let_lie(batch)


def _let_lie(batch: ImportBatch) -> None:
    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        if held.state != BatchState.OPEN:
            return held
        return end(held, BatchState.CANCELLED, "Ingen startade inläsningen på två veckor.")

    acts.carry_out(batch_act(CANCELLED, batch, "lag"), work)


def _alone(batch: int) -> AbstractContextManager[bool]:
    return alone(DOOR, batch)


def _work(pk: int) -> bool:
    """Do one piece, and answer whether more is left."""
    batch = ImportBatch.objects.select_related("body", "started_by").filter(pk=pk).first()
    if batch is None or batch.state not in (BatchState.LISTING, BatchState.RUNNING):
        return False
    if batch.state == BatchState.LISTING:
        _list(batch)
        return False
    try:
        return _read_piece(batch)
    except OUTAGES:
        raise
    except NotAllowedError:
        _stop(batch, NO_RIGHT)
    except FileNotFoundError:
        _stop(batch, LOST)
    except Exception:
        _stop(batch, BROKEN)
        raise
    return False


def _list(batch: ImportBatch) -> None:
    try:
        list_batch(batch)
    except OUTAGES:
        raise
    except Exception:
        refuse_batch(batch, UNLISTED)
        raise


def _read_piece(batch: ImportBatch) -> bool:
    actor = READER if batch.started_by is None else actor_for(batch.started_by)
    body = directory.body_ref(batch.body_id)
    require(may_read_in(actor, body))
    rows = list(batch.files.filter(state=BatchFileState.WAITING).order_by("order")[:PIECE])
    try:
        _take(actor, batch, rows)
    except NotYetError:
        # The next minute's job tries again
        _say(batch, WAITS)
        read_waiting(body.id)
        return False
    _say(batch, "")
    read_waiting(body.id)
    if batch.files.filter(state=BatchFileState.WAITING).exists():
        return True
    _finish(batch)
    return False


def _take(actor: Actor, batch: ImportBatch, rows: Sequence[ImportBatchFile]) -> None:
    for row, content in contents_of(batch, rows):
        if not take_row(actor, row, content):
            return


def _say(batch: ImportBatch, message: str) -> None:
    """Say on the batch's page what it waits for, or that it waits no more."""
    if batch.message == message:
        return

    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        if held.state == BatchState.RUNNING:
            held.message = message
            held.save(update_fields=["message"])
        return held

    step = f"{'vantar' if message else 'vidare'}/{clock.now().timestamp()}"
    acts.carry_out(batch_act(WAITED, batch, step), work)


def _finish(batch: ImportBatch) -> None:
    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        return end(held, BatchState.DONE) if held.state == BatchState.RUNNING else held

    acts.carry_out(batch_act(DONE, batch, f"klar/{batch.started_at}"), work)


def _stop(batch: ImportBatch, message: str) -> None:
    """Open the batch again, and say what stopped it; an archive that cannot be opened stays as it is."""
    logger.warning("batch %s stopped", batch.pk)

    def work() -> ImportBatch:
        held = locked_batch(batch.pk)
        if not held.has_ended:
            held.state, held.message = BatchState.OPEN, message
            held.save()
        return held

    acts.carry_out(batch_act(STOPPED, batch, f"stopp/{batch.started_at}"), work)
