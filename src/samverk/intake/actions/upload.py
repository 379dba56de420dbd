"""Taking in files: the good ones are kept, each refused one is told why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.files.scanning import infection_in
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in
from samverk.intake.files import Refusal, Upload, media_type_of
from samverk.intake.models import Source, SourceState

UPLOADED = acts.kind("intake.uploaded", "Fil uppladdad för inläsning")
RESTORED = acts.kind("intake.restored", "Förlorad fil återställd")
READ_JOB = "samverk.intake.jobs.read"


@dataclass(slots=True)
class Outcome:
    """What became of the files that were sent.

    ``restored`` were here but had been lost from the store; ``known`` are here as they were.
    """

    new: list[Source] = field(default_factory=list)
    restored: list[Source] = field(default_factory=list)
    known: list[Source] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def sources(self) -> list[Source]:
        """Every source that the files are, new or not."""
        return self.new + self.restored + self.known


@dataclass(frozen=True, slots=True)
class Taking:
    """One sending under way: who, for which body, under which key, and what has come of it.

    ``queues`` says whether each new file's reading is put in the queue; else whoever takes reads, and
    takes no file that the virus scanner has not judged.
    """

    actor: Actor
    body: BodyRef
    key: str
    outcome: Outcome = field(default_factory=Outcome)
    queues: bool = True

    def act(self, kind: str, digest: str, *, content: object = None) -> acts.Act:
        key = f"{self.key}/{digest}"
        home, body = self.body.organisation, self.body.id
        return acts.Act(self.actor, kind, key, home, content=content, body=body)


def upload(actor: Actor, body: int, files: Iterable[Upload], *, key: str) -> Outcome:
    """Keep files for ``body`` (id) byte for byte, and have them read in the background.

    A file that was uploaded before, by anybody there, is that earlier source; if it has been lost
    from the store it is put back. The job is put in the queue in the same transaction.
    """
    wanted = directory.body_ref(body)
    require(may_read_in(actor, wanted))
    taking = Taking(actor, wanted, key)
    for file in files:
        take_in(taking, file)
    return taking.outcome


def take_in(now: Taking, file: Upload) -> None:
    """Keep one file as a new source, or tell in the outcome which it was or why it is not kept.

    Raises NotYetError for one that waits for the virus scanner, when whoever takes it waits too.
    """
    media_type = media_type_of(file)
    if isinstance(media_type, Refusal):
        now.outcome.refused.append(media_type)
        return
    digest = hashlib.sha256(file.content).hexdigest()
    if wrong := infection_in(now.actor, file.content, digest, waits=not now.queues):
        now.outcome.refused.append(Refusal(file.name, wrong))
        return
    with transaction.atomic():
        found = _of(now.body, digest).select_for_update(of=("self",)).first()
        if found is None:
            _keep(now, file, media_type, digest)
        elif found.is_lost:
            now.outcome.restored.append(_restore(now, found, file))
        else:
            now.outcome.known.append(found)


def _of(body: BodyRef, digest: str) -> QuerySet[Source]:
    return Source.objects.select_related("body__organisation").filter(body=body.id, sha256=digest)


def _keep(now: Taking, file: Upload, media_type: str, digest: str) -> None:
    """Make the source, unless somebody else sent the same file in this very moment."""
    made: list[Source] = []

    def work() -> Source:
        source, is_new = Source.objects.get_or_create(
            body_id=now.body.id,
            sha256=digest,
            defaults={
                "name": file.name,
                "content": ContentFile(file.content, name=digest),
                "media_type": media_type,
                "size": len(file.content),
                "batch": now.key,
                "uploaded_by_id": now.actor.user,
            },
        )
        made.extend([source] if is_new else [])
        return source

    act = now.act(UPLOADED, digest, content=(now.body.id, file.name, digest))
    source = acts.carry_out(act, work)
    if made and now.queues:
        have_read(now.body.id)
    (now.outcome.new if made else now.outcome.known).append(source)


def _restore(now: Taking, source: Source, file: Upload) -> Source:
    """Put a lost file back under its source; one that could not be read for it is read again."""

    def work() -> Source:
        source.content.save(source.sha256, ContentFile(file.content), save=False)
        if source.state == SourceState.UNREADABLE:
            source.state, source.message, source.lines = SourceState.WAITING, "", None
            source.turn += 1
        source.save(update_fields=["content", "state", "message", "lines", "turn"])
        return source

    acts.carry_out(now.act(RESTORED, f"{source.sha256}/{source.content.name}"), work)
    if source.state == SourceState.WAITING and now.queues:
        have_read(source.body_id)
    return source


def have_read(body: int) -> None:
    """Put the reading of a body's waiting files in the queue, unless it is there already.

    No lock in the queue: a worker that is killed would keep it.
    """
    job = jobs.configure_task(READ_JOB, queueing_lock=f"{READ_JOB}/{body}")
    try:
        with transaction.atomic():
            job.defer(body=body)
    except AlreadyEnqueued:
        pass
