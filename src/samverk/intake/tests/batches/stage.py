"""A batch on its way, as the secretary and the worker take it through its steps."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from samverk.foundation.actors import Actor
from samverk.intake.actions import send_batch, start_batch, work_on_batch
from samverk.intake.actions.batches.sending import SentBatches, SentFile
from samverk.intake.models import ImportBatch, ImportBatchFile
from samverk.intake.tests.batches.archives import packed

Files = Mapping[str, bytes]


def file(name: str, content: bytes) -> SentFile:
    """A file as it lies when it has been sent."""
    return SentFile(name, len(content), BytesIO(content))


def send(actor: Actor, body: int, files: Files, *, key: str = "sand") -> SentBatches:
    """Send files chosen one by one."""
    return send_batch(actor, body, [file(*one) for one in files.items()], key=key)


def send_archive(actor: Actor, body: int, files: Files, *, key: str = "sand") -> ImportBatch:
    """Send files in an archive, which nobody has gone through yet."""
    (batch,) = send(actor, body, {"protokoll.zip": packed(files)}, key=key).batches
    return batch


def listed(actor: Actor, body: int, files: Files, *, key: str = "sand") -> ImportBatch:
    """Send files in an archive that the worker has gone through."""
    batch = send_archive(actor, body, files, key=key)
    work_on_batch(batch.pk)
    return again(batch)


def started(actor: Actor, body: int, files: Files) -> ImportBatch:
    """Have an archive gone through and started; the worker has read nothing of it."""
    batch = listed(actor, body, files)
    start_batch(actor, batch, key="starta")
    return again(batch)


def again(batch: ImportBatch) -> ImportBatch:
    """The batch as it is kept now."""
    return ImportBatch.objects.select_related("body").get(pk=batch.pk)


def states(batch: ImportBatch) -> dict[str, str]:
    """The state of each file by its name."""
    return dict(ImportBatchFile.objects.filter(batch=batch).values_list("name", "state"))
