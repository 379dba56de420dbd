"""Who has read of a decision, and what is known around its readings for the log's review."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from samverk.execution.models import GrantedDecision, RegisterProtection
from samverk.execution.records import name_key
from samverk.foundation.models import AuditEvent
from samverk.foundation.reading_lines import ReadingLine, reading_lines
from samverk.foundation.refused import READ_REFUSED, REFUSED_THING, asked_digest
from samverk.foundation.reviewed import Around, Reviewed, read_of
from samverk.rules.unexecuted.handling import ExecutionState

SUBJECT = GrantedDecision._meta.label
# What is in hand while it stands so; all else has ended with its latest step
LIVE = frozenset({ExecutionState.WAITING, ExecutionState.PARTLY, ExecutionState.INTERRUPTED})


def around_decisions(ids: Collection[str]) -> dict[str, Around]:
    """Tell what is known around decisions (ids), out of the open compartment."""
    rows = list(GrantedDecision.objects.filter(pk__in=ids).prefetch_related("steps"))
    protected: dict[uuid.UUID, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for one in RegisterProtection.objects.filter(decision__in=[row.pk for row in rows]):
        protected[one.decision_id].append((one.recorded_at, one.lifted_at))
    return {
        str(row.pk): Around((_in_hand(row),), tuple(protected[row.pk]), frozenset(row.name_keys))
        for row in rows
    }


def _in_hand(row: GrantedDecision) -> tuple[date, date | None]:
    start = timezone.localtime(row.recorded_at).date()
    if ExecutionState(row.state) in LIVE:
        return start, None
    last = max((one.recorded_at for one in row.steps.all()), default=row.recorded_at)
    return start, timezone.localtime(last).date()


REVIEW = Reviewed(SUBJECT, "execution.", "decision_readings", around_decisions, name_key)


def readings_of(decision: uuid.UUID, body: int) -> list[ReadingLine]:
    """List everybody who has read of a decision at a board (body id), or was refused to, the latest first.

    Of a decision that was removed the log alone knows. Those who were refused are told of wherever they
    work.
    """
    return readings_of_each([decision], body)[decision]


def readings_of_each(
    decisions: Collection[uuid.UUID], body: int
) -> dict[uuid.UUID, list[ReadingLine]]:
    """List who has read of each of some decisions, in as many questions as for one."""
    asked = {asked_digest(one): str(one) for one in decisions}
    read = AuditEvent.objects.filter(
        read_of([SUBJECT]), subject_id__in=list(asked.values()), body=body
    )
    refused = AuditEvent.objects.filter(
        subject_type=REFUSED_THING, subject_id__in=list(asked), kind=READ_REFUSED
    )
    rows = sorted((*read, *refused), key=lambda one: one.recorded_at, reverse=True)
    lines: dict[str, list[ReadingLine]] = defaultdict(list)
    for row, line in zip(rows, reading_lines(rows), strict=True):
        lines[asked.get(row.subject_id, row.subject_id)].append(line)
    return {one: lines[str(one)] for one in decisions}


def was_read(decision: uuid.UUID, body: int) -> bool:
    """Answer whether the log of a board (body id) has a line of a decision."""
    rows = AuditEvent.objects.filter(read_of([SUBJECT]), subject_id=str(decision), body=body)
    return rows.exists()
