"""Reads of intake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import require
from samverk.intake.access import may_review
from samverk.intake.models import Finding, ReadRecord, RecordState, Source, SourceState

HEAVY = ("lines", "parts", "personal_numbers")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of a body's files has come, counted in files."""

    done: int
    total: int

    @property
    def is_running(self) -> bool:
        """Answer whether any file still waits."""
        return self.done < self.total


def sources_of(bodies: Iterable[int]) -> QuerySet[Source]:
    """List the sources of some bodies, latest first, each with counts of its records."""
    wanted = [RecordState.PROPOSED, RecordState.CONFIRMED, RecordState.REJECTED]
    counts = {
        str(state.value): Count("records", Q(records__state=state), distinct=True)
        for state in wanted
    }
    found = Source.objects.filter(body__in=list(bodies)).defer(*HEAVY)
    return (
        found.select_related("body__organisation", "uploaded_by")
        .annotate(remarks=Count("findings", distinct=True), **counts)
        .order_by("-uploaded_at", "-id")
    )


def progress_of(bodies: Iterable[int]) -> Progress:
    """Count how many files are done of all that were sent together with one that still waits."""
    here = Source.objects.filter(body__in=list(bodies))
    waiting = here.filter(state=SourceState.WAITING)
    together = here.filter(batch__in=waiting.values("batch"))
    counted = together.aggregate(total=Count("pk"), left=Count("pk", Q(state=SourceState.WAITING)))
    return Progress(counted["total"] - counted["left"], counted["total"])


def source_for(source: int, actor: Actor) -> Source:
    """Answer which source this is. Raises NotFoundError, or NotAllowedError with the reason."""
    found = _with_body().filter(pk=source).first()
    if found is None:
        raise NotFoundError("Den inlästa filen finns inte.")
    require(may_review(actor, found))
    return found


def _with_body() -> QuerySet[Source]:
    return Source.objects.select_related("body__organisation", "uploaded_by")


def records_of(source: Source) -> list[ReadRecord]:
    """List a source's records in order, each with the count of its findings."""
    found = source.records.select_related("decision__body", "decision__organisation", "document")
    return list(found.annotate(remarks=Count("findings")).order_by("order"))


def record_for(source: Source, order: int) -> ReadRecord:
    """Answer which record of a source this is; raises NotFoundError."""
    found = (
        source.records.select_related(
            "decision__body", "decision__organisation", "document__case__body"
        )
        .filter(order=order)
        .first()
    )
    if found is None:
        raise NotFoundError("Posten finns inte i den inlästa filen.")
    found.source = source
    return found


def other_readings(record: ReadRecord) -> list[ReadRecord]:
    """List the readings of the same record in the body's other sources."""
    found = ReadRecord.objects.filter(
        record_id=record.record_id, source__body=record.source.body_id
    ).exclude(source=record.source_id)
    return list(
        found.select_related("source", "decision__body", "decision__organisation")
        .defer(*(f"source__{name}" for name in HEAVY))
        .order_by("id")
    )


def findings_of(record: ReadRecord) -> list[Finding]:
    """List what the checks say of a record, faults before questions."""
    return list(record.findings.order_by("-fault", "id"))


def loose_findings(source: Source) -> list[Finding]:
    """List what the checks say of a source outside its records."""
    return list(source.findings.filter(record__isnull=True).order_by("-fault", "id"))


def has_personal_numbers(record: ReadRecord) -> bool:
    """Answer whether a personal identity number stands anywhere in the file.

    The whole file is registered, so a number in another paragraph counts too.
    """
    return bool(record.source.personal_numbers)


def next_to_review(source: Source, after: int = 0) -> int | None:
    """Answer the order of the next record to review, the first one after ``after`` if any."""
    waiting = source.records.filter(state=RecordState.PROPOSED).order_by("order")
    orders = list(waiting.values_list("order", flat=True))
    return next((one for one in orders if one > after), orders[0] if orders else None)
