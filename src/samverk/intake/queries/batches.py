"""Reads of batches: which there are, how far each has come, and what became of its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in_batch
from samverk.intake.models import (
    MINUTES,
    BatchFileState,
    BatchState,
    Finding,
    ImportBatch,
    ImportBatchFile,
    ReadRecord,
    RecordState,
    SourceState,
)
from samverk.intake.queries.readings import Progress

# What is read, or was to be: the rest was never meant to
READ_STATES = (BatchFileState.WAITING, BatchFileState.TAKEN, BatchFileState.CANCELLED)
_UNREADABLE = Q(state=BatchFileState.TAKEN, source__state=SourceState.UNREADABLE)
# The lists of a batch's page, by what stands in its address
LISTS: dict[str, Q] = {
    "filer": Q(state__in=READ_STATES),
    "fel": _UNREADABLE,
    "fanns": Q(state=BatchFileState.DOUBLE),
    "avvisade": Q(state=BatchFileState.REFUSED),
    "systemfiler": Q(state=BatchFileState.SKIPPED),
}
_DONE = Q(state=BatchFileState.TAKEN) & ~Q(source__state=SourceState.WAITING)


@dataclass(frozen=True, slots=True)
class BatchCounts:
    """How many files of a batch stand in each list, wait, are done, and have something to review."""

    lists: dict[str, int]
    waiting: int
    done: int
    to_review: int

    @property
    def read(self) -> int:
        """How many were read, of those that are done."""
        return self.done - self.lists["fel"]

    @property
    def progress(self) -> Progress:
        """How many are done of those that are read."""
        return Progress(self.done, self.lists["filer"])


def batches_of(bodies: Iterable[int]) -> QuerySet[ImportBatch]:
    """List the batches of some bodies, latest first, each with its ``done`` and ``total`` files."""
    found = ImportBatch.objects.filter(body__in=list(bodies))
    return (
        found.select_related("body__organisation", "sent_by")
        .annotate(total=_files(Q(state__in=READ_STATES)), done=_files(_DONE))
        .order_by("-sent_at", "-id")
    )


def _files(which: Q) -> Any:
    return _counted(ImportBatchFile.objects.filter(which), "batch", "pk")


def _counted(rows: QuerySet[Any], of: str, is_in: str = "source") -> Any:
    """Count those of ``rows`` whose ``of`` is the outer row's ``is_in``."""
    found = rows.filter(**{of: OuterRef(is_in)}).order_by()
    counted = found.values(of).annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def under_way(bodies: Iterable[int]) -> list[ImportBatch]:
    """List the batches of some bodies that are gone through, wait to be started, or are read."""
    states = [BatchState.LISTING, BatchState.OPEN, BatchState.RUNNING]
    return list(batches_of(bodies).filter(state__in=states)[:10])


def batch_for(batch: int, actor: Actor) -> ImportBatch:
    """Answer which batch this is. Raises NotFoundError, or NotAllowedError with the reason."""
    found = (
        ImportBatch.objects.select_related("body__organisation", "sent_by", "started_by")
        .filter(pk=batch)
        .first()
    )
    if found is None:
        raise NotFoundError("Bunten finns inte.")
    require(may_read_in_batch(actor, found))
    return found


def counts_of(batch: ImportBatch) -> BatchCounts:
    """Count a batch's files, in one question."""
    proposed = ReadRecord.objects.filter(source=OuterRef("source"), state=RecordState.PROPOSED)
    lists = {f"n_{name}": Count("pk", which) for name, which in LISTS.items()}
    found = batch.files.aggregate(
        **lists,
        waiting=Count("pk", Q(state=BatchFileState.WAITING)),
        done=Count("pk", _DONE),
        to_review=Count("pk", Q(state=BatchFileState.TAKEN) & Q(Exists(proposed))),
    )
    named = {name: found[f"n_{name}"] for name in LISTS}
    return BatchCounts(named, found["waiting"], found["done"], found["to_review"])


def files_of(batch: ImportBatch, which: str) -> QuerySet[ImportBatchFile]:
    """List a batch's files in order, each with what it was read as.

    ``read_kind``, ``read_body`` and ``read_day`` are those of the first paper in it, of ``papers``, and
    ``paragraphs`` and ``proposed`` count its records.
    """
    length = Func("source__parts", function="jsonb_array_length", output_field=IntegerField())
    heavy = [f"source__{name}" for name in ("lines", "parts", "personal_numbers")]
    return (
        batch.files.filter(LISTS[which])
        .select_related("source", "first")
        .defer(*heavy)
        .annotate(
            read_kind=F("source__parts__0__kind"),
            read_body=F("source__parts__0__body"),
            read_day=F("source__parts__0__date"),
            papers=length,
            paragraphs=_counted(ReadRecord.objects.filter(kind=MINUTES), "source"),
            proposed=_counted(ReadRecord.objects.filter(state=RecordState.PROPOSED), "source"),
            remarks=_counted(Finding.objects.all(), "source"),
        )
        .order_by("order")
    )


def next_of_batch(batch: ImportBatch) -> int | None:
    """Answer the source (id) of the first file of a batch with something that nobody has reviewed."""
    waiting = batch.files.filter(
        state=BatchFileState.TAKEN, source__records__state=RecordState.PROPOSED
    )
    return waiting.order_by("order").values_list("source", flat=True).first()


def batch_of_source(source: int) -> ImportBatch | None:
    """Answer which batch a source (id) came in with; None for one that was uploaded by itself."""
    row = (
        ImportBatchFile.objects.filter(source=source, state=BatchFileState.TAKEN)
        .select_related("batch")
        .order_by("-id")
        .first()
    )
    return row.batch if row else None
