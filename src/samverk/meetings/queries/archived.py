"""Adjusted minutes for the archive: what was locked, the signed files, and the chain behind them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samverk.foundation.seals.chain import Link
from samverk.foundation.seals.checkpoints import read_checkpoint
from samverk.meetings.models import (
    MinutesPrint,
    SealCheckpoint,
    SealedKind,
    SealedRecord,
    SealedSecret,
)
from samverk.rules.serving.intervals import paragraph_span

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LockedPost:
    """A record of a chain (låst post), and what people call it."""

    number: int
    digest: str
    label: str


@dataclass(frozen=True, slots=True)
class LockedMinutes:
    """Minutes that were adjusted together (justerat protokoll), as the chain tells them.

    ``secret_items`` are the ids of the items whose part was printed by itself behind the wall. ``posts``
    are their paragraphs, corrections among them, and ``file`` the post of the document itself, whose
    checksum is ``sha256``.
    """

    adjustment: int
    meeting: int
    day: date
    adjusted_on: date | None
    paragraphs: tuple[int, ...]
    signers: tuple[tuple[str, str], ...]
    electronic: bool
    sha256: str
    secret_items: frozenset[int]
    posts: tuple[LockedPost, ...]
    file: LockedPost

    @property
    def secret(self) -> bool:
        """Answer whether there is a part that is secret."""
        return bool(self.secret_items)

    @property
    def span(self) -> str:
        """Its paragraphs, as minutes write them."""
        return paragraph_span(self.paragraphs)


def locked_minutes(
    body: int, *, between: tuple[date, date] | None = None, case: int | None = None
) -> list[LockedMinutes]:
    """List a body's adjusted minutes, oldest first: of the meetings of a time, or that treat a case."""
    documents = SealedRecord.objects.filter(body=body, kind=SealedKind.DOCUMENT)
    if between:
        documents = documents.filter(adjustment__meeting__day__range=between)
    if case:
        documents = documents.filter(adjustment__adjusted__item__case=case)
    rows = documents.select_related("adjustment__meeting").distinct().order_by("number")
    found = list(rows)
    posts = _posts([row.adjustment_id for row in found])
    return [_minutes(row, posts.get(row.adjustment_id, [])) for row in found]


def _posts(adjustments: Iterable[int]) -> dict[int, list[SealedRecord]]:
    """Give the records of paragraphs and corrections by adjustment, with their items, in one query."""
    found: dict[int, list[SealedRecord]] = {}
    rows = SealedRecord.objects.filter(adjustment__in=list(adjustments), item__isnull=False)
    for row in rows.select_related("item").order_by("number"):
        found.setdefault(row.adjustment_id, []).append(row)
    return found


def _minutes(row: SealedRecord, posts: list[SealedRecord]) -> LockedMinutes:
    told, meeting = json.loads(row.content), row.adjustment.meeting
    adjusted = told.get("adjusted_on")
    items = [post.item for post in posts if post.item]
    return LockedMinutes(
        adjustment=row.adjustment_id,
        meeting=meeting.pk,
        day=meeting.day,
        adjusted_on=date.fromisoformat(adjusted) if adjusted else None,
        paragraphs=tuple(each for each in told.get("paragraphs", ()) if each),
        signers=tuple((one["name"], one["capacity"]) for one in told.get("signers", ())),
        electronic=told.get("method") == "electronic",
        sha256=told["file"],
        secret_items=frozenset(item.pk for item in items if item.secret),
        posts=tuple(_post(each) for each in posts),
        file=_post(row),
    )


def _post(row: SealedRecord) -> LockedPost:
    where = f" § {row.item.paragraph}" if row.item and row.item.paragraph else ""
    return LockedPost(row.number, row.digest, f"{row.get_kind_display()}{where}")


def _prints(adjustment: int) -> QuerySet[MinutesPrint]:
    return MinutesPrint.objects.filter(version__adjustment=adjustment)


def signed_file(adjustment: int, sha256: str) -> bytes | None:
    """Give the bytes of adjusted minutes that the chain names; None when they are not here."""
    rows = _prints(adjustment).filter(sha256=sha256, controller__isnull=True)
    found = rows.values_list("pdf", flat=True).first()
    return None if found is None else bytes(found)


@dataclass(frozen=True, slots=True)
class SecretPrint:
    """The secret part of minutes as last signed: its id and checksum, and by what it is secret."""

    id: int
    sha256: str
    provisions: tuple[str, ...]


def secret_print(adjustment: int) -> SecretPrint | None:
    """Find the secret part of adjusted minutes; only in its opened compartment."""
    rows = _prints(adjustment).filter(controller__isnull=False)
    found = rows.order_by("-version__number", "-signatures").values_list("pk", "sha256").first()
    if found is None:
        return None
    kept = SealedSecret.objects.filter(record__adjustment=adjustment).order_by("provision")
    provisions = kept.values_list("provision", flat=True).distinct()
    return SecretPrint(found[0], found[1], tuple(provisions))


def secret_file(found: int) -> bytes | None:
    """Give the bytes of a secret part, in its opened compartment; None for whoever may not see it."""
    rows = MinutesPrint.objects.filter(pk=found, controller__isnull=False)
    pdf = rows.values_list("pdf", flat=True).first()
    return None if pdf is None else bytes(pdf)


def chain_links(chain: str, first: int, last: int) -> Iterator[Link]:
    """Give the links of a chain from one number to another, some at a time."""
    rows = SealedRecord.objects.filter(chain=chain).order_by("number")
    while first <= last:
        end = min(first + AT_ONCE - 1, last)
        for row in rows.filter(Q(number__gte=first, number__lte=end)):
            yield row.link
        first = end + 1


def vouching_for(chain: str, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Find for each number of a chain the first checkpoint that covers it: its end, and its line."""
    ends: dict[int, str] = {}
    for line in SealCheckpoint.objects.order_by("number").values_list("line", flat=True).iterator():
        head = read_checkpoint(line).heads.get(chain)
        if head:
            ends.setdefault(head.size, line)
    sizes = sorted(ends)
    found = {}
    for number in numbers:
        at = bisect_left(sizes, number)
        if at < len(sizes):
            found[number] = (sizes[at], ends[sizes[at]])
    return found
