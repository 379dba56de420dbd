"""Taking in files: the good ones are kept, each refused one is told why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from procrastinate.contrib.django import app as jobs

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.permissions import require
from samverk.intake.access import may_read_in
from samverk.intake.files import Refusal, Upload, media_type_of
from samverk.intake.models import Source

UPLOADED = acts.kind("intake.uploaded", "Fil uppladdad för inläsning")
READ_JOB = "samverk.intake.jobs.read"


@dataclass(slots=True)
class Outcome:
    """What became of the files that were sent: new sources, ones already here, and refusals."""

    new: list[Source] = field(default_factory=list)
    known: list[Source] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def sources(self) -> list[Source]:
        """Every source that the files are, new or not."""
        return self.new + self.known


def upload(actor: Actor, organisation: int, files: Iterable[Upload], *, key: str) -> Outcome:
    """Keep files for ``organisation`` byte for byte, and have them read in the background.

    A file that was uploaded before, by anybody there, is that earlier source. The job is put in
    the queue in the same transaction as the files.
    """
    require(may_read_in(actor, organisation))
    outcome = Outcome()
    for file in files:
        _take(actor, organisation, file, key, outcome)
    return outcome


def _take(actor: Actor, organisation: int, file: Upload, key: str, outcome: Outcome) -> None:
    media_type = media_type_of(file)
    if isinstance(media_type, Refusal):
        outcome.refused.append(media_type)
        return
    digest = hashlib.sha256(file.content).hexdigest()
    made: list[Source] = []

    def work() -> Source:
        source, is_new = _source(actor, organisation, file, media_type, digest)
        made.extend([source] if is_new else [])
        return source

    with transaction.atomic():
        earlier = Source.objects.filter(organisation=organisation, sha256=digest).first()
        if earlier is None:
            act = acts.Act(actor, UPLOADED, f"{key}/{digest}", organisation)
            earlier = acts.carry_out(act, work)
        if made:
            have_read(organisation)
    (outcome.new if made else outcome.known).append(earlier)


def _source(
    actor: Actor, organisation: int, file: Upload, media_type: str, digest: str
) -> tuple[Source, bool]:
    """Make the source, unless somebody else sent the same file in this very moment."""
    return Source.objects.get_or_create(
        organisation_id=organisation,
        sha256=digest,
        defaults={
            "name": file.name,
            "content": ContentFile(file.content, name=digest),
            "media_type": media_type,
            "size": len(file.content),
            "uploaded_by_id": actor.user,
        },
    )


def have_read(organisation: int) -> None:
    """Put the reading of an organisation's waiting files in the queue, one reading at a time."""
    job = jobs.configure_task(READ_JOB, lock=f"inlasning/{organisation}")
    job.defer(organisation=organisation)
