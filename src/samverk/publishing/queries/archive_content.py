"""Gathers what a package holds: cases with their documents, as the reader may see them.

Called inside the compartment that the package may open; what is not seen there is told to exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samverk.decisions import queries as decisions
from samverk.directory.queries import BodyRef
from samverk.documents.archive.content import (
    Agent,
    AgentRole,
    Aggregation,
    Dated,
    Record,
    Restriction,
    Retention,
    SourceFile,
)
from samverk.foundation.compartments import opened
from samverk.registry import queries as registry
from samverk.registry.queries import Case, CaseSecret
from samverk.rules.information_plan import Counted, DocumentFacts, Fate, PlanTerm, disposal_of

PART = 1 << 18
Reader = Callable[[], Iterator[bytes]]
MARKED = "Sekretessmarkerad. Bestämmelsen är inte med."
LEFT_OUT = "Handlingen är sekretessmarkerad och inte med i paketet."
NO_FILE = "Registret har ingen fil till handlingen."
# What a document's day is, by its direction
DAYS = {"incoming": "received", "outgoing": "dispatch", "drawn_up": "created"}


@dataclass(slots=True)
class Gathered:
    """What has been gathered: the aggregations, and by public facts what each record is.

    ``secret_cases``, ``secret_documents`` and ``secret_items`` are the ids of what of it is secret and
    included.
    """

    aggregations: list[Aggregation] = field(default_factory=list)
    told: list[dict[str, object]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    secret_cases: set[int] = field(default_factory=set)
    secret_documents: set[int] = field(default_factory=set)
    secret_items: set[int] = field(default_factory=set)

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(len(record.files) for each in self.aggregations for record in each.records)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all that is gathered has in common: the body, its plan's terms, the day, and how far it goes."""

    body: BodyRef
    terms: dict[str, PlanTerm]
    day: date
    with_secrets: bool


def name_of(body: BodyRef, what: str, number: int) -> str:
    """Name something for good by a UUID made of where it is: the same at each export."""
    place = f"urn:samverk:{body.organisation_slug}:{body.id}:{what}:{number}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, place))


def retention_of(
    term: PlanTerm | None, facts: DocumentFacts, *, began: date, day: date
) -> Retention:
    """Tell a document's retention as the metadata has it; what no decision frees is not disposable."""
    made = disposal_of(facts, term, day).value
    start = facts.closed_on or facts.dated_on or began
    if term is None or term.years is None:
        mandate = term.ground if term else ""
        confirmed = bool(term and term.is_confirmed)
        return Retention(False, start, mandate=mandate, confirmed=confirmed)
    counted = facts.closed_on if term.counted is Counted.CLOSED else facts.dated_on
    is_free = made.fate in (Fate.DUE, Fate.NOT_YET)
    return Retention(
        is_free, counted or start, made.due, term.years, term.ground, term.is_confirmed
    )


def add_cases(found: Gathered, frame: Frame, cases: Sequence[Case]) -> None:
    """Add cases with their documents, in a few queries however many they are."""
    body = frame.body
    ids = [case.pk for case in cases]
    rows, secrets = registry.rows_of_cases(ids), registry.secrets_of_cases(ids)
    related, notes = _related(ids), _decided(ids)
    for case in cases:
        secret = secrets.get(case.pk)
        shut = case.secret and secret is None
        of_case = [_record(found, frame, case, row) for row in rows.get(case.pk, [])]
        records = [_shut(one) if shut else one for one in of_case]
        if secret:
            found.secret_cases.add(case.pk)
        found.aggregations.append(
            Aggregation(
                name_of(body, "arende", case.pk),
                case.diary_number,
                secret.title if secret else case.title,
                "case",
                "closed" if case.closed_on else "open",
                _days(case),
                (Agent(AgentRole.CREATOR, body.name, body.organisation_name),),
                _case_restriction(case, secret),
                related=related.get(case.pk, ()),
                notes=notes.get(case.pk, ()),
                records=tuple(records),
            )
        )
        found.told.append(_told(case.diary_number, case.title, records))


def _shut(record: Record) -> Record:
    """Leave the files of a secret case out, also of a paper that is not secret by itself."""
    if not record.files:
        return record
    hidden = Restriction(MARKED, included=False)
    return replace(record, files=(), lacks=LEFT_OUT, restriction=record.restriction or hidden)


def _told(name: str, title: str, records: Sequence[Record]) -> dict[str, object]:
    """Tell what is in a case or meeting by what everybody may know of it."""
    lacks = [[one.object_id, one.lacks] for one in records if one.lacks]
    files = sum(len(one.files) for one in records)
    return {"name": name, "title": title, "records": len(records), "files": files, "lacks": lacks}


def _days(case: Case) -> tuple[Dated, ...]:
    closed = (Dated("closed", case.closed_on),) if case.closed_on else ()
    return (Dated("opened", case.opened_on), *closed)


def _case_restriction(case: Case, secret: CaseSecret | None) -> Restriction | None:
    if secret:
        return Restriction(secret.provision, secret.authority, secret.marked_on)
    return Restriction(MARKED, included=False) if case.secret else None


def _related(cases: Sequence[int]) -> dict[int, tuple[str, ...]]:
    linked = registry.linked_with(cases)
    numbers = {
        case.pk: f"{case.body.name}: {case.diary_number}"
        for case in registry.cases_by_id({one for all_ in linked.values() for one in all_})
    }
    return {
        case: tuple(numbers[other] for other in sorted(others - {case}) if other in numbers)
        for case, others in linked.items()
    }


def _decided(cases: Sequence[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for decision in decisions.decisions_of_cases(cases):
        if decision.case_id:
            when = decision.decided_on.isoformat() if decision.decided_on else "utan datum"
            told = f"Beslut: {decision.place}, {when} ({decision.get_kind_display()})"
            found.setdefault(decision.case_id, []).append(told)
    return {case: tuple(notes) for case, notes in found.items()}


def _record(found: Gathered, frame: Frame, case: Case, row: registry.DocumentRow) -> Record:
    document, secret, body = row.document, row.secret, frame.body
    is_hidden = document.secret and secret is None
    if secret:
        found.secret_documents.add(document.pk)
    files = _files(body, row)
    day_of = (Dated(DAYS[document.direction], document.dated_on),) if document.dated_on else ()
    correspondent = (secret.correspondent if secret else "") or document.correspondent
    return Record(
        name_of(body, "handling", document.pk),
        f"{case.diary_number}-{document.number}",
        _title(row),
        document.kind,
        document.direction,
        document.number,
        (*day_of, Dated("captured", document.registered_at)),
        _agents(document.direction, correspondent),
        _restriction(row),
        retention_of(
            frame.terms.get(document.kind),
            DocumentFacts(document.dated_on, case.closed_on),
            began=case.opened_on,
            day=frame.day,
        ),
        files,
        LEFT_OUT if is_hidden else "" if files else NO_FILE,
    )


def _title(row: registry.DocumentRow) -> str:
    if row.secret:
        return row.secret.subject
    return row.document.subject or row.document.get_kind_display().capitalize()


def _agents(direction: str, correspondent: str) -> tuple[Agent, ...]:
    if not correspondent:
        return ()
    role = AgentRole.RECIPIENT if direction == "outgoing" else AgentRole.SENDER
    return (Agent(role, correspondent),)


def _restriction(row: registry.DocumentRow) -> Restriction | None:
    if row.secret:
        return Restriction(row.secret.provision, row.secret.authority, row.secret.marked_on)
    return Restriction(MARKED, included=False) if row.document.secret else None


def _files(body: BodyRef, row: registry.DocumentRow) -> tuple[SourceFile, ...]:
    """Tell how the files are read: one at a time, when they are packed."""
    moment = row.document.registered_at
    if row.document.secret:
        return tuple(
            SourceFile(
                one.name, one.media_type, moment, _secret_reader(body, row, one.pk), one.sha256
            )
            for one in row.secret_files
        )
    return tuple(
        SourceFile(one.name, one.media_type, moment, _open_reader(one.pk), one.sha256)
        for one in row.files
    )


def _secret_reader(body: BodyRef, row: registry.DocumentRow, file: int) -> Reader:
    def read() -> Iterator[bytes]:
        with opened([body.id]):
            content = bytes(registry.secret_file_of(row.document, file).content)
        yield content

    return read


def _open_reader(file: int) -> Reader:
    def read() -> Iterator[bytes]:
        found = registry.open_file(file)
        if found is None:
            return
        try:
            stored = found.content.open("rb")
        except FileNotFoundError:
            # Nothing is then not what the register vouches for, which the package tells
            return
        with stored:
            while part := stored.read(PART):
                yield part

    return read
