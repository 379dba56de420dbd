"""Reads of what is locked: chains, checkpoints, and whether they hold."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from samverk.directory.queries import BodyRef
from samverk.foundation.errors import NotFoundError
from samverk.foundation.seals.chain import Link
from samverk.foundation.seals.checkpoints import Checkpoint, Head, read_checkpoint
from samverk.meetings.models import (
    Meeting,
    MinutesPrint,
    SealCheckpoint,
    SealedKind,
    SealedRecord,
    SealedSecret,
)

HIDDEN_CORRECTION = "Rättelsen är sekretessbelagd."


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as it is shown: how it shall read, why, by whom and when."""

    text: str
    why: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class LockedRow:
    """A locked paragraph with its corrections, and its place in the chain."""

    record: SealedRecord
    corrections: tuple[CorrectionRow, ...]


def chain_of(body: BodyRef) -> str:
    """Name a body's chain: by its organisation's address and its own number, which never change."""
    return f"{body.organisation_slug}/{body.id}"


def record_by_id(record: int) -> SealedRecord:
    """Answer which locked record this is; raises NotFoundError."""
    rows = SealedRecord.objects.select_related("item", "adjustment__meeting__body__organisation")
    found = rows.filter(pk=record).first()
    if found is None:
        raise NotFoundError("Posten finns inte.")
    return found


def records_under(adjustment: int) -> list[SealedRecord]:
    """List what was locked by an adjustment, in the order of the chain."""
    return list(SealedRecord.objects.filter(adjustment=adjustment).order_by("number"))


def locked_in(meeting: Meeting) -> dict[int, LockedRow]:
    """Give a meeting's locked paragraphs by item, with what corrects them, in two queries."""
    rows = SealedRecord.objects.filter(adjustment__meeting=meeting, item__isnull=False)
    rows = rows.select_related("kept_secret")
    corrections: dict[int | None, list[CorrectionRow]] = {}
    paragraphs = []
    for row in rows.order_by("number"):
        if row.kind == SealedKind.CORRECTION:
            corrections.setdefault(row.corrects_id, []).append(_correction(row))
        else:
            paragraphs.append(row)
    return {
        row.item_id: LockedRow(row, tuple(corrections.get(row.pk, ())))
        for row in paragraphs
        if row.item_id
    }


def _correction(row: SealedRecord) -> CorrectionRow:
    """Tell what a correction says; of a secret one the words only inside its compartment."""
    told = json.loads(row.content)
    if "commitment" in told:
        kept = getattr(row, "kept_secret", None)
        told |= json.loads(kept.content) if kept else {"text": HIDDEN_CORRECTION, "why": "–"}
    return CorrectionRow(told["text"], told["why"], told["by"], told["day"])


def keeps_its_word(secret: SealedSecret) -> bool:
    """Answer whether the words of a locked secret paragraph are those that the chain vouches for."""
    made = hmac.new(bytes.fromhex(secret.key), secret.content.encode(), hashlib.sha256).hexdigest()
    told: str = json.loads(secret.record.content)["commitment"]
    return hmac.compare_digest(made, told)


def heads_now() -> dict[str, Head]:
    """Answer how each chain ends."""
    rows = SealedRecord.objects.order_by("chain", "-number").distinct("chain")
    return {chain: Head(n, d) for chain, n, d in rows.values_list("chain", "number", "digest")}


def last_checkpoint() -> SealCheckpoint | None:
    """Give the latest checkpoint."""
    return SealCheckpoint.objects.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Sealed:
    """All that an export holds: links chain by chain, checkpoints, and the open documents."""

    links: tuple[Link, ...]
    checkpoints: tuple[Checkpoint, ...]
    files: tuple[bytes, ...]


def sealed_for_export() -> Sealed:
    """Read what is locked, of all bodies: a checkpoint speaks of every chain."""
    rows = SealedRecord.objects.order_by("chain", "number")
    return Sealed(
        tuple(row.link for row in rows.iterator()),
        tuple(read_checkpoint(row.line) for row in SealCheckpoint.objects.order_by("number")),
        tuple(_files(rows.filter(kind=SealedKind.DOCUMENT))),
    )


def _files(rows: QuerySet[SealedRecord]) -> Iterable[bytes]:
    wanted = [json.loads(content)["file"] for content in rows.values_list("content", flat=True)]
    prints = MinutesPrint.objects.filter(sha256__in=wanted, controller__isnull=True)
    found = {row.sha256: bytes(row.pdf) for row in prints}
    return [found[each] for each in dict.fromkeys(wanted) if each in found]
