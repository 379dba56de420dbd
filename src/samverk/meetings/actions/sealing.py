"""Locking adjusted minutes: each paragraph in the body's chain, and all that follows from it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.numbering import next_number
from samverk.foundation.seals.canonical import canonical
from samverk.foundation.seals.chain import Link, next_link
from samverk.foundation.seals.checkpoints import next_checkpoint, read_checkpoint
from samverk.foundation.signing import seal_key
from samverk.meetings.actions.doors import act_on, hold
from samverk.meetings.actions.fates import tell_decided
from samverk.meetings.actions.following import register_decisions
from samverk.meetings.actions.inside import carry_out
from samverk.meetings.actions.posting import plan_notice
from samverk.meetings.models import (
    SealCheckpoint,
    SealedKind,
    SealedRecord,
    SealedSecret,
)
from samverk.meetings.queries.adjustment import Stage, print_of, stage_by_id
from samverk.meetings.queries.seals import chain_of, heads_now, last_checkpoint

CORRECTED = acts.kind("meetings.paragraph_corrected", "Rättelse av justerad paragraf")
CHECKPOINT_MADE = acts.kind("meetings.checkpoint_made", "Kontrollpunkt signerad")
ADJUSTER = system("Justeringen")


def lock_minutes(stage: Stage) -> None:
    """Lock what the last signature has made true, inside the compartment of the body.

    Each paragraph becomes a record of the chain and then the document itself; the decisions are
    registered, those who sent the matters are told, the notice is planned, and a checkpoint is signed.
    """
    signed = _signed_by(stage)
    secret = _secret_content(stage)
    opened = print_of(stage.version)
    frozen = json.loads(_sent(stage, secret=False))["paragraphs"]
    for paragraph in frozen:
        words = secret.get(paragraph["item"])
        _seal_paragraph(stage, paragraph | signed, words and words | signed)
    document = {
        "kind": "document",
        "file": opened.sha256,
        "paragraphs": [each["paragraph"] for each in frozen],
        "method": stage.version.method,
    }
    _seal(stage, SealedKind.DOCUMENT, document | signed)
    register_decisions(stage, frozen, ADJUSTER)
    tell_decided(stage.adjustment.meeting, stage.items)
    plan_notice(stage)
    sign_checkpoint()


def _signed_by(stage: Stage) -> dict[str, Any]:
    """Tell what is the same for all: which meeting, who signed, and when it was adjusted."""
    meeting, day = stage.adjustment.meeting, stage.ruling.value.adjusted_on
    return {
        "organisation": meeting.body.organisation.name,
        "body": meeting.body.name,
        "meeting": meeting.day.isoformat(),
        "immediate": stage.adjustment.immediate,
        "adjusted_on": day.isoformat() if day else None,
        "signers": [
            {"name": str(row.signer.person), "capacity": row.signer.get_capacity_display()}
            for row in stage.signers
        ],
    }


def _sent(stage: Stage, *, secret: bool) -> str:
    rows = stage.version.prints.filter(signatures=0, controller__isnull=not secret)
    content: str = rows.values_list("content", flat=True).get()
    return content


def _secret_content(stage: Stage) -> dict[int, dict[str, Any]]:
    """Give the words of the secret paragraphs by item, with the digest of their signed document."""
    if not stage.is_secret:
        return {}
    file = print_of(stage.version, secret=True).sha256
    paragraphs = json.loads(_sent(stage, secret=True))["paragraphs"]
    return {each["item"]: each | {"file": file} for each in paragraphs}


def _seal_paragraph(
    stage: Stage, paragraph: Mapping[str, Any], words: Mapping[str, Any] | None
) -> None:
    """Lock a paragraph; of a secret one the chain holds a commitment to its words alone."""
    item = next(each for each in stage.items if each.pk == paragraph["item"])
    if words is None:
        _seal(stage, SealedKind.PARAGRAPH, dict(paragraph), item=item)
        return
    _seal_secret(
        stage, SealedKind.PARAGRAPH, paragraph, words, provision=words["provision"], item=item
    )


def _seal_secret(
    stage: Stage,
    kind: SealedKind,
    told: Mapping[str, Any],
    words: Mapping[str, Any],
    *,
    provision: str,
    **more: Any,
) -> SealedRecord:
    """Add a record whose words the chain only commits to; what it may tell is ``told``."""
    key, kept = secrets.token_hex(32), canonical(dict(words))
    commitment = hmac.new(bytes.fromhex(key), kept.encode(), hashlib.sha256).hexdigest()
    record = _seal(stage, kind, {**told, "commitment": commitment}, **more)
    body = directory.body_ref(stage.adjustment.meeting.body_id)
    SealedSecret.objects.create(
        record=record,
        controller_id=body.id,
        provision=provision,
        marked_on=clock.today(),
        authority=body.name,
        content=kept,
        key=key,
    )
    return record


def _seal(stage: Stage, kind: SealedKind, content: Mapping[str, Any], **more: Any) -> SealedRecord:
    """Add a record last in the body's chain; those who add to it wait for each other."""
    chain = chain_of(directory.body_ref(stage.adjustment.meeting.body_id))
    number = next_number(f"kedja/{chain}")
    last = SealedRecord.objects.filter(chain=chain).order_by("-number").first()
    link = next_link(chain, last.link if last else None, canonical(dict(content)))
    if link.index != number:
        raise RuntimeError(f"{chain} has {link.index - 1} records but {number - 1} were given out")
    return _record(stage, kind, link, **more)


def _record(stage: Stage, kind: SealedKind, link: Link, **more: Any) -> SealedRecord:
    return SealedRecord.objects.create(
        body=stage.adjustment.meeting.body,
        chain=link.chain,
        number=link.index,
        kind=kind,
        adjustment=stage.adjustment,
        content=link.content,
        previous=link.previous,
        digest=link.digest,
        **more,
    )


def sign_checkpoint() -> SealCheckpoint:
    """Sign how every chain stands; the last checkpoint when nothing has been added since."""
    last = last_checkpoint()
    if last and dict(read_checkpoint(last.line).heads) == heads_now():
        return last
    number = next_number("kontrollpunkter")
    # Read again: somebody else may have signed one while we waited for the number.
    last, heads = last_checkpoint(), heads_now()
    before = read_checkpoint(last.line) if last else None
    moment = clock.now().astimezone(UTC).isoformat(timespec="seconds")
    made = next_checkpoint(before, heads, moment, seal_key())
    if made.number != number:
        raise RuntimeError(f"checkpoint {made.number} but {number - 1} were given out")
    return SealCheckpoint.objects.create(number=number, line=made.line())


def make_checkpoint(actor: Actor, *, key: str) -> SealCheckpoint:
    """Sign a checkpoint of every chain, for an export. Only the system does."""
    if not actor.is_system:
        raise NotAllowedError("Kontrollpunkter signeras av systemet självt.")
    return acts.carry_out(acts.Act(actor, CHECKPOINT_MADE, key), sign_checkpoint)


def correct_paragraph(
    actor: Actor, record: SealedRecord, text: str, why: str, *, key: str
) -> SealedRecord:
    """Correct a locked paragraph by a new record that points back; the original stays.

    The correction of a secret paragraph is as secret: its words and reason are kept behind the wall,
    and the chain commits to them. Raises InputError without words or reason; NotAllowedError for a
    secret paragraph that is not the actor's to open.
    """
    if not text.strip():
        raise InputError("Skriv hur det rätta lyder.", field="text")
    if not why.strip():
        raise InputError("Skriv varför det rättas.", field="why")
    if record.kind != SealedKind.PARAGRAPH or record.item is None:
        raise InputError("Bara en justerad paragraf kan rättas här.")
    meeting, item = record.adjustment.meeting, record.item
    act = act_on(actor, CORRECTED, key, meeting, (record.pk, text.strip(), why.strip()))
    words = {"text": text.strip(), "why": why.strip()}

    def correct() -> SealedRecord:
        hold(meeting.pk)
        made = _seal_correction(actor, record, words, is_secret=item.secret)
        sign_checkpoint()
        return made

    # The log is open: why a secret paragraph is corrected is not in it
    return carry_out(actor, item, act if item.secret else replace(act, why=why.strip()), correct)


def _seal_correction(
    actor: Actor, record: SealedRecord, words: dict[str, Any], *, is_secret: bool
) -> SealedRecord:
    stage = stage_by_id(record.adjustment_id)
    told: dict[str, Any] = {
        "kind": "correction",
        "corrects": record.number,
        "by": actor.name,
        "day": clock.today().isoformat(),
    }
    more: dict[str, Any] = {"item": record.item, "corrects": record}
    if not is_secret:
        return _seal(stage, SealedKind.CORRECTION, told | words, **more)
    provision = SealedSecret.objects.get(record=record).provision
    return _seal_secret(
        stage, SealedKind.CORRECTION, told, told | words, provision=provision, **more
    )
