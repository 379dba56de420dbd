"""Carries out an act: in one transaction, once per key, with its event in the log.

Every write in the system goes through ``carry_out``. The action has asked for permission and
computed what the rules say before; here the work is done, the event written, and the key kept.

An act may be made of others: the work calls actions of its own, with keys made from its key. Each
has its event, which points at the act it is part of, and the rows it changes name them both.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.db import DatabaseError, OperationalError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, NotFoundError, UnloggedError
from samverk.foundation.local_settings import set_locally
from samverk.foundation.models import AuditEvent, IdempotencyKey
from samverk.foundation.models.audit import DONE_FOR
from samverk.foundation.tracing import NEARER, UNMARKED, Mark, reference

M = TypeVar("M", bound=models.Model)

KINDS: dict[str, str] = {}
# Acts that come by the dozen in a minute, which lists of what is new leave out
QUIET: set[str] = set()
# Acts that only read: no page's history tells who has read what
READINGS: set[str] = set()
# What a room asks of every act of its own before it is done, by the beginning of the act's kind
GUARDS: dict[str, Callable[[Act], None]] = {}
CONTENT = "samverk.foundation.acts.content"
AT_ONCE = 5000
# The act that is being carried out, as the history of a row tells it
Told = dict[str, Any]
SETTINGS = ("pghistory.context_id", "pghistory.context_metadata")
_ACT: ContextVar[Told | None] = ContextVar("act", default=None)
# What the history of a row tells of the act stands in the transaction's settings, and is set on the way
TOLD = """(
    SELECT set_config('pghistory.context_id', %s, true),
        set_config('pghistory.context_metadata', %s, true)
) AS told"""
# Waits for another transaction that has taken the key and is not yet through
CLAIM = f"""
INSERT INTO foundation_idempotencykey
    (key, kind, actor, content, subject_type, subject_id, created_at)
SELECT %s, %s, %s, %s, '', '', %s FROM {TOLD} ON CONFLICT (key) DO NOTHING
"""  # noqa: S608
KEEP = f"""
UPDATE foundation_idempotencykey SET subject_type = %s, subject_id = %s FROM {TOLD} WHERE key = %s
"""  # noqa: S608


def kind(code: str, text: str, *, is_quiet: bool = False, is_reading: bool = False) -> str:
    """Register a kind of act: a stable code ("decisions.registered") and its Swedish name."""
    QUIET.update({code} if is_quiet or is_reading else ())
    READINGS.update({code} if is_reading else ())
    if KINDS.setdefault(code, text) != text:
        raise ValueError(f"two names for the act {code}")
    return code


@dataclass(frozen=True, slots=True)
class Act:
    """One act to carry out. ``key`` makes it happen once; ``why`` and ``effective_on`` are logged.

    ``organisation`` and ``body`` are the ids of those it is done for (``AuditEvent``). ``content`` is
    what the form said, anything with a faithful ``repr``: the same key with other content is a
    conflict. ``mark`` tells how something was read, of an act that shows something.
    """

    actor: Actor
    kind: str
    key: str
    organisation: int | None = None
    why: str = ""
    effective_on: date | None = None
    content: object = None
    body: int | None = None
    mark: Mark = UNMARKED

    @property
    def digest(self) -> str:
        """Digest what the form said; "" for an act without content.

        With the installation's key: what the form said may be secret and short enough to guess.
        """
        if self.content is None:
            return ""
        return salted_hmac(CONTENT, repr(self.content), algorithm="sha256").hexdigest()


def guard(room: str, check: Callable[[Act], None]) -> None:
    """Let ``check`` see every act whose kind begins with ``room`` before it is done; it may raise."""
    GUARDS[f"{room}."] = check


def carry_out(act: Act, work: Callable[[], M]) -> M:
    """Do ``work`` and log it, or return what it made if the key has been used already.

    Raises what the room's guard does, UnloggedError when the log cannot be written, and
    ConflictError when the key belongs to another act or
    person, or came with other content the first time; NotFoundError when what was made is hidden from
    them by now. Two requests with one key at the same time: the second waits for the first, then gets
    its result.
    """
    for room, check in GUARDS.items():
        if act.kind.startswith(room):
            check(act)
    event, outer = uuid.uuid4(), _ACT.get()
    told = _told(act, event, outer)
    with transaction.atomic():
        if earlier := _earlier(act, told):
            # Nothing is done here, and what the outer act changes is its own
            set_locally(dict(zip(SETTINGS, _settings(outer), strict=True)))
            return earlier  # type: ignore[return-value]
        token = _ACT.set(told)
        try:
            subject = work()
        finally:
            _ACT.reset(token)
        _log(act, event, subject, uuid.UUID(outer["event"]) if outer else None)
        _keep(act, subject, outer)
    return subject


def was_carried_out(actor: Actor, key: str) -> bool:
    """Answer whether ``actor`` has carried out an act with this key, or a part of it ("key/part")."""
    named = Q(key=key) | Q(key__startswith=f"{key}/")
    used = IdempotencyKey.objects.filter(named, actor=_who(actor))
    return used.exclude(subject_id="").exists()


def carried_out_of(actor: Actor, keys: Iterable[str]) -> set[str]:
    """Answer which of these keys ``actor`` has carried out an act with, by the thousand in one question."""
    asked, found = list(keys), set[str]()
    used = IdempotencyKey.objects.filter(actor=_who(actor)).exclude(subject_id="")
    for start in range(0, len(asked), AT_ONCE):
        some = used.filter(key__in=asked[start : start + AT_ONCE])
        found.update(some.values_list("key", flat=True))
    return found


def _told(act: Act, event: uuid.UUID, outer: Told | None) -> Told:
    """Say what the history of every row changed by an act tells of it, and of those it is part of.

    The triggers read it in the transaction's settings, where pghistory's own context would send it along
    with every question. An act that fails is rolled back, and its settings with it.
    """
    told: Told = {"event": str(event), "actor": act.actor.name, "kind": act.kind}
    return told | {"within": [*outer.get("within", ()), outer["event"]]} if outer else told


def _settings(told: Told | None) -> list[str]:
    """Give the two settings of an act; of none, empty ones."""
    return [told["event"], json.dumps(told)] if told else ["", ""]


def _earlier(act: Act, told: Told) -> models.Model | None:
    """Claim the key, or find what was made when it was used the first time."""
    who = _who(act.actor)
    if _claims(act, who, told):
        return None
    row = IdempotencyKey.objects.select_for_update().get(key=act.key)
    if (row.kind, row.actor) != (act.kind, who):
        raise ConflictError("Formuläret har redan använts till något annat. Öppna det på nytt.")
    if row.content != act.digest:
        raise ConflictError(
            "Formuläret har redan sparats, med andra uppgifter. Se efter vad som sparades."
            " Skicka en gång till om de här uppgifterna ska sparas också."
        )
    if not row.subject_id:
        return None
    model: type[models.Model] = apps.get_model(row.subject_type)
    made = model._default_manager.filter(pk=row.subject_id).first()
    if made is None:
        # Hidden since from whoever sends the form again: as what is not there
        raise NotFoundError("Sidan finns inte.")
    return made


def _claims(act: Act, who: str, told: Told) -> bool:
    """Take the key, and answer whether it was free: the database says so, which Django asks it again."""
    key: list[Any] = [act.key, act.kind, who, act.digest, timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [*key, *_settings(told)])
        return bool(cursor.rowcount)


def _keep(act: Act, subject: models.Model, outer: Told | None) -> None:
    """Keep with the key what was made; what the outer act changes afterwards is its own."""
    made = [subject._meta.label, str(subject.pk)]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*made, *_settings(outer), act.key])


def _who(actor: Actor) -> str:
    """Tell a key's owners apart: by number, or by name for the system."""
    return str(actor.user or actor.name)[:40]


NOTE_READINGS = """
INSERT INTO foundation_auditevent (id, kind, actor_id, actor_name, organisation_id, body_id, effective_on,
                                   why, recorded_at, role, ground, reading, session, request,
                                   network, subject_type, subject_id, subject_label)
SELECT gen_random_uuid(), %s, given.actor, %s, %s::bigint, %s::bigint, %s::date, %s, %s::timestamptz,
       %s, coalesce({nearer}, %s), %s, %s, %s::uuid, %s, read.kind, read.id, read.label
FROM (SELECT %s::bigint AS actor) AS given,
     unnest(%s::text[], %s::text[], %s::text[]) AS read(kind, id, label)
"""
Read = tuple[str, str, str]


def log_readings(act: Act, subjects: Iterable[models.Model]) -> None:
    """Log that each of ``subjects`` was read. Nothing is made, so no key is kept: each time counts.

    Raises UnloggedError when it cannot be.
    """
    log_read(act, [(one._meta.label, str(one.pk), str(one)[:300]) for one in subjects])


def log_read(act: Act, read: list[Read]) -> None:
    """Log that what is named by type, id and label was read. Raises UnloggedError."""
    if not read:
        return
    # A list of hundreds is noted for each page: the rows are made in the database
    session, request, network = reference()
    mark = act.mark
    given = (act.kind, act.actor.name, act.organisation, act.body, act.effective_on, act.why)
    more = (timezone.now(), mark.role, mark.ground, mark.reading, session, request, network)
    rows = (act.actor.user, *map(list, zip(*read, strict=True)))
    nearer = NEARER.get(read[0][0], "NULL::text")
    try:
        with connection.cursor() as cursor:
            cursor.execute(NOTE_READINGS.format(nearer=nearer), [*given, *more, *rows])
    except DatabaseError as fault:
        raise UnloggedError from fault


def _log(act: Act, event: uuid.UUID, subject: models.Model, outer: uuid.UUID | None) -> None:
    try:
        _event(act, event, subject, outer).save(force_insert=True)
    except OperationalError:
        # Who meets another on the way tries again: that is no fault of the log
        raise
    except DatabaseError as fault:
        raise UnloggedError from fault


def _event(
    act: Act, event: uuid.UUID, subject: models.Model, outer: uuid.UUID | None
) -> AuditEvent:
    session, request, network = reference()
    return AuditEvent(
        id=event,
        role=act.mark.role,
        ground=act.mark.ground,
        reading=act.mark.reading,
        session=session,
        request=request,
        network=network,
        part_of_id=outer,
        kind=act.kind,
        actor_id=act.actor.user,
        actor_name=act.actor.name,
        organisation_id=act.organisation,
        body_id=act.body,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        effective_on=act.effective_on,
        why=act.why,
    )


def events_on(*subjects: models.Model, limit: int = 50) -> list[AuditEvent]:
    """List the events on any of ``subjects``, latest first, with for whom, in one query.

    Who has read them is not among the events: that is for whoever reviews the log.
    """
    wanted = Q(pk__in=[])
    for label, ids in _ids_by_label(subjects).items():
        wanted |= Q(subject_type=label, subject_id__in=ids)
    found = AuditEvent.objects.filter(wanted).exclude(kind__in=READINGS)
    found = found.select_related(*DONE_FOR)
    return list(found.order_by("-recorded_at", "id")[:limit])


def _ids_by_label(subjects: Iterable[models.Model]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for subject in subjects:
        found.setdefault(subject._meta.label, []).append(str(subject.pk))
    return found
