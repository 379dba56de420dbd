"""Starting the reading of a batch, and calling it off."""

from __future__ import annotations

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in_batch
from samverk.intake.actions.batches.rows import end
from samverk.intake.actions.batches.sending import queue_batch
from samverk.intake.models import BatchFileState, BatchState, ImportBatch

STARTED = acts.kind("intake.batch_started", "Inläsning av bunt startad")
CANCELLED = acts.kind("intake.batch_cancelled", "Inläsning av bunt avbruten")
NOT_OPEN = "Bunten går inte att starta: den är {state}. Ladda om sidan och se vad som gäller nu."
NOTHING = "Det finns ingen ny fil att läsa in i bunten."
ENDED = "Bunten är redan {state} och går inte att avbryta."


def start_batch(actor: Actor, batch: ImportBatch, *, key: str) -> ImportBatch:
    """Have the files of a batch read in the background. Raises ConflictError when it is not open."""
    require(may_read_in_batch(actor, batch))
    return acts.carry_out(_act(actor, STARTED, batch, key), lambda: _start(actor, batch.pk))


def _start(actor: Actor, pk: int) -> ImportBatch:
    batch = locked_batch(pk)
    if batch.state != BatchState.OPEN:
        raise ConflictError(NOT_OPEN.format(state=batch.get_state_display()))
    if not batch.files.filter(state=BatchFileState.WAITING).exists():
        raise ConflictError(NOTHING)
    batch.state, batch.message = BatchState.RUNNING, ""
    batch.started_at, batch.started_by_id = clock.now(), actor.user
    batch.save()
    queue_batch(pk)
    return batch


def cancel_batch(actor: Actor, batch: ImportBatch, *, key: str) -> ImportBatch:
    """Call a batch off: what is read stays, what waits is let go. Raises ConflictError when it has ended."""
    require(may_read_in_batch(actor, batch))
    return acts.carry_out(_act(actor, CANCELLED, batch, key), lambda: _cancel(batch.pk))


def _cancel(pk: int) -> ImportBatch:
    batch = locked_batch(pk)
    if batch.has_ended:
        raise ConflictError(ENDED.format(state=batch.get_state_display()))
    return end(batch, BatchState.CANCELLED)


def locked_batch(pk: int) -> ImportBatch:
    """Find a batch and hold it until commit."""
    return ImportBatch.objects.select_related("body").select_for_update(of=("self",)).get(pk=pk)


def _act(actor: Actor, kind: str, batch: ImportBatch, key: str) -> acts.Act:
    home = batch.organisation_id
    return acts.Act(actor, kind, key, home, content=batch.pk, body=batch.body_id)
