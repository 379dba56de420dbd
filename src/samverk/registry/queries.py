"""Reads of the diary. Secret fields come only inside an opened compartment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import controllers_open_to
from samverk.registry.models import (
    Case,
    CaseLink,
    CaseSecret,
    Document,
    DocumentFile,
    DocumentSecret,
)


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its documents and linked cases; secrets only those that the reader may see."""

    case: Case
    documents: list[Document]
    linked: list[tuple[str, Case]]
    secret: CaseSecret | None = None
    document_secrets: dict[int, DocumentSecret] = field(default_factory=dict)


def _cases() -> QuerySet[Case]:
    return Case.objects.select_related("body__organisation")


def case_by_id(case: int) -> Case:
    """Answer which case this is; raises NotFoundError."""
    found = _cases().filter(pk=case).first()
    if found is None:
        raise NotFoundError("Ärendet finns inte.")
    return found


def case_page(case: int, actor: Actor) -> CasePage:
    """Gather a case's page for ``actor``."""
    found = case_by_id(case)
    documents = list(
        found.documents.order_by("number").prefetch_related(
            Prefetch("files", DocumentFile.objects.only("id", "document_id", "name", "size"))
        )
    )
    page = CasePage(found, documents, _linked(found))
    hidden = found.secret or any(document.secret for document in documents)
    if not hidden or found.body_id not in controllers_open_to(actor):
        return page
    with opened([found.body_id]):
        secret = CaseSecret.objects.filter(case=found).first()
        kept = DocumentSecret.objects.filter(document__in=documents)
        return CasePage(found, documents, page.linked, secret, {s.document_id: s for s in kept})


def _linked(case: Case) -> list[tuple[str, Case]]:
    """List the cases linked with this one, whichever way the link was made."""
    links = CaseLink.objects.select_related("case__body__organisation", "other__body__organisation")
    found = [(link.get_kind_display(), link.other) for link in links.filter(case=case)]
    found += [(link.get_kind_display(), link.case) for link in links.filter(other=case)]
    return found


def register(*, body: int, limit: int = 50, before: tuple[date, int] | None = None) -> list[Case]:
    """List a body's cases, latest first, at most ``limit``; ``before`` is where the page before ended."""
    found = _cases().filter(body=body).order_by("-opened_on", "-id")
    if before:
        day, last = before
        found = found.filter(opened_on__lte=day).exclude(opened_on=day, id__gte=last)
    return list(found[:limit])


def document_by_id(document: int) -> Document:
    """Answer which document this is; raises NotFoundError."""
    found = Document.objects.select_related("case__body__organisation").filter(pk=document).first()
    if found is None:
        raise NotFoundError("Handlingen finns inte.")
    return found


def cases_by_id(cases: Iterable[int]) -> list[Case]:
    """List some cases, oldest first."""
    return list(_cases().filter(pk__in=list(cases)).order_by("opened_on", "id"))


def documents_of_cases(cases: Iterable[int]) -> list[Document]:
    """List the open documents of some cases, oldest first."""
    found = Document.objects.filter(case__in=list(cases), secret=False)
    return list(found.order_by("dated_on", "id"))
