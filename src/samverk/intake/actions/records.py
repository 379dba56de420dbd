"""Saving what was read: records, parts and findings. What a person has said of a record stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from samverk.foundation import acts
from samverk.foundation.actors import system
from samverk.intake.actions.notices import is_notice, notice_fields, notice_id
from samverk.intake.lints.lint import Finding as Found
from samverk.intake.lints.run import finding_as_json
from samverk.intake.models import NOTICE, Finding, ReadRecord, RecordState, Source, SourceState
from samverk.intake.reading.as_json import document_as_json, paragraph_as_json
from samverk.intake.reading.batch import Reading
from samverk.intake.reading.model import Document, Paragraph, Place
from samverk.intake.readings import clean

READER = system("Inläsningen")
SOURCE_READ = acts.kind("intake.read", "Fil inläst")

Records = dict[int, ReadRecord]
_Order = tuple[int, int]
_Index = dict[tuple[int | None, int], int]


@dataclass(frozen=True, slots=True)
class Batch:
    """The sources of one reading by the name the reader knows them by; ``new`` are read now."""

    sources: dict[str, Source]
    new: set[int]


def save_reading(batch: Batch, reading: Reading, found: Sequence[Found]) -> None:
    """Save a reading of new sources beside earlier ones.

    Earlier sources gain what the new ones say of them: suggestions and findings.
    """
    by_source: dict[str, list[Document]] = defaultdict(list)
    for document in reading.documents:
        by_source[document.source].append(document)
    records: Records = {}
    for name, source in batch.sources.items():
        documents = by_source[name]
        records |= _save_records(source, documents)
        if source.pk in batch.new:
            key = f"inlasning/{source.pk}/{source.turn}/poster"
            home, body = source.organisation_id, source.body_id
            act = acts.Act(READER, SOURCE_READ, key, home, body=body)
            acts.carry_out(act, partial(_finish, source, documents))
    _save_findings(batch, records, found)


def _finish(source: Source, documents: Sequence[Document]) -> Source:
    notes = [source.message, *(note for document in documents for note in document.notes)]
    source.message = " ".join(dict.fromkeys(note for note in notes if note))
    source.parts = [_json(document_as_json(part)) | {"paragraphs": []} for part in documents]
    source.state = SourceState.READ
    source.save(update_fields=["message", "parts", "state"])
    return source


def _json(value: Any) -> Any:
    """Clean every text within a JSON value of what the database cannot keep."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(str(key)): _json(one) for key, one in value.items()}
        case list() | tuple():
            return [_json(one) for one in value]
        case _:
            return value


def _save_records(source: Source, documents: Sequence[Document]) -> Records:
    """Save a source's records, and answer them by the identity of what was read."""
    # Locked: somebody may be confirming one of them at this moment.
    known = {record.order: record for record in source.records.select_for_update()}
    index = {(line[0], line[1]): number for number, line in enumerate(source.lines or [])}
    saved: Records = {}
    for order, found in enumerate(_found(documents, index), 1):
        record = known.get(order) or ReadRecord(source=source, order=order)
        if record.state == RecordState.PROPOSED:
            _keep(record, found)
        saved[found.identity] = record
    return saved


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing the reader found, as its record keeps it; ``identity`` tells it in findings."""

    identity: int
    kind: str
    record_id: str
    fields: dict[str, Any]
    first: int
    last: int


def _found(documents: Sequence[Document], index: _Index) -> Iterator[_Found]:
    """List what a source's records are: each notice, and each paragraph and memo."""
    for document in documents:
        if is_notice(document):
            fields = _json(notice_fields(document))
            first, last = (index[_key(_order(end))] for end in (document.first, document.last))
            yield _Found(id(document), NOTICE, notice_id(fields), fields, first, last)
        for one in document.paragraphs:
            fields = _json(paragraph_as_json(one))
            first, last = _extent(document, one, index)
            yield _Found(id(one), document.kind or "", one.record_id, fields, first, last)


def _keep(record: ReadRecord, found: _Found) -> None:
    if not record.fields_differ(found.record_id, found.fields):
        return
    record.kind, record.record_id, record.fields = found.kind, found.record_id, found.fields
    record.first, record.last = found.first, found.last
    record.save()


def _extent(document: Document, found: Paragraph, index: _Index) -> tuple[int, int]:
    """Answer a record's first and last line: to where the next one of its document begins."""
    starts = sorted(_start(document, other) for other in document.paragraphs)
    begin = _start(document, found)
    after = next((start for start in starts if start > begin), None)
    first = index[_key(begin)]
    last = index[_key(after)] - 1 if after else index[_key(_end(document))]
    return first, max(first, last)


def _start(document: Document, found: Paragraph) -> _Order:
    if found.paragraph is None or "paragraph" not in found.places:
        return _order(document.first)
    return _order(found.places["paragraph"])


def _end(document: Document) -> _Order:
    return _order(document.last)


def _order(place: Place) -> _Order:
    return (place.page or 0, place.line)


def _key(order: _Order) -> tuple[int | None, int]:
    page, line = order
    return (page or None, line)


def _save_findings(batch: Batch, records: Records, found: Iterable[Found]) -> None:
    """Save each finding once at every record it speaks of, if it concerns a new source."""
    for finding in found:
        spoken_of = {batch.sources[spot.source].pk for spot in finding.spots}
        if not spoken_of & batch.new:
            continue
        row = finding_as_json(finding)
        at = {(records[id(one)].source_id, records[id(one)]) for one in finding.records}
        sources = {source for source, _ in at}
        everywhere = [*at, *((pk, None) for pk in spoken_of - sources)]
        for source, record in everywhere:
            _save_finding(batch, source, record, row)


def _save_finding(
    batch: Batch, source: int, record: ReadRecord | None, row: dict[str, Any]
) -> None:
    places = [
        {**place, "source": batch.sources[place["source"]].pk, "name": place["source"]}
        for place in row["places"]
    ]
    Finding.objects.get_or_create(
        source_id=source,
        record=record,
        check_id=row["id"],
        text=clean(row["text"]),
        defaults={
            "fault": row["kind"] == "fault",
            "title": row["title"],
            "ground": row["ground"],
            "places": places,
        },
    )
