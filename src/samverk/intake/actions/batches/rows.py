"""The files of a batch: which are read, which were here already, and how their content is let go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.db.models.fields.files import FieldFile

from samverk.foundation import clock
from samverk.intake.archives.entries import Judged
from samverk.intake.models import (
    BatchFileState,
    BatchState,
    ImportBatch,
    ImportBatchFile,
    Source,
)

TWICE = "Samma innehåll som en fil tidigare i bunten."
KNOWN = "Filen är redan uppladdad. Den läses inte igen."


def as_rows(batch: ImportBatch, found: Iterable[Judged]) -> list[ImportBatchFile]:
    """Make the rows of a batch in order, each double marked; nothing is saved."""
    rows = [_row(batch, order, one) for order, one in enumerate(found, 1)]
    known = known_sources(batch.body_id, [row.sha256 for row in rows if row.sha256])
    first: dict[str, ImportBatchFile] = {}
    for row in rows:
        if row.state != BatchFileState.WAITING:
            continue
        if source := known.get(row.sha256):
            row.state, row.source, row.message = BatchFileState.DOUBLE, source, KNOWN
        elif before := first.get(row.sha256):
            row.state, row.first, row.message = BatchFileState.DOUBLE, before, TWICE
        else:
            first[row.sha256] = row
        if row.state == BatchFileState.DOUBLE:
            row.place = None
    return rows


def _row(batch: ImportBatch, order: int, one: Judged) -> ImportBatchFile:
    state = BatchFileState.WAITING
    if one.why:
        state = BatchFileState.SKIPPED if one.is_junk else BatchFileState.REFUSED
    return ImportBatchFile(
        batch=batch,
        order=order,
        name=one.name,
        size=one.size,
        sha256=one.sha256,
        media_type=one.media_type,
        place=None if one.why else one.place,
        state=state,
        message=one.why,
    )


def known_sources(body: int, digests: Sequence[str]) -> dict[str, Source]:
    """Find the sources that files with these sums already are; one lost from the store is read anew."""
    found = Source.objects.filter(body=body, sha256__in=digests).only("sha256", "content")
    return {one.sha256: one for one in found if not one.is_lost}


def save_rows(rows: Sequence[ImportBatchFile]) -> None:
    """Save rows that ``as_rows`` made; a double names its first, which is saved before it."""
    originals = [row for row in rows if row.first is None]
    ImportBatchFile.objects.bulk_create(originals, batch_size=200)
    doubles = [row for row in rows if row.first is not None]
    for row in doubles:
        row.first = row.first
    ImportBatchFile.objects.bulk_create(doubles, batch_size=200)


def let_go(kept: FieldFile) -> None:
    """Remove a kept file once what says that it is needed no more is committed."""
    if kept.name:
        transaction.on_commit(partial(kept.storage.delete, kept.name))


def end(batch: ImportBatch, state: BatchState, message: str = "") -> ImportBatch:
    """End a batch: what still waits is not read, and nothing of it is kept. The batch is locked."""
    waiting = batch.files.filter(state=BatchFileState.WAITING)
    for row in waiting.exclude(content="").select_for_update():
        let_go(row.content)
    waiting.update(state=BatchFileState.CANCELLED, content="", place=None)
    let_go(batch.archive)
    batch.archive, batch.state, batch.message = "", state, message
    batch.ended_at = clock.now()
    batch.save()
    return batch
