"""Registering documents, with the facts the register must show (OSL 5 kap. 2 §)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.core.files.base import ContentFile
from procrastinate.contrib.django import app as jobs

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.compartments import opened
from samverk.foundation.errors import InputError, NotFoundError, NotYetError, WithheldError
from samverk.foundation.files.names import stored_name
from samverk.foundation.files.release import copy_of
from samverk.foundation.files.scanning import refuse_infected
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right, may, may_open, require
from samverk.registry import queries
from samverk.registry.actions.cases import Secret, check_secret
from samverk.registry.file_types import media_type_of
from samverk.registry.models import Case, Document, DocumentFile, DocumentSecret, SecretFile

COPY_JOB = "samverk.registry.jobs.copy_files"
COPIER = system("Kopior av filer")
DOCUMENT_REGISTERED = acts.kind("registry.document_registered", "Handling registrerad")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to store with a document: its name as given, and its bytes, which tell its type."""

    name: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """The checksum of the bytes as they came."""
        return hashlib.sha256(self.content).hexdigest()


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
    a day that has not been, or a file that is not on the list or that a virus is found in;
    NotAllowedError for a secret document that is not the actor's to keep. The file of a secret document
    is kept behind the wall.
    """
    case = queries.case_by_id(new.case)
    body = directory.body_ref(case.body_id)
    require(may(actor, Right.REGISTER_CASE, organisation=body.organisation, body=body.id))
    if new.secret:
        require(may_open(actor, body.id))
    if new.file:
        refuse_infected(actor, new.file.content, new.file.sha256)
    act = acts.Act(
        actor,
        DOCUMENT_REGISTERED,
        key,
        body.organisation,
        effective_on=new.dated_on,
        content=(new, new.file and new.file.sha256),
        body=body.id,
    )
    return acts.carry_out(act, lambda: _register(case, body, new))


def make_copies(document: int) -> None:
    """Make the copies of an open document's files that are handed out, before anybody asks for one.

    Raises NotYetError while the virus scanner does not answer.
    """
    for file in DocumentFile.objects.filter(document=document, document__secret=False):
        try:
            copy_of(COPIER, file.content, file.sha256, file.media_type)
        except NotYetError:
            raise
        except (NotFoundError, WithheldError):
            continue


def _check(new: NewDocument) -> None:
    if new.secret is None and not new.subject.strip():
        raise InputError("Skriv vad handlingen gäller.", field="subject")
    if new.dated_on and new.dated_on > clock.today():
        raise InputError("Dagen har inte varit än.", field="dated_on")
    if new.secret:
        check_secret(new.secret)


def _register(case: Case, body: directory.BodyRef, new: NewDocument) -> Document:
    _check(new)
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
        _keep_secret(document, body, new.secret)
    if new.file and new.secret:
        _shut_in(document, body, new.file)
    elif new.file:
        _store(document, new.file)
    return document


def _keep_secret(document: Document, body: directory.BodyRef, secret: Secret) -> None:
    with opened([body.id]):
        DocumentSecret.objects.create(
            document=document,
            controller_id=body.id,
            provision=secret.provision.strip(),
            marked_on=clock.today(),
            authority=body.name,
            subject=secret.title.strip() or document.subject,
            correspondent=secret.correspondent.strip(),
        )


def _shut_in(document: Document, body: directory.BodyRef, file: NewFile) -> None:
    """Keep a secret document's file behind the wall, its name too."""
    media_type = media_type_of(file.name, file.content)
    with opened([body.id]):
        SecretFile.objects.create(
            document=document,
            controller_id=body.id,
            content=file.content,
            name=stored_name(file.name),
            media_type=media_type,
            size=len(file.content),
            sha256=file.sha256,
        )


def _store(document: Document, file: NewFile) -> DocumentFile:
    """Store a file under its checksum: the name that it came with is only for people."""
    media_type = media_type_of(file.name, file.content)
    made = DocumentFile.objects.create(
        document=document,
        content=ContentFile(file.content, name=file.sha256),
        name=stored_name(file.name),
        media_type=media_type,
        size=len(file.content),
        sha256=file.sha256,
    )
    # After all else that waits: a file that somebody asks for before has its copy made then
    jobs.configure_task(COPY_JOB, priority=-10).defer(document=document.pk)
    return made
