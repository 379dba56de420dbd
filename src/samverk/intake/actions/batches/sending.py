"""Sending many files at once: each archive becomes a batch, and the files chosen one by one another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import LARGEST
from samverk.foundation.files.names import ending_of, stored_name
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in
from samverk.intake.actions.batches.rows import as_rows, save_rows
from samverk.intake.archives.entries import JUNK, NO_ARCHIVE, Judged, Limits
from samverk.intake.archives.names import is_junk, plain_name
from samverk.intake.files import Refusal, Upload, media_type_of, size_refusal
from samverk.intake.models import BatchFileState, BatchState, ImportBatch, ImportBatchFile

SENT = acts.kind("intake.batch_sent", "Bunt av filer skickad för inläsning")
BATCH_JOB = "samverk.intake.jobs.work_on_batch"
ARCHIVE = "zip"
HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent: its name, with its folders where they are known, and its open content."""

    name: str
    size: int
    content: IO[bytes] = field(repr=False)


@dataclass(slots=True)
class SentBatches:
    """What became of a sending: the batches, and the archives that were refused unopened."""

    batches: list[ImportBatch] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def limits() -> Limits:
    """Answer how much one batch may hold."""
    return Limits(settings.BATCH_FILES, settings.BATCH_MEGABYTES * _MEGABYTE)


def send_batch(
    actor: Actor, body: int, files: Sequence[SentFile], *, key: str, name: str = ""
) -> SentBatches:
    """Take in files for ``body`` (id) to be read once they have been gone through and started.

    ``name`` is what the loose files are called together. Raises InputError for more than a batch holds.
    """
    wanted = directory.body_ref(body)
    require(may_read_in(actor, wanted))
    archives = [file for file in files if ending_of(file.name) == ARCHIVE]
    loose = [file for file in files if ending_of(file.name) != ARCHIVE]
    _require_room(loose)
    sent = SentBatches()
    for file in archives:
        if refused := _archive_refusal(file):
            sent.refused.append(refused)
        else:
            sent.batches.append(_send_archive(actor, wanted, file, key))
    if loose:
        called = name or (loose[0].name if len(loose) == 1 else f"{len(loose)} filer")
        sent.batches.append(_send_loose(actor, wanted, loose, called, key))
    return sent


def _require_room(loose: Sequence[SentFile]) -> None:
    most = limits()
    # What is too large to be kept is told by its name, and weighs nothing
    meant = [file for file in loose if not is_junk(file.name)]
    size = sum(file.size for file in meant if file.size <= LARGEST)
    if len(meant) > most.files or size > most.size:
        raise InputError(f"På en gång läses {most.told}. Dela upp filerna.", field="documents")


def _archive_refusal(file: SentFile) -> Refusal | None:
    """Refuse an archive unopened: too large, empty, or something else by its first bytes."""
    name = stored_name(file.name)
    if file.size > limits().size:
        return Refusal(name, f"är större än {settings.BATCH_MEGABYTES} MB. Dela upp arkivet.")
    file.content.seek(0)
    return None if file.content.read(4) in HEADS else Refusal(name, NO_ARCHIVE)


def _send_archive(actor: Actor, body: BodyRef, file: SentFile, key: str) -> ImportBatch:
    digest = digest_of(file.content)
    batch = _new(actor, body, stored_name(file.name), file.size)
    batch.archive = File(file.content, name=digest)

    def work() -> ImportBatch:
        batch.save(force_insert=True)
        queue_batch(batch.pk)
        return batch

    act = acts.Act(actor, SENT, f"{key}/{digest}", body.organisation, content=digest, body=body.id)
    return _or_unkept(lambda: acts.carry_out(act, work), [batch])


def _send_loose(
    actor: Actor, body: BodyRef, files: Sequence[SentFile], name: str, key: str
) -> ImportBatch:
    found = [_judged(place, file) for place, file in enumerate(files)]
    batch = _new(actor, body, stored_name(name), sum(file.size for file in files))
    batch.state = BatchState.OPEN
    rows = as_rows(batch, found)
    for row in rows:
        if row.state == BatchFileState.WAITING:
            assert row.place is not None
            row.content = File(files[row.place].content, name=row.sha256)
        row.place = None

    def work() -> ImportBatch:
        batch.save(force_insert=True)
        for row in rows:
            row.batch = batch
        save_rows(rows)
        return batch

    told = [(one.name, one.sha256) for one in found]
    act = acts.Act(actor, SENT, f"{key}/filer", body.organisation, content=told, body=body.id)
    return _or_unkept(lambda: acts.carry_out(act, work), rows)


def _new(actor: Actor, body: BodyRef, name: str, size: int) -> ImportBatch:
    return ImportBatch(body_id=body.id, name=name, size=size, sent_by_id=actor.user)


def _judged(place: int, file: SentFile) -> Judged:
    """Judge a loose file as one of an archive is judged, read one at a time."""
    if is_junk(file.name):
        return Judged(place, plain_name(file.name), file.size, why=JUNK, is_junk=True)
    name = plain_name(file.name)
    found: Refusal | str | None = size_refusal(stored_name(name), file.size)
    if isinstance(found, Refusal):
        return Judged(place, name, file.size, why=found.why)
    file.content.seek(0)
    content = file.content.read()
    found = media_type_of(Upload(stored_name(name), content))
    if isinstance(found, Refusal):
        return Judged(place, name, len(content), why=found.why)
    return Judged(place, name, len(content), hashlib.sha256(content).hexdigest(), found)


def _or_unkept(
    send: Callable[[], ImportBatch], kept: Sequence[ImportBatch | ImportBatchFile]
) -> ImportBatch:
    """Send, and where that fails leave no file behind in the store."""
    try:
        return send()
    except BaseException:
        for one in kept:
            file = one.archive if isinstance(one, ImportBatch) else one.content
            if file.name and file.storage.exists(file.name):
                file.storage.delete(file.name)
        raise


def digest_of(content: IO[bytes]) -> str:
    """Sum up a file part by part, from its beginning."""
    content.seek(0)
    digest = hashlib.sha256()
    while part := content.read(_MEGABYTE):
        digest.update(part)
    return digest.hexdigest()


def queue_batch(batch: int) -> None:
    """Put a batch's next piece of work in the queue, unless it is there already."""
    job = jobs.configure_task(BATCH_JOB, queueing_lock=f"{BATCH_JOB}/{batch}")
    try:
        with transaction.atomic():
            job.defer(batch=batch)
    except AlreadyEnqueued:
        pass
