"""Reads of the diary. Secret fields come only inside an opened compartment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.holding import Wanted, holding
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import (
    Allowed,
    Denied,
    Permission,
    require,
)
from samverk.registry.models import Case as Case
from samverk.registry.models import (
    CaseLink,
    DocumentSecret,
    LinkKind,
)
from samverk.registry.models import CaseSecret as CaseSecret
from samverk.registry.models import Document as Document
from samverk.registry.models import DocumentFile as DocumentFile
from samverk.registry.models import SecretFile as SecretFile


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with its files, and what is secret about it if the reader may see that."""

    document: Document
    files: list[DocumentFile]
    secret: DocumentSecret | None
    secret_files: list[SecretFile]


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case linked with another, and how, read from the other one."""

    how: str
    case: Case


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its documents, linked cases and history; secrets only if the reader may see them."""

    case: Case
    secret: CaseSecret | None
    documents: list[DocumentRow]
    linked: list[LinkedCase]
    history: list[AuditEvent]


def _cases() -> QuerySet[Case]:
    return Case.objects.select_related("body__organisation")


def case_by_id(case: int) -> Case:
    """Answer which case this is; raises NotFoundError."""
    found = _cases().filter(pk=case).first()
    if found is None:
        raise NotFoundError("Ärendet finns inte.")
    return found


def cases_by_id(cases: Iterable[int]) -> list[Case]:
    """List some cases, oldest first."""
    return list(_cases().filter(pk__in=list(cases)).order_by("opened_on", "id"))


def case_page(case: int) -> CasePage:
    """Gather a case's page; raises NotFoundError.

    What is secret is joined in: the wall in the database leaves it out but inside an opened
    compartment (``read_case``).
    """
    found = _cases().select_related("kept_secret").filter(pk=case).first()
    if found is None:
        raise NotFoundError("Ärendet finns inte.")
    documents = _documents(found)
    links = _links(found)
    history = acts.events_on(found, *(row.document for row in documents), *links)
    secret = getattr(found, "kept_secret", None)
    return CasePage(found, secret, documents, [_linked(found, link) for link in links], history)


def _documents(case: Case) -> list[DocumentRow]:
    return _rows(case.documents.order_by("number"))


def _rows(documents: QuerySet[Document]) -> list[DocumentRow]:
    files = Prefetch("files", DocumentFile.objects.defer("content"), to_attr="stored")
    found = list(documents.select_related("kept_secret").prefetch_related(files))
    secret = [one for one in found if hasattr(one, "kept_secret")]
    prefetch_related_objects(
        secret, Prefetch("secret_files", SecretFile.objects.defer("content"), to_attr="kept")
    )
    return [
        DocumentRow(one, one.stored, getattr(one, "kept_secret", None), getattr(one, "kept", []))
        for one in found
    ]


def rows_of_cases(cases: Iterable[int]) -> dict[int, list[DocumentRow]]:
    """Give the documents of some cases (ids) by case, in order, in a few queries.

    What is secret is joined in inside an opened compartment, as on a case's page.
    """
    found: dict[int, list[DocumentRow]] = {}
    wanted = Document.objects.filter(case__in=list(cases)).order_by("case", "number")
    for row in _rows(wanted):
        found.setdefault(row.document.case_id, []).append(row)
    return found


def secrets_of_cases(cases: Iterable[int]) -> dict[int, CaseSecret]:
    """Give what is secret about some cases (ids), as far as the opened compartment goes."""
    return {one.case_id: one for one in CaseSecret.objects.filter(case__in=list(cases))}


def cases_closed(body: int, first: date, last: date) -> list[Case]:
    """List the cases of a body's diary that were closed from one day to another, in order."""
    found = _cases().filter(body=body, closed_on__range=(first, last))
    return list(found.order_by("opened_on", "id"))


def still_open(body: int, last: date) -> int:
    """Count the cases that were opened by a day and not closed by it."""
    opened = Case.objects.filter(body=body, opened_on__lte=last)
    return opened.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=last)).count()


def documents_of_kinds(body: int, kinds: Iterable[str]) -> QuerySet[Document]:
    """Choose a body's documents of some kinds, with their cases, in order."""
    found = Document.objects.filter(case__body=body, kind__in=list(kinds))
    return found.select_related("case").order_by("case__opened_on", "case_id", "number")


def documents_by_kind(body: int) -> dict[str, int]:
    """Count a body's documents of each kind."""
    rows = Document.objects.filter(case__body=body).values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in rows.order_by("kind")}


def open_file(file: int) -> DocumentFile | None:
    """Find the file of an open document by its id, for whoever the caller has let in."""
    return DocumentFile.objects.filter(pk=file, document__secret=False).first()


def secret_rows(documents: Iterable[int]) -> dict[int, DocumentRow]:
    """Give what is secret about some documents (ids), as far as the opened compartment goes."""
    rows = _rows(Document.objects.filter(pk__in=list(documents), secret=True))
    return {row.document.pk: row for row in rows if row.secret}


def document_of_secret_file(file: int, documents: Iterable[int]) -> Document:
    """Answer which of some documents (ids) a secret file belongs to, as ``secret_file_of``."""
    rows = SecretFile.objects.filter(pk=file, document__in=list(documents))
    found = rows.select_related("document__case__body").defer("content").first()
    if found is None:
        raise NotFoundError("Filen finns inte.")
    return found.document


def secret_file_of(document: Document, file: int) -> SecretFile:
    """Find a file of a secret document, inside its compartment; raises NotFoundError."""
    found = SecretFile.objects.filter(pk=file, document=document).first()
    if found is None:
        raise NotFoundError("Filen finns inte.")
    return found


def _links(case: Case) -> list[CaseLink]:
    """List the links of a case, whichever way they were made."""
    found = CaseLink.objects.filter(Q(case=case) | Q(other=case)).order_by("id")
    return list(found.select_related("case__body__organisation", "other__body__organisation"))


def documents_in_diary(body: int, cases: Iterable[int]) -> list[Document]:
    """List the documents of those of some cases (ids) that are in a body's diary, latest first.

    Those of a diary that another keeps for the body are among them, if they are not secret.
    """
    kept = Document.objects.filter(case__in=list(cases), case__body__in=directory.diaries_of(body))
    found = kept.exclude(~Q(case__body=body), Q(secret=True) | Q(case__secret=True))
    return list(found.select_related("case").order_by("-id"))


def linked_with(cases: Iterable[int]) -> dict[int, frozenset[int]]:
    """Answer for each case (id) which cases it is one matter with, itself among them."""
    wanted = set(cases)
    found = {case: {case} for case in wanted}
    near = CaseLink.objects.filter(Q(case__in=wanted) | Q(other__in=wanted))
    for one, other in near.values_list("case", "other"):
        for case, linked in ((one, other), (other, one)):
            if case in found:
                found[case].add(linked)
    return {case: frozenset(linked) for case, linked in found.items()}


def _linked(case: Case, link: CaseLink) -> LinkedCase:
    if link.case_id == case.pk:
        return LinkedCase(link.get_kind_display(), link.other)
    continues = link.kind == LinkKind.CONTINUES
    return LinkedCase("fortsätts av" if continues else link.get_kind_display(), link.case)


def register(
    *,
    body: int,
    limit: int = 50,
    before: tuple[date, int] | None = None,
    opened_by: date | None = None,
) -> list[Case]:
    """List a body's cases, latest first, at most ``limit``; ``before`` is where the page before ended."""
    found = _cases().filter(body=body).order_by("-opened_on", "-id")
    if before:
        day, last = before
        found = found.filter(opened_on__lte=day).exclude(opened_on=day, id__gte=last)
    if opened_by:
        found = found.filter(opened_on__lte=opened_by)
    return list(found[:limit])


def cases_to_take_up(body: int, *, limit: int) -> list[Case]:
    """List the open cases that a body (id) may take up, latest first."""
    return list(_open_to(body)[:limit])


def _open_to(body: int) -> QuerySet[Case]:
    """Choose a body's own open cases, and those of diaries kept for it, but what is secret there."""
    kept = _cases().filter(body__in=directory.diaries_of(body), closed_on__isnull=True)
    return kept.exclude(~Q(body=body), secret=True).order_by("-opened_on", "-id")


def may_take_up(body: int, case: Case) -> bool:
    """Answer whether a case stands where a body's (id) matters may."""
    if case.body_id == body:
        return True
    return not case.secret and case.body_id in directory.diaries_of(body)


def document_register(*, body: int, limit: int = 50, before: int | None = None) -> list[Document]:
    """List a body's documents as the law wants the register (OSL 5 kap. 2 §), latest first.

    ``before`` is the id where the page before ended. What is secret is not here.
    """
    found = Document.objects.filter(case__body=body).select_related("case").order_by("-id")
    return list(found.filter(id__lt=before)[:limit] if before else found[:limit])


def open_documents(organisations: Sequence[int], *, limit: int) -> list[Document]:
    """List the latest open documents of some organisations, at most ``limit`` of them all, by body.

    Each organisation has an equal part of them, so that a large diary does not crowd out a small.
    """
    place = Window(RowNumber(), F("case__body__organisation"), order_by=F("id").desc())
    found = Document.objects.filter(case__body__organisation__in=organisations, secret=False)
    newest = found.filter(case__secret=False).annotate(place=place)
    each = limit // max(len(set(organisations)), 1)
    rows = newest.filter(place__lte=each).select_related("case__body__organisation")
    return list(rows.order_by("case__body__organisation", "case__body", "-id"))


def first_documents(cases: list[Case]) -> dict[int, Document]:
    """Find the document that each case began with, in one query."""
    return {d.case_id: d for d in Document.objects.filter(case__in=cases, number=1)}


def case_with_number(body: int, number: str) -> Case | None:
    """Find a body's case by its diary number, whatever the capitals."""
    return _cases().filter(body=body, diary_number__iexact=number.strip()).first()


def cases_to_link(number: str) -> list[Case]:
    """List the cases of all bodies with this diary number, whatever the capitals."""
    return list(_cases().filter(diary_number__iexact=number.strip()).order_by("id")[:10])


def open_cases_like(words: str, *, body: int, limit: int = 20) -> list[Case]:
    """List the open cases that a body may take up, by diary number or else by all the words."""
    mine = _open_to(body)
    if named := list(mine.filter(diary_number__iexact=words.strip())[:limit]):
        return named
    given = words.split()
    for word in given:
        mine = mine.filter(Q(title__icontains=word) | Q(diary_number__icontains=word))
    return list(mine[:limit]) if given else []


def cases_with(wanted: Wanted, *, limit: int) -> list[Case]:
    """List the cases whose open title or number may hold what is searched for, latest first."""
    found = _cases().filter(holding(wanted, "title", "diary_number"))
    return list(found.order_by("-opened_on", "-id")[:limit])


def documents_with(wanted: Wanted, *, limit: int) -> list[Document]:
    """List the open documents whose subject may hold what is searched for, latest first."""
    found = Document.objects.filter(holding(wanted, "subject"), secret=False, case__secret=False)
    return list(found.select_related("case__body__organisation").order_by("-id")[:limit])


def document_by_id(document: int) -> Document:
    """Answer which document this is; raises NotFoundError."""
    found = Document.objects.select_related("case__body__organisation").filter(pk=document).first()
    if found is None:
        raise NotFoundError("Handlingen finns inte.")
    return found


def documents_by_id(documents: tuple[int, ...]) -> list[Document]:
    """Find documents by their ids; raises NotFoundError when any is missing."""
    found = list(Document.objects.select_related("case").filter(pk__in=documents))
    if len(found) != len(set(documents)):
        raise NotFoundError("Handlingen finns inte.")
    return found


def documents_of_case(case: int) -> list[Document]:
    """List the documents of a case in order, the secret ones by their public facts."""
    return list(Document.objects.filter(case=case).order_by("number"))


def documents_of_cases(cases: Iterable[int]) -> list[Document]:
    """List the open documents of some cases, oldest first."""
    found = Document.objects.filter(case__in=list(cases), secret=False)
    return list(found.order_by("dated_on", "id"))


def open_files_of(documents: Iterable[int]) -> dict[int, list[DocumentFile]]:
    """List the files of some documents (ids), by document; what is secret has none here."""
    found: dict[int, list[DocumentFile]] = {}
    rows = DocumentFile.objects.filter(document__in=list(documents), document__secret=False)
    for file in rows.filter(document__case__secret=False).order_by("id"):
        found.setdefault(file.document_id, []).append(file)
    return found


def may_open_files(actor: Actor, organisation: int) -> Permission:
    """Answer whether ``actor`` may open the files of an organisation's open documents.

    Its own people may, whatever their role and body: between its boards only what is secret is
    kept apart. For others, the public among them, somebody first reads the paper through (OSL 6
    kap. 3-4 §§), and what is in a file can be more than the register says.
    """
    if actor.is_system or any(held.organisation == organisation for held in actor.roles):
        return Allowed()
    who = "Allmänheten" if not actor.is_known else "Den som inte har en roll i organisationen"
    login = "Logga in för att öppna filer. " if not actor.is_known else ""
    return Denied(f"{login}{who} begär ut handlingen hos registratorn.")


def file_for(file: int, actor: Actor) -> DocumentFile:
    """Find a file to send to ``actor``; raises NotFoundError, or NotAllowedError (``may_open_files``).

    Files of secret documents are not among them (``SecretFile``).
    """
    rows = DocumentFile.objects.select_related("document__case__body")
    found = rows.filter(pk=file).first()
    if found is None or found.document.secret:
        raise NotFoundError("Filen finns inte.")
    require(may_open_files(actor, found.document.case.body.organisation_id))
    return found


def secret_documents(cases: Iterable[int], documents: Iterable[int]) -> set[int]:
    """List the secret documents (ids) of some cases, and those among some documents."""
    wanted = Q(case__in=list(cases)) | Q(pk__in=list(documents))
    return set(Document.objects.filter(wanted, secret=True).values_list("pk", flat=True))


def secret_case_ids() -> QuerySet[Case, int]:
    """Choose the secret cases, by id, to be asked for among others."""
    return Case.objects.filter(secret=True).values_list("pk", flat=True)


def secret_document_ids() -> QuerySet[Document, int]:
    """Choose the secret documents, by id, to be asked for among others."""
    return Document.objects.filter(secret=True).values_list("pk", flat=True)
