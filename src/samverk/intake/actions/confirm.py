"""Confirming a record: the paper into the diary, the decision into the register, both linked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samverk.decisions import actions as decisions
from samverk.decisions import queries as decided
from samverk.decisions.queries import Decision
from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, require
from samverk.intake.access import may_review
from samverk.intake.actions.papers import document_for
from samverk.intake.actions.proceedings import proceedings_of
from samverk.intake.actions.review import Confirmation, NewReview
from samverk.intake.models import MINUTES, ReadRecord, RecordState
from samverk.intake.queries import has_personal_numbers
from samverk.registry.queries import Document

RECORD_CONFIRMED = acts.kind("intake.confirmed", "Läst post bekräftad")
# Read beside the decision itself, and kept as the person left it.
DETAILS = (
    "proposals",
    "votes",
    "reservations",
    "immediate_adjustment",
    "recipients",
    "amounts",
    "items_listed",
)


def confirm(actor: Actor, record: ReadRecord, review: NewReview, *, key: str) -> ReadRecord:
    """Register what a person confirms of a record: its paper, and for a paragraph its decision.

    A paragraph that is registered already, from another source or by hand, gets this paper as one
    more source, and what no source had printed before is filled in. Raises InputError at the
    form's field, ConflictError when somebody has confirmed it already.
    """
    organisation = record.source.organisation_id
    require(may_review(actor, record.source))
    diary = directory.body_ref(review.diary)
    if diary.organisation != organisation:
        raise InputError("Välj ett diarium hos den som handlingen läses in för.", field="diary")
    require(may(actor, Right.REGISTER_CASE, organisation=organisation, body=diary.id))
    act = acts.Act(
        actor,
        RECORD_CONFIRMED,
        key,
        organisation,
        effective_on=review.decided_on,
        content=(record.pk, review),
        body=record.source.body_id,
    )
    under_way = Confirmation(actor, review, diary, key)
    return acts.carry_out(act, lambda: _confirm(record.pk, under_way))


def _confirm(pk: int, now: Confirmation) -> ReadRecord:
    record = locked_record(pk)
    if record.state == RecordState.CONFIRMED:
        raise ConflictError("Posten är redan bekräftad. Ladda om sidan och se vad som bekräftades.")
    if has_personal_numbers(record) and not now.review.acknowledged:
        raise InputError(
            "Läs varningen om personnummer och bekräfta att handlingen får registreras öppet.",
            field="acknowledged",
        )
    earlier = _earlier(record, now.review) if record.kind == MINUTES else None
    record.document = document_for(record, now, earlier)
    if record.kind == MINUTES:
        record.decision = _decision(earlier, record, record.document, now)
    else:
        _cite(record.document, now)
    record.confirmed_fields = _confirmed_fields(record, now.review)
    if record.decision is not None:
        _minute(record.decision, record, record.document, now)
    record.state, record.reason = RecordState.CONFIRMED, ""
    record.save()
    return record


def _confirmed_fields(record: ReadRecord, review: NewReview) -> dict[str, Any]:
    """Write what is confirmed as it is kept beside the reading."""
    told = record.fields | (review.details or {})
    kept = {name: told.get(name) for name in DETAILS}
    return review.as_fields() | {"body_name": _organ(review)} | kept


def _minute(decision: Decision, record: ReadRecord, document: Document, now: Confirmation) -> None:
    """Register how the decision was taken, as this source tells it."""
    told = proceedings_of(record.confirmed_fields or {}, document.pk)
    if told.says_anything:
        key = f"{now.key}/protokoll"
        decisions.record_proceedings(now.actor, decision, told, key=key, read_by=now.diary)


def locked_record(pk: int) -> ReadRecord:
    """Find a record and keep others from it till commit; raises ConflictError when it was taken away."""
    rows = ReadRecord.objects.select_for_update(of=("self",)).select_related("source__body")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise ConflictError("Filen läses om, och posten finns inte längre. Öppna filen på nytt.")
    return found


def _organ(review: NewReview) -> str:
    return directory.body_ref(review.body).full_name if review.body else ""


def _cite(document: Document, now: Confirmation) -> None:
    review = now.review
    citing = decisions.CitingDocument(document.pk, review.organisation, review.citations)
    key = f"{now.key}/hanvisningar"
    decisions.cite_from_document(now.actor, citing, key=key, read_by=now.diary)


def _decision(
    earlier: Decision | None, record: ReadRecord, document: Document, now: Confirmation
) -> Decision:
    if earlier is None:
        return _register(record, document, now)
    return _add_source(earlier, record, document, now)


def _earlier(record: ReadRecord, review: NewReview) -> Decision | None:
    """Find the registered decision that the record is one more source of."""
    if review.same_as is not None:
        return decided.decision_by_id(review.same_as)
    if review.is_new:
        return None
    same = decided.decision_of_record(record.record_id) or decided.decision_at(
        review.body, review.decided_on, review.paragraph
    )
    return None if same is None or same.cited_only else same


def _register(record: ReadRecord, document: Document, now: Confirmation) -> Decision:
    review = now.review
    new = decisions.NewDecision(
        organisation=review.organisation,
        body=review.body,
        decided_on=review.decided_on,
        paragraph=review.paragraph,
        diary_number=review.diary_number,
        case=document.case_id,
        title=review.title,
        text=review.text,
        kind=review.kind,
        # The mark belongs to one decision: a person has said that this is another.
        record_id="" if decided.decision_of_record(record.record_id) else record.record_id,
        documents=(document.pk,),
        citations=review.citations,
    )
    key = f"{now.key}/beslut"
    return decisions.register_decision(now.actor, new, key=key, read_by=now.diary)


def _add_source(
    earlier: Decision, record: ReadRecord, document: Document, now: Confirmation
) -> Decision:
    review = now.review
    if earlier.organisation_id != review.organisation:
        raise InputError("Det valda beslutet är en annan organisations.", field="same_as")
    source = decisions.NewSource(document.pk, read_by=now.diary)
    decisions.add_source(now.actor, earlier, source, key=f"{now.key}/kalla")
    new = decisions.Completion(
        case=document.case_id, record_id=record.record_id, citations=review.citations
    )
    # What another's decision lacks is not filled in by the way: it is offered as a next step.
    if decisions.may_speak_for(now.actor, earlier.organisation_id, earlier.body_id):
        new = replace(
            new,
            body=review.body,
            decided_on=review.decided_on,
            paragraph=review.paragraph,
            diary_number=review.diary_number,
            text=review.text,
            title=review.title,
            kind=review.kind,
        )
    return decisions.complete_decision(
        now.actor, earlier, new, key=f"{now.key}/komplettering", read_by=now.diary
    )
