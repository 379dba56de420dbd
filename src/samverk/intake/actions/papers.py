"""The paper that a record was read in, registered in a case of a diary."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.intake.actions.review import Confirmation
from samverk.intake.models import ReadRecord
from samverk.registry import actions as registry
from samverk.registry import queries as registered
from samverk.registry.queries import Case, Document

KINDS = {"minutes": "minutes", "memo": "memo", "notice": "notice"}


def document_for(record: ReadRecord, now: Confirmation) -> Document:
    """Register the paper in its case, or find it there.

    The paragraphs of one file that belong to one case share a document; a memo read in two files
    is one document.
    """
    case = _case(now)
    if earlier := _registered(record, case):
        return earlier
    review = now.review
    is_ours = review.organisation == now.diary.organisation
    new = registry.NewDocument(
        case=case.pk,
        direction="drawn_up" if is_ours else "incoming",
        kind=KINDS.get(record.kind, "other"),
        dated_on=review.decided_on if is_ours else _received(record),
        subject=review.title,
        correspondent="" if is_ours else _sender(now),
        file=registry.NewFile(record.source.name, _content(record)),
    )
    return registry.register_document(now.actor, new, key=f"{now.key}/handling")


def _registered(record: ReadRecord, case: Case) -> Document | None:
    readings = ReadRecord.objects.filter(document__case=case, kind=record.kind)
    if record.kind == "minutes":
        readings = readings.filter(source=record.source)
    else:
        readings = readings.filter(record_id=record.record_id)
    found = readings.select_related("document").order_by("id").first()
    return found.document if found else None


def _received(record: ReadRecord) -> date:
    """Answer the day another's paper came to us: here the day it was uploaded."""
    return timezone.localdate(record.source.uploaded_at)


def _sender(now: Confirmation) -> str:
    if now.review.body is not None:
        return directory.body_ref(now.review.body).full_name
    names = {one.id: one.name for one in directory.organisations()}
    return names.get(now.review.organisation, "")


def _content(record: ReadRecord) -> bytes:
    with record.source.content.open("rb") as file:
        content: bytes = file.read()
    return content


def _case(now: Confirmation) -> Case:
    """Find the case of the diary with the number that was written, else open it today."""
    number = now.review.case_number.strip()
    if number:
        for case in registered.cases_to_link(number):
            if case.body_id == now.diary.id:
                return case
    new = registry.NewCase(now.diary.id, now.review.title, clock.today(), number)
    return registry.open_case(now.actor, new, key=f"{now.key}/arende")
