"""The paper that a record was read in, registered in a case of a diary."""

from __future__ import annotations

from datetime import date

from samverk.decisions.queries import Decision
from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError
from samverk.intake.actions.review import Confirmation
from samverk.intake.models import ReadRecord
from samverk.registry import actions as registry
from samverk.registry import queries as registered
from samverk.registry.queries import Case, Document

KINDS = {"minutes": "minutes", "memo": "memo", "notice": "notice"}


def document_for(record: ReadRecord, now: Confirmation, decision: Decision | None) -> Document:
    """Register the paper in its case, or find it there.

    ``decision`` is the registered one that the record is one more source of: then its case is used.

    The paragraphs of one file that belong to one case share a document; a memo read in two files
    is one document.
    """
    case = _case(record, now, decision)
    if earlier := _registered(record, case):
        return earlier
    review = now.review
    is_ours = review.organisation == now.diary.organisation
    new = registry.NewDocument(
        case=case.pk,
        direction="drawn_up" if is_ours else "incoming",
        kind=KINDS.get(record.kind, "other"),
        dated_on=review.dated_on,
        subject=_subject(record, now, decision),
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


def _sender(now: Confirmation) -> str:
    if now.review.body is not None:
        return directory.body_ref(now.review.body).full_name
    names = {one.id: one.name for one in directory.organisations()}
    return names.get(now.review.organisation, "")


def _content(record: ReadRecord) -> bytes:
    try:
        with record.source.content.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError as fault:
        raise ConflictError(
            "Filen saknas i lagret. Ladda upp den på nytt: posten och det du skrev finns kvar."
        ) from fault
    return content


def _subject(record: ReadRecord, now: Confirmation, decision: Decision | None) -> str:
    """Name the paper; minutes by their meeting too, since many in one case have the same title."""
    title = now.review.title
    day = now.review.decided_on or (decision.decided_on if decision else None)
    if record.kind != "minutes" or day is None:
        return title
    told = f" (sammanträde {day})"
    return title[: 300 - len(told)] + told


def _case(record: ReadRecord, now: Confirmation, decision: Decision | None) -> Case:
    """Find the case of the diary with the number that was written, else open it.

    Without a number it is the case that the same thing is registered in already, else a new one,
    which gets the diary's next number and is opened today.
    """
    number = now.review.case_number.strip()
    if not number:
        known = _case_of_the_same(record, now, decision)
        return known or _opened(now, clock.today())
    for case in registered.cases_to_link(number):
        if case.body_id == now.diary.id:
            return case
    opened_on = now.review.opened_on
    if opened_on is not None:
        return _opened(now, opened_on, number)
    return _opened(now, _first_seen(record, now), number, opened_by_then=True)


def _opened(
    now: Confirmation, day: date, number: str = "", *, opened_by_then: bool = False
) -> Case:
    title = now.review.title
    new = registry.NewCase(now.diary.id, title, day, number, opened_by_then=opened_by_then)
    return registry.open_case(now.actor, new, key=f"{now.key}/arende")


def _first_seen(record: ReadRecord, now: Confirmation) -> date:
    """Answer the day when a case with a number of its own is first seen: it was opened by then.

    A paper of ours that prints the number shows that the case was there; another's shows only when
    it came in.
    """
    review, today = now.review, clock.today()
    printed = (record.fields.get("diary") or "").casefold()
    is_ours = review.organisation == now.diary.organisation
    shows = is_ours and printed == review.case_number.strip().casefold()
    days = [review.decided_on if shows else None, review.dated_on, today]
    return min(next(day for day in days if day is not None), today)


def _case_of_the_same(
    record: ReadRecord, now: Confirmation, decision: Decision | None
) -> Case | None:
    """Find the case in this diary where the same thing is: never open a second one for it."""
    diary = now.diary.id
    if decision is not None:
        if decision.case is not None and decision.case.body_id == diary:
            return decision.case
        source = decision.sources.filter(document__case__body=diary).order_by("id").first()
        if source is not None:
            return registered.case_by_id(source.document.case_id)
    if now.review.is_new or not record.record_id:
        return None
    same = ReadRecord.objects.filter(record_id=record.record_id, document__case__body=diary)
    found = same.exclude(pk=record.pk).select_related("document").order_by("id").first()
    return registered.case_by_id(found.document.case_id) if found and found.document else None
