"""Carries out an act: in one transaction, once per key, with its event in the log.

Every write in the system goes through ``carry_out``. The action has asked for permission and
computed what the rules say before; here the work is done, the event written, and the key kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pghistory
from django.apps import apps
from django.db import models, transaction

from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent, IdempotencyKey

M = TypeVar("M", bound=models.Model)

KINDS: dict[str, str] = {}


def kind(code: str, text: str) -> str:
    """Register a kind of act: a stable code ("decisions.registered") and its Swedish name."""
    if KINDS.setdefault(code, text) != text:
        raise ValueError(f"two names for the act {code}")
    return code


@dataclass(frozen=True, slots=True)
class Act:
    """One act to carry out. ``key`` makes it happen once; ``why`` and ``effective_on`` are logged.

    ``organisation`` is the id of the organisation it is done for.
    """

    actor: Actor
    kind: str
    key: str
    organisation: int | None = None
    why: str = ""
    effective_on: date | None = None


def carry_out(act: Act, work: Callable[[], M]) -> M:
    """Do ``work`` and log it, or return what it made if the key has been used already.

    Raises ConflictError when the key belongs to another act or person. Two requests with one key
    at the same time: the second waits for the first, then gets its result.
    """
    event = uuid.uuid4()
    with transaction.atomic():
        if earlier := _earlier(act):
            return earlier  # type: ignore[return-value]
        with pghistory.context(event=str(event), actor=act.actor.name, kind=act.kind):
            subject = work()
        _log(act, event, subject)
        IdempotencyKey.objects.filter(key=act.key).update(
            subject_type=subject._meta.label, subject_id=str(subject.pk)
        )
    return subject


def _earlier(act: Act) -> models.Model | None:
    """Claim the key, or find what was made when it was used the first time."""
    who = str(act.actor.user or act.actor.name)[:40]
    claim = IdempotencyKey(key=act.key, kind=act.kind, actor=who)
    IdempotencyKey.objects.bulk_create([claim], ignore_conflicts=True)
    row = IdempotencyKey.objects.select_for_update().get(key=act.key)
    if (row.kind, row.actor) != (act.kind, who):
        raise ConflictError("Formuläret har redan använts till något annat. Öppna det på nytt.")
    if not row.subject_id:
        return None
    model: type[models.Model] = apps.get_model(row.subject_type)
    return model._default_manager.get(pk=row.subject_id)


def _log(act: Act, event: uuid.UUID, subject: models.Model) -> None:
    AuditEvent.objects.create(
        id=event,
        kind=act.kind,
        actor_id=act.actor.user,
        actor_name=act.actor.name,
        organisation_id=act.organisation,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        effective_on=act.effective_on,
        why=act.why,
    )


def events_on(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """List the events on ``subject``, latest first."""
    return AuditEvent.objects.filter(
        subject_type=subject._meta.label, subject_id=str(subject.pk)
    ).order_by("-recorded_at")
