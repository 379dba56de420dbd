"""Registering documents, with the facts the register must show (OSL 5 kap. 2 §)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right, may, require
from samverk.registry.actions.cases import Secret
from samverk.registry.models import Case, Document, DocumentFile, DocumentSecret

DOCUMENT_REGISTERED = acts.kind("registry.document_registered", "Handling registrerad")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to store with a document: its name and media type as given, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to register. ``dated_on`` is None only where the paper carries no date.

    With ``secret`` set, ``subject`` and ``correspondent`` are what the public register shows and
    may be empty.
    """

    case: int
    direction: str
    kind: str
    dated_on: date | None
    subject: str = ""
    correspondent: str = ""
    secret: Secret | None = None
    file: NewFile | None = None


def register_document(actor: Actor, new: NewDocument, *, key: str) -> Document:
    """Register a document in a case and store its file.

    Raises InputError for an open document without a subject, a secret one without a provision,
    or a secret one with a file: secret files have no storage of their own yet in the open zone.
    """
    case = Case.objects.get(pk=new.case)
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    _check(new)
    act = acts.Act(actor, DOCUMENT_REGISTERED, key, body.organisation, effective_on=new.dated_on)
    return acts.carry_out(act, lambda: _register(case, body, new))


def _check(new: NewDocument) -> None:
    if new.secret is None and not new.subject.strip():
        raise InputError("Skriv vad handlingen gäller.", field="subject")
    if new.secret and not new.secret.provision.strip():
        raise InputError(
            "Skriv vilken sekretessbestämmelse markeringen gäller (OSL 5 kap. 5 §).",
            field="provision",
        )
    if new.secret and new.file:
        raise InputError(
            "En sekretessbelagd fil kan inte läggas in här: registrera handlingen utan fil.",
            field="file",
        )


def _register(case: Case, body: directory.BodyRef, new: NewDocument) -> Document:
    document = Document.objects.create(
        case=case,
        number=next_number(f"handlingar/{case.pk}"),
        direction=new.direction,
        kind=new.kind,
        dated_on=new.dated_on,
        subject=new.subject.strip(),
        correspondent=new.correspondent.strip(),
        secret=new.secret is not None,
    )
    if new.secret:
        with opened([body.id]):
            DocumentSecret.objects.create(
                document=document,
                controller_id=body.id,
                provision=new.secret.provision.strip(),
                marked_on=clock.today(),
                authority=body.name,
                subject=new.secret.title.strip(),
                correspondent=new.secret.correspondent.strip(),
            )
    if new.file:
        _store(document, new.file)
    return document


def _store(document: Document, file: NewFile) -> DocumentFile:
    digest = hashlib.sha256(file.content).hexdigest()
    return DocumentFile.objects.create(
        document=document,
        content=ContentFile(file.content, name=digest),
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=digest,
    )
