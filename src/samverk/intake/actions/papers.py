"""The paper that a record was read in, registered in a case of a diary."""

from __future__ import annotations

from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError
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
        dated_on=review.dated_on,
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


def _case(now: Confirmation) -> Case:
    """Find the case of the diary with the number that was written, else open it.

    One that gets the diary's next number is opened today. One with a number of its own was opened
    some other day, which the person is asked for.
    """
    number, opened_on = now.review.case_number.strip(), now.review.opened_on
    if number:
        for case in registered.cases_to_link(number):
            if case.body_id == now.diary.id:
                return case
        if opened_on is None:
            raise InputError(
                f"Ärendet {number} är inte registrerat i diariet. Skriv vilken dag det öppnades,"
                " eller rätta numret.",
                field="opened_on",
            )
    opened = opened_on if number and opened_on else clock.today()
    new = registry.NewCase(now.diary.id, now.review.title, opened, number)
    return registry.open_case(now.actor, new, key=f"{now.key}/arende")
