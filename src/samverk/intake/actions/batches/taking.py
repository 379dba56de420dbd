"""Taking one file of a batch in as a source, once: the row and the source are one transaction."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Q

from samverk.directory import queries as directory
from samverk.foundation.actors import Actor
from samverk.foundation.files.names import stored_name
from samverk.intake.actions.batches.rows import KNOWN, let_go
from samverk.intake.actions.batches.steps import locked_batch
from samverk.intake.actions.upload import Outcome, Taking, take_in
from samverk.intake.files import Upload
from samverk.intake.models import BatchFileState, BatchState, ImportBatch, ImportBatchFile

LOST = "gick inte att ta fram ur lagret som den skickades. Skicka filen på nytt."


def take_row(actor: Actor, row: ImportBatchFile, content: bytes | None) -> bool:
    """Take a file in unless somebody has; False when the batch has been stopped meanwhile."""
    with transaction.atomic():
        batch = locked_batch(row.batch_id)
        if batch.state != BatchState.RUNNING:
            return False
        held = ImportBatchFile.objects.select_for_update().get(pk=row.pk)
        if held.state == BatchFileState.WAITING:
            _take(actor, batch, held, content)
    return True


def _take(actor: Actor, batch: ImportBatch, row: ImportBatchFile, content: bytes | None) -> None:
    # What was judged is what is read, and nothing that has come in its place
    if content is None or hashlib.sha256(content).hexdigest() != row.sha256:
        row.state, row.message = BatchFileState.REFUSED, LOST
    else:
        now = Taking(actor, directory.body_ref(batch.body_id), source_batch(batch), queues=False)
        take_in(now, Upload(_called(row), content))
        _note(row, now.outcome)
    let_go(row.content)
    row.content, row.place = "", None
    row.save()


def _called(row: ImportBatchFile) -> str:
    """Answer what the source is called: with its folders where another file of the batch has its name."""
    last = row.name.rpartition("/")[2]
    same = Q(name=last) | Q(name__endswith=f"/{last}")
    is_alone = not row.batch.files.filter(same).exclude(pk=row.pk).exists()
    return stored_name(last if is_alone else row.name.replace("/", " "))


def source_batch(batch: ImportBatch) -> str:
    """Answer what the sources of a batch call it: the sending that they are followed as."""
    return f"bunt/{batch.pk}"


def _note(row: ImportBatchFile, outcome: Outcome) -> None:
    if outcome.refused:
        row.state, row.message = BatchFileState.REFUSED, outcome.refused[0].why
        return
    row.source = outcome.sources[0]
    row.state = BatchFileState.DOUBLE if outcome.known else BatchFileState.TAKEN
    row.message = KNOWN if outcome.known else ""
